package io.rdsmaint.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sentences about operations and plans, for people. */
final class Summaries {
    private Summaries() {}

    static String of(Operation op) {
        String what = op.type() + " of " + op.target().name() + " (operation " + op.id() + ")";
        return switch (op.state()) {
            case CREATED -> what + " is about to begin";
            case RUNNING -> what + ": step " + place(op);
            case ROLLING_BACK -> what + " is rolling back: step " + place(op);
            case PAUSED -> what + " waits for a person at step " + place(op);
            case COMPLETED ->
                what
                        + (op.ending() == Operation.Ending.MARKED_COMPLETE ? " was marked complete" : " is complete")
                        + tail(op);
            case FAILED -> what + (op.ending() == Operation.Ending.ABORTED ? " was aborted" : " failed") + tail(op);
            case ROLLED_BACK -> what + " was rolled back" + tail(op);
        };
    }

    private static String place(Operation op) {
        return op.current()
                .map(s -> (op.index() + 1) + " of " + op.steps().size() + ", " + s.name()
                        + (s.waitCondition() == null ? "" : ", waiting for " + s.waitCondition()))
                .orElse("the last is done");
    }

    private static String tail(Operation op) {
        List<String> parts = new ArrayList<>(op.report());
        if (!op.residue().isEmpty()) {
            parts.add("Left behind: " + String.join("; ", op.residue()));
        }
        return parts.stream()
                .map(p -> p.endsWith(".") ? " " + p : " " + p + ".")
                .collect(Collectors.joining("", ".", ""));
    }

    /** One line per step, then what preflight found, what it costs and what the operator should know. */
    static List<String> plan(Plan plan, OperationCost cost) {
        List<String> lines = new ArrayList<>();
        int n = 0;
        for (PlannedStep step : plan.steps()) {
            n++;
            String calls = step.calls().isEmpty() ? "looks only" : String.join(", ", step.calls());
            String gate = step.gate() == null ? "" : " [asks first: " + step.gate() + "]";
            lines.add(n + ". " + step.name() + " (" + calls + "; about " + minutes(step) + ")" + gate);
        }
        lines.add("CHECKED " + plan.checks().size() + " things before the first change: "
                + String.join(", ", plan.checks()));
        plan.findings().forEach(f -> lines.add(f.line()));
        cost.lines().forEach(line -> lines.add("COST " + line));
        plan.notes().forEach(note -> lines.add("NOTE " + note));
        return lines;
    }

    static String minutes(PlannedStep step) {
        long seconds = step.expected().toSeconds();
        return seconds < 60 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
    }
}
