package io.rdsmaint.aurora.rolling;

import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.preflight.ChangeScope;
import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.Preflight;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.OperationType.PlanRequest;
import io.rdsmaint.engine.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Looks at a cluster and plans work on its instances, one after the other. */
public final class RollingPlanner {
    private final Inspector inspector;
    private final Preflight preflight;
    private final Scoping scoping;

    /**
     * @param preflight of the operation type; checks that the choreography itself answers are left out
     */
    public RollingPlanner(Inspector inspector, Preflight preflight, Scoping scoping) {
        this.inspector = inspector;
        this.preflight = preflight.without("custom-endpoint-members").without("proxy-read-only-endpoint");
        this.scoping = scoping;
    }

    /**
     * Plans.
     *
     * @param classes that instances are to get, by what the cluster is
     * @param work what is to be done, by what is seen
     * @throws InvalidRequest when there is no such cluster, or nothing in it is left to work on
     */
    public Plan plan(
            PlanRequest request,
            RollingOptions wishes,
            Inspector.Classes classes,
            Function<Inspection, MemberChange> work) {
        Inspection seen = inspector.inspect(request, classes);
        return plan(request, wishes, seen, work.apply(seen));
    }

    private Plan plan(PlanRequest request, RollingOptions wishes, Inspection seen, MemberChange work) {
        TopologyMapper.requireInScope(seen, wishes, work.words());
        Topology topology = TopologyMapper.topology(seen, wishes, request.operationId());
        RollingPlan arranged = Choreography.arrange(
                topology, work, wishes, TopologyMapper.facts(seen, topology, request.operationId(), scoping));
        List<Finding> findings = new ArrayList<>(arranged.findings());
        ChangeScope scope =
                TopologyMapper.scope(topology, arranged, request.operationId()).under(request.options());
        findings.addAll(preflight.find(seen, scope, scoping));
        return new Plan(
                seen.target(request),
                arranged.summary(),
                arranged.steps(),
                preflight.codes(),
                findings.stream()
                        .sorted(Comparator.comparing(Finding::severity))
                        .toList(),
                arranged.notes(),
                ExpectedCluster.baseline(seen.cluster(), seen.instances().values(), arranged.floors()));
    }
}
