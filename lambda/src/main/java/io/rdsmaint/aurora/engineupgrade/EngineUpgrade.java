package io.rdsmaint.aurora.engineupgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.bluegreen.CreateBlueGreen;
import io.rdsmaint.aurora.bluegreen.DeleteBlueGreen;
import io.rdsmaint.aurora.bluegreen.DeleteOldCluster;
import io.rdsmaint.aurora.cluster.ReaderEndpoint;
import io.rdsmaint.aurora.preflight.ChangeScope;
import io.rdsmaint.aurora.preflight.CheckSuite;
import io.rdsmaint.aurora.preflight.ClusterChecks;
import io.rdsmaint.aurora.preflight.ClusterOperationType;
import io.rdsmaint.aurora.preflight.EndpointChecks;
import io.rdsmaint.aurora.preflight.FailoverChecks;
import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.Look;
import io.rdsmaint.aurora.preflight.OwnershipChecks;
import io.rdsmaint.aurora.preflight.PlanLook;
import io.rdsmaint.aurora.preflight.Preflight;
import io.rdsmaint.aurora.preflight.ScalingChecks;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationCost;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives an Aurora cluster a newer engine version, by a blue/green deployment. */
public final class EngineUpgrade extends ClusterOperationType<Parameters> {
    /** The word in {@code params.type}. */
    public static final String NAME = "engine_upgrade";

    /** The checks of every operation, those that don't speak of changing instances one by one, and its own. */
    static final CheckSuite<PlanLook<UpgradeLook>> CHECKS = CheckSuite.of(
            Preflight.with(List.of(
                    ClusterChecks.PENDING,
                    OwnershipChecks.KEY,
                    EndpointChecks.INTERNET,
                    ScalingChecks.WRITER,
                    FailoverChecks.LAG)),
            Stream.of(
                            VersionChecks.all(),
                            ReplicationChecks.all(),
                            ParameterGroupChecks.all(),
                            FeatureChecks.all(),
                            SurroundingChecks.all(),
                            DeploymentChecks.all())
                    .flatMap(List::stream)
                    .toList());

    private final Inspector inspector;
    private final CheckSuite<PlanLook<UpgradeLook>> checks;
    private final Scoping scoping;

    public EngineUpgrade(Inspector inspector, Scoping scoping) {
        this(inspector, scoping, CHECKS);
    }

    /**
     * @param checks its own or some of them
     */
    EngineUpgrade(Inspector inspector, Scoping scoping, CheckSuite<PlanLook<UpgradeLook>> checks) {
        super(NAME, inspector);
        this.inspector = inspector;
        this.checks = checks;
        this.scoping = scoping;
    }

    /** Its checks. */
    public static CheckSuite<?> checks() {
        return CHECKS;
    }

    @Override
    protected Parameters read(ObjectNode given) {
        return Parameters.read(given);
    }

    /** What it needs to know of classes is what the target version offers, and not the present one. */
    @Override
    protected Collection<String> classes(Parameters parameters, Cluster cluster, Map<String, Instance> instances) {
        return List.of();
    }

    /** Where nothing is ahead any more, only the kind of the cluster can be wrong. */
    @Override
    protected Draft plan(PlanRequest request, Parameters parameters, Inspection seen) {
        UpgradeLook look =
                new UpgradeInspector(inspector.world(request), seen, parameters, request.operationId()).look();
        UpgradeArrangement arranged = UpgradeArrangement.of(look);
        ChangeScope scope = ChangeScope.replacing(look.operationId(), look.instances(), arranged.untilSwitchover())
                .under(request.options());
        boolean nothingAhead = look.nothingToDo() || look.switchedOver();
        CheckSuite<PlanLook<UpgradeLook>> counting = nothingAhead ? checks.only(List.of(ClusterChecks.KIND)) : checks;
        return new Draft(
                arranged.summary(),
                arranged.steps(),
                checks.codes(),
                counting.find(new PlanLook<>(new Look(seen, scope, scoping), look)),
                arranged.notes(),
                floors(seen));
    }

    @Override
    public List<String> beside(Plan plan) {
        boolean made = plan.steps().stream().anyMatch(step -> step.action().equals(CreateBlueGreen.ACTION));
        String twice = plan.baseline().path("members").properties().stream()
                .map(member ->
                        member.getKey() + " (" + member.getValue().path("class").asText() + ")")
                .collect(Collectors.joining(", "));
        String time = OperationCost.about(
                plan.expected(CreateBlueGreen.ACTION, Set.of(DeleteOldCluster.ACTION, DeleteBlueGreen.ACTION)));
        return made
                ? List.of("each instance runs twice, as blue and as green, for " + time
                        + " and as long as a question is open: " + twice)
                : List.of();
    }

    /** Every endpoint that leads to a reader now must lead to one right before the switchover. */
    private static Map<String, Integer> floors(Inspection seen) {
        List<String> available = seen.instances().values().stream()
                .filter(Instance::available)
                .map(Instance::id)
                .toList();
        Set<String> writers = seen.cluster().writers();
        Map<String, Integer> floors = new LinkedHashMap<>();
        for (ReaderEndpoint endpoint : seen.endpoints()) {
            floors.put(endpoint.name(), Math.min(1, endpoint.serving(available, writers)));
        }
        return floors;
    }

    @Override
    public List<String> report(Operation operation) {
        return UpgradeReport.of(operation);
    }
}
