package io.rdsmaint.aurora.storagetypechange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.preflight.ChangeScope;
import io.rdsmaint.aurora.preflight.CheckSuite;
import io.rdsmaint.aurora.preflight.ClusterChecks;
import io.rdsmaint.aurora.preflight.ClusterOperationType;
import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.Look;
import io.rdsmaint.aurora.preflight.PlanLook;
import io.rdsmaint.aurora.preflight.Preflight;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Switches an Aurora cluster between Standard and I/O-Optimized storage. */
public final class StorageTypeChange extends ClusterOperationType<Parameters> {
    /** The word in {@code params.type}. */
    public static final String NAME = "storage_type_change";

    /** The checks of every operation, those on what storage shares with the whole cluster, and its own. */
    static final CheckSuite<PlanLook<StorageLook>> CHECKS =
            CheckSuite.of(Preflight.with(List.of(ClusterChecks.BLUE_GREEN, ClusterChecks.GLOBAL)), StorageChecks.all());

    private final CheckSuite<PlanLook<StorageLook>> checks;
    private final Scoping scoping;

    public StorageTypeChange(Inspector inspector, Scoping scoping) {
        this(inspector, scoping, CHECKS);
    }

    /**
     * @param checks its own or some of them
     */
    StorageTypeChange(Inspector inspector, Scoping scoping, CheckSuite<PlanLook<StorageLook>> checks) {
        super(NAME, inspector);
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

    @Override
    protected Collection<String> classes(Parameters parameters, Cluster cluster, Map<String, Instance> instances) {
        return instances.values().stream().map(Instance::instanceClass).toList();
    }

    /** Where nothing is to be done, only the kind of the cluster can be wrong. */
    @Override
    protected Draft plan(PlanRequest request, Parameters parameters, Inspection seen) {
        StorageLook look = new StorageLook(seen, parameters.target());
        StorageArrangement arranged = StorageArrangement.of(look);
        Duration duration = arranged.steps().stream().map(PlannedStep::expected).reduce(Duration.ZERO, Duration::plus);
        ChangeScope scope = new ChangeScope(request.operationId(), List.of(), null, List.of(), false, 0, duration)
                .under(request.options());
        CheckSuite<PlanLook<StorageLook>> counting =
                look.nothingToDo() ? checks.only(List.of(ClusterChecks.KIND)) : checks;
        return new Draft(
                arranged.summary(),
                arranged.steps(),
                checks.codes(),
                counting.find(new PlanLook<>(new Look(seen, scope, scoping), look)),
                arranged.notes(),
                Map.of());
    }

    @Override
    public List<String> report(Operation operation) {
        return StorageReport.of(operation);
    }
}
