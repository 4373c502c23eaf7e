package io.rdsmaint.aurora.preflight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A type of operation on a cluster: it reads its parameters, looks at the cluster once, and plans by nothing else.
 *
 * @param <P> its parameters
 */
public abstract class ClusterOperationType<P> implements OperationType {
    private final String name;
    private final Inspector inspector;

    protected ClusterOperationType(String name, Inspector inspector) {
        this.name = name;
        this.inspector = inspector;
    }

    /**
     * What is planned for the cluster that was looked at.
     *
     * @param checks codes of the checks that were run
     * @param floors the fewest readers of each endpoint, by its name; guards hold the cluster to them
     */
    public record Draft(
            String summary,
            List<PlannedStep> steps,
            List<String> checks,
            List<Finding> findings,
            List<String> notes,
            Map<String, Integer> floors) {

        public Draft {
            steps = List.copyOf(steps);
            checks = List.copyOf(checks);
            findings = List.copyOf(findings);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Reads the parameters as given.
     *
     * @throws InvalidRequest naming every problem
     */
    protected abstract P read(ObjectNode given);

    /** Classes that instances are to get, or whose offers the plan depends on. */
    protected abstract Collection<String> classes(P parameters, Cluster cluster, Map<String, Instance> instances);

    /**
     * Plans.
     *
     * @throws InvalidRequest when nothing in the cluster is left to work on
     */
    protected abstract Draft plan(PlanRequest request, P parameters, Inspection seen);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<String> problems(ObjectNode parameters) {
        return InvalidRequest.problemsOf(() -> read(parameters));
    }

    @Override
    public final Plan plan(PlanRequest request) {
        P parameters = read(request.parameters());
        Inspection seen = inspector.inspect(request, (cluster, instances) -> classes(parameters, cluster, instances));
        Draft draft = plan(request, parameters, seen);
        return new Plan(
                seen.target(request),
                draft.summary(),
                draft.steps(),
                draft.checks(),
                draft.findings().stream()
                        .sorted(Comparator.comparing(Finding::severity))
                        .toList(),
                draft.notes(),
                ExpectedCluster.baseline(seen.cluster(), seen.instances().values(), draft.floors()));
    }

    @Override
    public abstract List<String> report(Operation operation);
}
