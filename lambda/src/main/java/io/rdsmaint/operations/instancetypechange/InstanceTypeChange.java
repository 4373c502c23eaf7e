package io.rdsmaint.operations.instancetypechange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aws.Place;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Target;
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

/** Gives the instances of an Aurora cluster another class. */
public final class InstanceTypeChange implements OperationType {
    /** The word in {@code params.type}. */
    public static final String NAME = "instance_type_change";

    private final Worlds worlds;
    private final Inspector inspector;
    private final Preflight preflight;
    private final Scoping scoping;

    public InstanceTypeChange(Worlds worlds, Inspector inspector, Preflight preflight, Scoping scoping) {
        this.worlds = worlds;
        this.inspector = inspector;
        this.preflight = preflight.without("custom-endpoint-members").without("proxy-read-only-endpoint");
        this.scoping = scoping;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> problems(ObjectNode parameters) {
        try {
            Parameters.read(parameters);
            return List.of();
        } catch (InvalidRequest e) {
            return e.problems();
        }
    }

    @Override
    public Plan plan(PlanRequest request) {
        Parameters parameters = Parameters.read(request.parameters());
        Place place = new Place(request.region(), request.roleArn(), request.externalId());
        Inspection seen = inspector
                .inspect(worlds.at(place), request.region(), request.clusterId(), List.of(parameters.targetClass()))
                .orElseThrow(() -> new InvalidRequest("params.cluster_id '" + request.clusterId()
                        + "' is no cluster in " + request.region() + "; aws rds describe-db-clusters --region "
                        + request.region() + " --query 'DBClusters[].DBClusterIdentifier' lists them"));
        Views.requireInScope(seen, parameters);
        Topology topology = Views.topology(seen, parameters, request.operationId());
        Arrangement arranged =
                Choreography.arrange(topology, parameters, Views.facts(seen, topology, request.operationId()));
        return new Plan(
                new Target(
                        seen.account(),
                        request.region(),
                        request.clusterId(),
                        seen.cluster().resourceId(),
                        request.roleArn(),
                        request.externalId()),
                arranged.summary(),
                arranged.steps(),
                preflight.codes(),
                findings(seen, topology, parameters, arranged, request),
                arranged.notes(),
                baseline(seen, arranged));
    }

    private List<Finding> findings(
            Inspection seen, Topology topology, Parameters parameters, Arrangement arranged, PlanRequest request) {
        List<Finding> all = new ArrayList<>(arranged.findings());
        ChangeScope scope = Views.scope(seen, topology, parameters, arranged, request.operationId());
        all.addAll(preflight.find(seen, scope.under(request.options()), scoping));
        return all.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    private static ObjectNode baseline(Inspection seen, Arrangement arranged) {
        return Expectation.baseline(seen.cluster(), seen.instances().values(), arranged.floors());
    }

    @Override
    public List<String> report(Operation operation) {
        return Report.of(operation);
    }

    /** The steps of a kind in a plan. */
    static List<PlannedStep> of(List<PlannedStep> steps, String action) {
        return steps.stream().filter(s -> s.action().equals(action)).toList();
    }
}
