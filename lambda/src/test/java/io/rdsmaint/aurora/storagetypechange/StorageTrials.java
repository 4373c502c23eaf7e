package io.rdsmaint.aurora.storagetypechange;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.util.List;
import software.amazon.awssdk.services.rds.model.DBCluster;

/** Changes of the storage type of simulated clusters. */
final class StorageTrials {
    static final String CLUSTER = "demo-storage";
    static final String STANDARD = "aurora";
    static final String OPTIMIZED = "aurora-iopt1";
    static final String CHANGE = "Change storage of demo-storage to aurora-iopt1";
    static final String BACK = "Change storage of demo-storage to aurora";

    private StorageTrials() {}

    static Scenario scenario(String name) {
        return Scenarios.find(name).orElseThrow();
    }

    /** {@code demo-storage}, three nodes on standard storage, to I/O-Optimized. */
    static AuroraTestRunner usual() {
        return of(scenario("storage"), CLUSTER, OPTIMIZED);
    }

    /** {@code demo-storage}, switched to I/O-Optimized so long ago or so recently, back to standard. */
    static AuroraTestRunner back(java.time.Duration untilAllowedAgain) {
        Scenario optimized = scenario("storage")
                .and(stage ->
                        stage.alter(CLUSTER, c -> c.storageType(OPTIMIZED).ioOptimizedAgainIn(untilAllowedAgain)));
        return of(optimized, CLUSTER, STANDARD);
    }

    static AuroraTestRunner of(Scenario scenario, String cluster, String target) {
        return of(scenario, cluster, target, List.of());
    }

    static AuroraTestRunner of(Scenario scenario, String cluster, String target, List<String> without) {
        AuroraTestRunner trial = new AuroraTestRunner(scenario, StorageTypeChange.NAME, cluster).withoutGuards(without);
        trial.parameters.put("target_storage_type", target);
        return trial;
    }

    static DBCluster cluster(AuroraTestRunner trial, String id) {
        return trial.rds
                .describeDBClusters(r -> r.dbClusterIdentifier(id))
                .dbClusters()
                .getFirst();
    }

    /** The storage type as described; standard storage is not spelled out. */
    static String type(AuroraTestRunner trial, String id) {
        String type = cluster(trial, id).storageType();
        return type == null ? STANDARD : type;
    }

    static long modifications(AuroraTestRunner trial) {
        return trial.changes().stream()
                .filter(c -> c.startsWith("ModifyDBCluster "))
                .count();
    }

    /** It has the type, is at rest and unmarked, and nobody noticed. */
    static void assertCompleted(AuroraTestRunner trial, Operation end, String type) {
        String id = end.target().name();
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.residue()).isEmpty();
        assertAtRest(trial, id, type);
        assertThat(trial.simulator.ledger().interruptions()).isEmpty();
        assertThat(trial.simulator.ledger().incidents(Harm.RESTART)).isEmpty();
    }

    static void assertAtRest(AuroraTestRunner trial, String id, String type) {
        DBCluster cluster = cluster(trial, id);
        assertThat(type(trial, id)).isEqualTo(type);
        assertThat(cluster.status()).isEqualTo("available");
        assertThat(cluster.pendingModifiedValues()).isNull();
        assertThat(cluster.tagList()).noneMatch(t -> t.key().equals("rds-maint-operation"));
    }
}
