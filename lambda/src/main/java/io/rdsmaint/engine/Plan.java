package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an operation will do, made by reading only.
 *
 * @param target as seen while planning
 * @param summary one sentence a person can read
 * @param steps in order; finally steps last
 * @param checks the codes of everything that preflight looked at
 * @param findings what preflight found; a {@link Finding.Severity#REFUSE} prevents the start
 * @param notes what the operator should know beforehand: announced write interruptions, readers out of service, costs
 * @param baseline facts about the world that the plan rests on, compared before each change; the shape is the type's own
 */
public record Plan(
        Target target,
        String summary,
        List<PlannedStep> steps,
        List<String> checks,
        List<Finding> findings,
        List<String> notes,
        ObjectNode baseline) {

    /** Characters: names carry the last eight of an id; shorter runs may stand in a plan by chance. */
    private static final int SHORTEST_MARK = 8;

    public Plan {
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /**
     * Tells plans apart by what they do and what they ask: two plans for the same are equal, whatever operation they are made for
     * and whatever figures were seen. Names that derive from an operation's id end with its last letters and digits.
     *
     * @param operationId whose plan it is
     */
    public String hash(String operationId) {
        StringBuilder text = new StringBuilder(summary);
        for (PlannedStep step : steps) {
            text.append('\n')
                    .append(String.join(
                            "|",
                            step.name(),
                            step.action(),
                            step.parameters().toString(),
                            String.valueOf(step.gate()),
                            String.valueOf(step.place()),
                            step.cleanup() + " " + step.disruptive()));
        }
        findings.stream()
                .filter(finding -> finding.severity() != Finding.Severity.WARN)
                .map(finding -> finding.severity() + " " + finding.code() + " " + finding.keys())
                .sorted()
                .forEach(finding -> text.append('\n').append(finding));
        String letters = operationId.replaceAll("[^A-Za-z0-9]", "");
        String plain = text.toString().replace(operationId, "#");
        for (int length = letters.length(); length >= SHORTEST_MARK; length--) {
            plain = plain.replace(letters.substring(letters.length() - length), "#");
        }
        return Sha256.of(plain).substring(0, 32);
    }

    /** The usual duration of all steps. */
    public Duration expected() {
        return steps.stream().map(PlannedStep::expected).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * How long the steps from the first of one kind to the last of others usually take, both with them; zero where there is none
     * of the first.
     */
    public Duration expected(String from, Set<String> to) {
        List<String> actions = steps.stream().map(PlannedStep::action).toList();
        int first = actions.indexOf(from);
        int last = to.stream().mapToInt(actions::lastIndexOf).max().orElse(-1);
        return first < 0
                ? Duration.ZERO
                : steps.subList(first, Math.max(first, last) + 1).stream()
                        .map(PlannedStep::expected)
                        .reduce(Duration.ZERO, Duration::plus);
    }

    /** The same plan, with more that the operator should know beforehand. */
    Plan noting(List<String> more) {
        List<String> all = Stream.concat(notes.stream(), more.stream()).toList();
        return new Plan(target, summary, steps, checks, findings, all, baseline);
    }

    /** The same plan with other steps. */
    public Plan withSteps(List<PlannedStep> newSteps) {
        return new Plan(target, summary, newSteps, checks, findings, notes, baseline);
    }
}
