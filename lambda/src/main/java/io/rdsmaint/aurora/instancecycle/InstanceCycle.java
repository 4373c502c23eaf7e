package io.rdsmaint.aurora.instancecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.Preflight;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.aurora.rolling.RollingPlanner;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reboots the instances of an Aurora cluster, one at a time: a rolling reboot. */
public final class InstanceCycle implements OperationType {
    /** The word in {@code params.type}. */
    public static final String NAME = "instance_cycle";

    private final RollingPlanner planner;

    public InstanceCycle(Inspector inspector, Preflight preflight, Scoping scoping) {
        this.planner = new RollingPlanner(inspector, preflight, scoping);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> problems(ObjectNode parameters) {
        return InvalidRequest.problemsOf(() -> Parameters.read(parameters));
    }

    @Override
    public Plan plan(PlanRequest request) {
        Parameters parameters = Parameters.read(request.parameters());
        return planner.plan(
                request,
                parameters.wishes(),
                InstanceCycle::presentClass,
                seen -> Restart.of(seen, parameters.onlyPending(), request.soFar()));
    }

    /** The class of a temporary instance: it must be there to be had. */
    private static Collection<String> presentClass(Cluster cluster, Map<String, Instance> instances) {
        return Stream.concat(
                        cluster.writer().id().flatMap(w -> Optional.ofNullable(instances.get(w))).stream(),
                        instances.values().stream())
                .limit(1)
                .map(Instance::instanceClass)
                .toList();
    }

    @Override
    public List<String> report(Operation operation) {
        return Report.of(operation);
    }
}
