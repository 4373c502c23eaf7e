package io.rdsmaint.aurora.rolling;

import io.rdsmaint.aurora.instance.CreateInstance;
import io.rdsmaint.aurora.instance.DeleteInstance;
import io.rdsmaint.aurora.preflight.CheckSuite;
import io.rdsmaint.aurora.preflight.ClusterOperationType;
import io.rdsmaint.aurora.preflight.EndpointChecks;
import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.Look;
import io.rdsmaint.aurora.preflight.Preflight;
import io.rdsmaint.aurora.preflight.ReaderChecks;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.OperationCost;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A type of operation that works on a cluster's instances, one after the other.
 *
 * @param <P> its parameters
 */
public abstract class RollingOperationType<P> extends ClusterOperationType<P> {
    /** All but those that the choreography itself answers. */
    private static final CheckSuite<Look> CHECKS =
            Preflight.standard().without(EndpointChecks.MEMBERS).without(ReaderChecks.PROXIES);

    private final Scoping scoping;

    protected RollingOperationType(String name, Inspector inspector, Scoping scoping) {
        super(name, inspector);
        this.scoping = scoping;
    }

    /** How to go about it. */
    protected abstract RollingOptions options(P parameters);

    /**
     * What is to be done.
     *
     * @param soFar the operation's steps as they stand when it is planned anew; empty before its start
     */
    protected abstract MemberChange work(P parameters, Inspection seen, List<Step> soFar);

    @Override
    public final List<String> beside(Plan plan) {
        String time = OperationCost.about(plan.expected(CreateInstance.ACTION, Set.of(DeleteInstance.ACTION)));
        return plan.steps().stream()
                .filter(step -> step.action().equals(CreateInstance.ACTION))
                .map(step -> CreateInstance.Params.of(step.parameters()))
                .map(made -> "temporary instance " + made.instance() + ", " + made.instanceClass() + ", for " + time)
                .toList();
    }

    @Override
    protected final Draft plan(PlanRequest request, P parameters, Inspection seen) {
        RollingOptions options = options(parameters);
        MemberChange work = work(parameters, seen, request.soFar());
        String operationId = request.operationId();
        TopologyMapper.requireInScope(seen, options, work.wording());
        Topology topology = TopologyMapper.topology(seen, options, operationId, scoping);
        RollingPlan arranged = Choreography.arrange(topology, work, options);
        List<Finding> findings = new ArrayList<>(arranged.findings());
        findings.addAll(CHECKS.find(new Look(
                seen, TopologyMapper.scope(topology, arranged, operationId).under(request.options()), scoping)));
        return new Draft(
                arranged.summary(), arranged.steps(), CHECKS.codes(), findings, arranged.notes(), arranged.floors());
    }
}
