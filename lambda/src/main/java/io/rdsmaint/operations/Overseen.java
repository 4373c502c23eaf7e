package io.rdsmaint.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aws.Place;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.metrics.GuardAlarm;
import io.rdsmaint.metrics.MetricsGateway;
import io.rdsmaint.steps.AlarmGuard;
import io.rdsmaint.steps.Figures;
import io.rdsmaint.steps.PreflightStep;
import io.rdsmaint.world.Worlds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Any type of operation, with what its {@link Options} ask for: steps that look at alarms and watch the cluster, what
 * preflight finds about the alarms, the figures to compare with, and notes on all that. What is added follows from the
 * plan and the options alone, so that planning again in the middle adds the same.
 */
public final class Overseen implements OperationType {
    private final OperationType type;
    private final Worlds worlds;

    private Overseen(OperationType type, Worlds worlds) {
        this.type = type;
        this.worlds = worlds;
    }

    /** The types, each overseen. */
    public static List<OperationType> all(List<? extends OperationType> types, Worlds worlds) {
        return types.stream().<OperationType>map(t -> new Overseen(t, worlds)).toList();
    }

    @Override
    public String name() {
        return type.name();
    }

    @Override
    public List<String> problems(ObjectNode parameters) {
        return type.problems(parameters);
    }

    @Override
    public Plan plan(PlanRequest request) {
        Plan plan = type.plan(request);
        Options options = request.options();
        MetricsGateway metrics = worlds.at(Place.of(request)).metrics();
        List<GuardAlarm> alarms = metrics.guardAlarms(options.guardAlarms());
        Oversight oversight = new Oversight(options, alarms);
        return new Plan(
                plan.target(),
                plan.summary(),
                oversight.steps(plan),
                options.guardAlarms().isEmpty() ? plan.checks() : with(plan.checks(), List.of(AlarmGuard.CODE)),
                with(plan.findings(), AlarmFindings.of(alarms, request.target().region())).stream()
                        .sorted(Comparator.comparing(Finding::severity))
                        .toList(),
                with(plan.notes(), oversight.notes(plan)),
                options.watchMinutes() == 0 ? plan.baseline() : baseline(plan.baseline(), metrics));
    }

    /** The baseline with the figures of now. */
    private static ObjectNode baseline(ObjectNode planned, MetricsGateway metrics) {
        List<String> members = new ArrayList<>();
        planned.path("members").fieldNames().forEachRemaining(members::add);
        ObjectNode baseline = planned.deepCopy();
        baseline.set(
                Figures.LOAD,
                Figures.now(planned.path("writer").asText(), metrics.load(members))
                        .json());
        return baseline;
    }

    @Override
    public List<String> report(Operation operation) {
        List<String> back = PreflightStep.mended(operation).stream()
                .map(done ->
                        "What you did for the time of this operation is yours to put back now. You were told: " + done)
                .toList();
        return with(with(type.report(operation), Oversight.report(operation)), back);
    }

    private static <T> List<T> with(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
