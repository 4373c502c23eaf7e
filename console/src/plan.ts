// A dry run's plan, sorted for reading in the way that scripts/start sorts it.

export interface PlanStep {
  name: string;
  detail: string;
  gate: string;
}

export interface SortedPlan {
  steps: PlanStep[];
  interruptions: string[];
  refused: string[];
  asked: string[];
  warnings: string[];
  costs: string[];
  notes: string[];
  checked: string[];
}

const STEP = /^\d+\. ([\s\S]*)$/;
const PARTS = /^([\s\S]*?) \(([\s\S]*)\)(?: \[asks first: ([\s\S]*)\])?$/;
const INTERRUPTION = /^NOTE (Write interruption|Readers|No write|Downtime|INTERRUPTION)/;

export function sorted(lines: string[]): SortedPlan {
  const plan: SortedPlan = {
    steps: [],
    interruptions: [],
    refused: [],
    asked: [],
    warnings: [],
    costs: [],
    notes: [],
    checked: [],
  };
  for (const line of lines) {
    const step = STEP.exec(line);
    if (step) {
      const parts = PARTS.exec(step[1] ?? "");
      plan.steps.push(
        parts
          ? { name: parts[1] ?? "", detail: parts[2] ?? "", gate: parts[3] ?? "" }
          : { name: step[1] ?? "", detail: "", gate: "" },
      );
    } else if (INTERRUPTION.test(line)) {
      plan.interruptions.push(line.slice(5));
    } else if (line.startsWith("REFUSE ")) {
      plan.refused.push(line.slice(7));
    } else if (line.startsWith("ASK ")) {
      plan.asked.push(line.slice(4));
    } else if (line.startsWith("WARN ")) {
      plan.warnings.push(line.slice(5));
    } else if (line.startsWith("COST ")) {
      plan.costs.push(line.slice(5));
    } else if (line.startsWith("CHECKED ")) {
      plan.checked.push(line);
    } else {
      plan.notes.push(line.startsWith("NOTE ") ? line.slice(5) : line);
    }
  }
  return plan;
}

/** What a plan's notes say that each instance becomes, by its name. */
export function planned(notes: string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const note of notes) {
    const change = /^([a-z][a-z0-9-]*): .* → ([^()]+?)(?: \(.*\))?$/i.exec(note);
    if (change?.[1] && change[2]) {
      found.set(change[1], change[2]);
    }
  }
  return found;
}
