package io.rdsmaint.simulator.scenario;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.ParameterSync;
import java.time.Duration;
import java.util.List;

/** Ready-made scenarios for changes of storage and for rolling reboots. */
final class MaintenanceScenarios {

    private static final String POSTGRES = EngineVersions.POSTGRES;
    private static final String LARGE = "db.r6g.large";
    private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");

    private MaintenanceScenarios() {}

    static List<Scenario> all() {
        return List.of(
                storage(),
                storageCooldown(),
                storageUnsupported(),
                storageLocalDisks(),
                pendingReboot(),
                failedToApply(),
                manyParameters());
    }

    /** {@code demo-storage}: standard storage, and a version and classes that offer the other type. */
    private static Scenario storage() {
        return new Scenario("storage", 31, stage -> cluster(stage, "demo-storage", "15.8", LARGE, 3));
    }

    /** {@code demo-cooldown}: back to standard storage less than 30 days after the switch to the other type. */
    private static Scenario storageCooldown() {
        return new Scenario("storage-cooldown", 32, stage -> {
            cluster(stage, "demo-cooldown", "15.8", LARGE, 2);
            stage.alter("demo-cooldown", cluster -> cluster.ioOptimizedAgainIn(Duration.ofDays(12)));
        });
    }

    /** {@code demo-storage-version} is too old for I/O-Optimized, {@code demo-storage-class} has a class without it. */
    private static Scenario storageUnsupported() {
        return new Scenario("storage-unsupported", 33, stage -> {
            cluster(stage, "demo-storage-version", "13.9", LARGE, 2);
            cluster(stage, "demo-storage-class", "15.8", LARGE, 2);
            stage.standardStorageOnly("db.r5.large")
                    .alter(
                            "demo-storage-class",
                            cluster -> cluster.instance("demo-storage-class-3", "db.r5.large", ZONES.get(2)));
        });
    }

    /** {@code demo-local-disks}: I/O-Optimized, on a class with local disks, which restarts with the storage type. */
    private static Scenario storageLocalDisks() {
        return new Scenario("storage-local-disks", 34, stage -> {
            cluster(stage, "demo-local-disks", "15.8", "db.r6gd.xlarge", 2);
            stage.alter("demo-local-disks", cluster -> cluster.storageType(Cluster.IO_OPTIMIZED));
        });
    }

    /** {@code demo-restart}: a static cluster parameter that the second reader has and the others wait for. */
    private static Scenario pendingReboot() {
        return new Scenario("pending-reboot", 35, stage -> {
            stage.clusterParameterGroup("demo-restart-values", "aurora-postgresql15");
            cluster(stage, "demo-restart", "15.8", LARGE, 3);
            stage.alter(
                    "demo-restart",
                    cluster -> cluster.parameterGroup("demo-restart-values")
                            .parameterWaiting("rds.logical_replication", "1", "demo-restart-1", "demo-restart-2"));
        });
    }

    /** {@code demo-failed-values}: the values of the cluster's and of an instance's group did not reach the readers. */
    private static Scenario failedToApply() {
        return new Scenario("failed-to-apply", 36, stage -> {
            stage.clusterParameterGroup("demo-failed-cluster", "aurora-postgresql15")
                    .parameter("demo-failed-cluster", "log_statement", "ddl")
                    .instanceParameterGroup("demo-failed-instance", "aurora-postgresql15")
                    .parameter("demo-failed-instance", "work_mem", "65536");
            cluster(stage, "demo-failed-values", "15.8", LARGE, 3);
            stage.alter(
                    "demo-failed-values",
                    cluster -> cluster.parameterGroup("demo-failed-cluster")
                            .alter(
                                    "demo-failed-values-2",
                                    each -> each.clusterParameterStatus(ParameterSync.FAILED_TO_APPLY))
                            .alter(
                                    "demo-failed-values-3",
                                    each -> each.parameterGroup("demo-failed-instance")
                                            .parameterStatus(ParameterSync.FAILED_TO_APPLY)));
        });
    }

    /**
     * {@code demo-parameters} at Aurora PostgreSQL 13.15 and {@code demo-parameters-mysql} at Aurora MySQL 2.12.4, with
     * more than 40 values in their cluster groups. PostgreSQL 16 and MySQL 8.0 have some no more, or under another
     * name, or fixed, or with other values.
     */
    private static Scenario manyParameters() {
        return new Scenario("many-parameters", 37, stage -> {
            MigrationValues.postgres(stage);
            cluster(stage, "demo-parameters", "13.15", LARGE, 2);
            stage.alter(
                    "demo-parameters",
                    cluster -> cluster.parameterGroup(MigrationValues.POSTGRES_CLUSTER)
                            .alter("demo-parameters-1", each -> each.parameterGroup(MigrationValues.POSTGRES_INSTANCE))
                            .alter(
                                    "demo-parameters-2",
                                    each -> each.parameterGroup(MigrationValues.POSTGRES_INSTANCE)));
            MigrationValues.mysql(stage);
            stage.cluster(
                    "demo-parameters-mysql",
                    EngineVersions.MYSQL,
                    "5.7.mysql_aurora.2.12.4",
                    cluster -> cluster.parameterGroup(MigrationValues.MYSQL_CLUSTER)
                            .instance("demo-parameters-mysql-1", LARGE, ZONES.get(0))
                            .instance("demo-parameters-mysql-2", LARGE, ZONES.get(1)));
        });
    }

    private static void cluster(ScenarioBuilder stage, String id, String version, String instanceClass, int members) {
        stage.cluster(id, POSTGRES, version, cluster -> {
            for (int i = 1; i <= members; i++) {
                cluster.instance(id + "-" + i, instanceClass, ZONES.get((i - 1) % ZONES.size()));
            }
        });
    }
}
