package io.rdsmaint.aurora.storagetypechange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.Preflight;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.gateway.rds.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Switches an Aurora cluster between Standard and I/O-Optimized storage. */
public final class StorageTypeChange implements OperationType {
    /** The word in {@code params.type}. */
    public static final String NAME = "storage_type_change";

    private final Inspector inspector;
    private final StoragePreflight preflight;
    private final Scoping scoping;

    /**
     * @param preflight all checks there are; those that concern storage are chosen from it
     */
    public StorageTypeChange(Inspector inspector, Preflight preflight, Scoping scoping) {
        this.inspector = inspector;
        this.preflight = StoragePreflight.of(preflight);
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
        Inspection seen = inspector.inspect(
                request,
                (cluster, instances) ->
                        instances.values().stream().map(Instance::instanceClass).toList());
        StorageLook look = new StorageLook(seen, parameters.target());
        StorageArrangement arranged = StorageArrangement.of(look);
        Duration duration = arranged.steps().stream().map(PlannedStep::expected).reduce(Duration.ZERO, Duration::plus);
        return new Plan(
                seen.target(request),
                arranged.summary(),
                arranged.steps(),
                preflight.codes(),
                preflight.find(look, scoping, request, duration),
                arranged.notes(),
                ExpectedCluster.baseline(seen.cluster(), seen.instances().values(), Map.of()));
    }

    @Override
    public List<String> report(Operation operation) {
        return StorageReport.of(operation);
    }
}
