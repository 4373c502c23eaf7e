package io.rdsmaint.operations.engineupgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aws.Place;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.operations.preflight.Inspection;
import io.rdsmaint.operations.preflight.Inspector;
import io.rdsmaint.operations.preflight.Preflight;
import io.rdsmaint.operations.preflight.Scoping;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.steps.Expectation;
import io.rdsmaint.steps.ReaderEndpoint;
import io.rdsmaint.steps.Sighting;
import io.rdsmaint.world.World;
import io.rdsmaint.world.Worlds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives an Aurora cluster a newer engine version, by a blue/green deployment. */
public final class EngineUpgrade implements OperationType {
    /** The word in {@code params.type}. */
    public static final String NAME = "engine_upgrade";

    private final Worlds worlds;
    private final Inspector inspector;
    private final UpgradePreflight preflight;
    private final Scoping scoping;

    public EngineUpgrade(Worlds worlds, Inspector inspector, UpgradePreflight preflight, Scoping scoping) {
        this.worlds = worlds;
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
        World world = worlds.at(Place.of(request));
        Inspection seen = inspector.inspect(world, request, (cluster, instances) -> List.of());
        UpgradeLook look = new UpgradeInspector(world, seen, parameters, request.operationId()).look();
        UpgradeArrangement arranged = UpgradeArrangement.of(look);
        return new Plan(
                seen.target(request),
                arranged.summary(),
                arranged.steps(),
                preflight.codes(),
                findings(look, arranged, request.options()),
                arranged.notes(),
                Expectation.baseline(seen.cluster(), look.instances(), floors(seen)));
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
        for (ReaderEndpoint endpoint : Sighting.endpoints(seen.cluster(), seen.endpoints(), seen.proxies())) {
            floors.put(endpoint.name(), Math.min(1, endpoint.serving(available, writers)));
        }
        return floors;
    }

    @Override
    public List<String> report(Operation operation) {
        return UpgradeReport.of(operation);
    }
}
