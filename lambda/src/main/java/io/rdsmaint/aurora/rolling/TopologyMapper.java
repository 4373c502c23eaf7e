package io.rdsmaint.aurora.rolling;

import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.cluster.ReaderEndpoint;
import io.rdsmaint.aurora.instance.ChangeClass;
import io.rdsmaint.aurora.instance.CreateInstance;
import io.rdsmaint.aurora.instance.Failover;
import io.rdsmaint.aurora.instance.InstanceSteps;
import io.rdsmaint.aurora.instance.RebootInstance;
import io.rdsmaint.aurora.preflight.ChangeScope;
import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.gateway.autoscaling.ReaderScaling.Suspension;
import io.rdsmaint.gateway.rds.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Turns what was seen into what the planner and the checks decide by. */
final class TopologyMapper {

    private TopologyMapper() {}

    /**
     * Refuses parameters that leave nothing to work on, or name what isn't there.
     *
     * @throws InvalidRequest naming every problem
     */
    static void requireInScope(Inspection seen, RollingOptions options, MemberChange.Wording wording) {
        List<String> problems = new ArrayList<>();
        Set<String> known = seen.instances().keySet();
        for (String id : options.excluded()) {
            if (!known.contains(id)) {
                problems.add("exclude_instances: " + id + " is not an instance of "
                        + seen.cluster().id() + "; it has " + String.join(", ", known));
            }
        }
        boolean anything = seen.instances().values().stream()
                .anyMatch(i -> !i.autoscaled() && !options.excluded().contains(i.id()));
        if (!known.isEmpty() && !anything) {
            problems.add("exclude_instances: nothing is left to " + wording.infinitive() + "; of "
                    + String.join(", ", known) + " all are excluded or were made by auto scaling");
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
    }

    static Topology topology(Inspection seen, RollingOptions options, String operationId, Scoping scoping) {
        List<Member> members = seen.instances().values().stream()
                .map(i -> member(seen, i, options, operationId))
                .toList();
        String clusterId = seen.cluster().id();
        return new Topology(
                clusterId,
                members,
                seen.endpoints(),
                members.stream()
                        .filter(Member::temporary)
                        .findFirst()
                        .map(Member::id)
                        .orElseGet(() -> TemporaryName.of(clusterId, operationId)),
                scoping.suspendsScaling()
                        && seen.scaling() != null
                        && !seen.scaling().suspended().equals(Suspension.ALL),
                members.stream()
                        .filter(m -> !m.writer())
                        .map(r -> seen.load(r.id()).cpuPercent())
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .average());
    }

    private static Member member(Inspection seen, Instance i, RollingOptions options, String operationId) {
        return new Member(
                i.id(),
                i.instanceClass(),
                seen.writes(i.id()),
                i.availabilityZone(),
                i.promotionTier(),
                i.autoscaled(),
                options.excluded().contains(i.id()),
                Ownership.tagged(i, operationId));
    }

    static ChangeScope scope(Topology topology, RollingPlan arranged, String operationId) {
        List<PlannedStep> steps = arranged.steps();
        List<ChangeScope.ClassChange> changes = of(steps, ChangeClass.ACTION)
                .map(s -> ChangeClass.Params.of(s.parameters()))
                .map(p -> new ChangeScope.ClassChange(p.instance(), p.from(), p.to()))
                .toList();
        List<String> reboots = of(steps, RebootInstance.ACTION)
                .flatMap(s -> InstanceSteps.instance(s).stream())
                .toList();
        ChangeScope.Temporary temporary = of(steps, CreateInstance.ACTION)
                .map(s -> CreateInstance.Params.of(s.parameters()))
                .map(p -> new ChangeScope.Temporary(p.instance(), p.instanceClass(), p.zone()))
                .findFirst()
                .orElse(null);
        String readers = ReaderEndpoint.ofCluster(topology.clusterId()).name();
        return new ChangeScope(
                operationId,
                changes,
                reboots,
                temporary,
                of(steps, Failover.ACTION).map(Failover::to).toList(),
                steps.stream().anyMatch(InstanceSteps::inPlace),
                arranged.floors().getOrDefault(readers, 0),
                steps.stream().map(PlannedStep::expected).reduce(Duration.ZERO, Duration::plus));
    }

    private static Stream<PlannedStep> of(List<PlannedStep> steps, String action) {
        return steps.stream().filter(s -> s.action().equals(action));
    }
}
