package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an operation will do, made by reading only.
 *
 * @param target the cluster, as seen while planning
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

    public Plan {
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** The usual duration of all steps. */
    public Duration expected() {
        return steps.stream().map(PlannedStep::expected).reduce(Duration.ZERO, Duration::plus);
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
