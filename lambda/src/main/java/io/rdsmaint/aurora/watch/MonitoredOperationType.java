package io.rdsmaint.aurora.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.cloudwatch.GuardAlarm;
import io.rdsmaint.gateway.cloudwatch.MetricsGateway;
import io.rdsmaint.kit.Acceptances;
import io.rdsmaint.kit.PreflightStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Any type of operation, with what its {@link Options} ask for: steps that look at alarms and watch the cluster, what
 * preflight finds about the alarms, the figures to compare with, and notes on all that. What is added follows from the
 * plan and the options alone, so that planning again in the middle adds the same.
 */
public final class MonitoredOperationType implements OperationType {
    private final OperationType type;
    private final GatewayFactory gateways;

    private MonitoredOperationType(OperationType type, GatewayFactory gateways) {
        this.type = type;
        this.gateways = gateways;
    }

    /** The types, each overseen. */
    public static List<OperationType> all(List<? extends OperationType> types, GatewayFactory gateways) {
        return types.stream()
                .<OperationType>map(t -> new MonitoredOperationType(t, gateways))
                .toList();
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
        MetricsGateway metrics = gateways.at(AwsScope.of(request)).metrics();
        List<GuardAlarm> alarms = metrics.guardAlarms(options.guardAlarms());
        MonitoringPlan oversight = new MonitoringPlan(options, alarms);
        return new Plan(
                plan.target(),
                plan.summary(),
                oversight.steps(plan),
                options.guardAlarms().isEmpty() ? plan.checks() : with(plan.checks(), List.of(Acceptances.ALARMS)),
                with(plan.findings(), AlarmFindings.of(alarms, request.target().region())).stream()
                        .sorted(Comparator.comparing(Finding::severity))
                        .toList(),
                with(plan.notes(), oversight.notes(plan)),
                options.watchMinutes() == 0 ? plan.baseline() : baseline(plan.baseline(), metrics));
    }

    @Override
    public List<String> beside(Plan plan) {
        return type.beside(plan);
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
        return with(with(type.report(operation), MonitoringPlan.report(operation)), back);
    }

    private static <T> List<T> with(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
