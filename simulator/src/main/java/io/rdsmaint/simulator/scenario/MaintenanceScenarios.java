package io.rdsmaint.simulator.scenario;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.EngineVersions;
import java.time.Duration;
import java.util.List;

/** Ready-made scenarios for changes of storage and for rolling reboots. */
final class MaintenanceScenarios {

    private static final String POSTGRES = EngineVersions.POSTGRES;
    private static final String LARGE = "db.r6g.large";
    private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");

    private MaintenanceScenarios() {}

    static List<Scenario> all() {
        return List.of(storage(), storageCooldown(), storageUnsupported(), storageLocalDisks());
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

    private static void cluster(Stage stage, String id, String version, String instanceClass, int members) {
        stage.cluster(id, POSTGRES, version, cluster -> {
            for (int i = 1; i <= members; i++) {
                cluster.instance(id + "-" + i, instanceClass, ZONES.get((i - 1) % ZONES.size()));
            }
        });
    }
}
