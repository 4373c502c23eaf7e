package io.rdsmaint.aurora.engineupgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.ReaderEndpoint;
import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.Preflight;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.gateway.rds.Instance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives an Aurora cluster a newer engine version, by a blue/green deployment. */
public final class EngineUpgrade implements OperationType {
    /** The word in {@code params.type}. */
    public static final String NAME = "engine_upgrade";

    private final Inspector inspector;
    private final UpgradePreflight preflight;
    private final Scoping scoping;

    public EngineUpgrade(Inspector inspector, UpgradePreflight preflight, Scoping scoping) {
        this.inspector = inspector;
        this.preflight = preflight;
        this.scoping = scoping;
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
        Inspection seen = inspector.inspect(request, (cluster, instances) -> List.of());
        UpgradeLook look = new UpgradeInspector(inspector.world(request), seen, parameters, request.operationId()).look();
        UpgradeArrangement arranged = UpgradeArrangement.of(look);
        return new Plan(
                seen.target(request),
                arranged.summary(),
                arranged.steps(),
                preflight.codes(),
                findings(look, arranged, request.options()),
                arranged.notes(),
                ExpectedCluster.baseline(seen.cluster(), look.instances(), floors(seen)));
    }

    private List<Finding> findings(UpgradeLook look, UpgradeArrangement arranged, Options options) {
        List<Finding> all = preflight.find(look, scoping, arranged.untilSwitchover(), options);
        boolean nothingAhead = look.nothingToDo() || look.switchedOver();
        return nothingAhead
                ? all.stream().filter(f -> f.code().equals(Preflight.KIND)).toList()
                : all;
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
