package io.rdsmaint.operations.rolling;

import io.rdsmaint.aws.Place;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.OperationType.PlanRequest;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.operations.preflight.ChangeScope;
import io.rdsmaint.operations.preflight.Inspection;
import io.rdsmaint.operations.preflight.Inspector;
import io.rdsmaint.operations.preflight.Preflight;
import io.rdsmaint.operations.preflight.Scoping;
import io.rdsmaint.steps.Expectation;
import io.rdsmaint.world.Worlds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Looks at a cluster and plans work on its instances, one after the other. */
public final class RollingPlanner {
    private final Worlds worlds;
    private final Inspector inspector;
    private final Preflight preflight;
    private final Scoping scoping;

    /**
     * @param preflight of the operation type; checks that the choreography itself answers are left out
     */
    public RollingPlanner(Worlds worlds, Inspector inspector, Preflight preflight, Scoping scoping) {
        this.worlds = worlds;
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
    public Plan plan(PlanRequest request, Wishes wishes, Inspector.Classes classes, Function<Inspection, Work> work) {
        Inspection seen = inspector.inspect(worlds.at(Place.of(request)), request, classes);
        return plan(request, wishes, seen, work.apply(seen));
    }

    private Plan plan(PlanRequest request, Wishes wishes, Inspection seen, Work work) {
        Views.requireInScope(seen, wishes, work.words());
        Topology topology = Views.topology(seen, wishes, request.operationId());
        Arrangement arranged = Choreography.arrange(
                topology, work, wishes, Views.facts(seen, topology, request.operationId(), scoping));
        List<Finding> findings = new ArrayList<>(arranged.findings());
        ChangeScope scope =
                Views.scope(topology, arranged, request.operationId()).under(request.options());
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
                Expectation.baseline(seen.cluster(), seen.instances().values(), arranged.floors()));
    }
}
