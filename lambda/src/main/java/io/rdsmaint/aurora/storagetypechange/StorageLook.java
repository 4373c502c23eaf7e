package io.rdsmaint.aurora.storagetypechange;

import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.gateway.rds.ClassSize;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.StorageType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a plan and its checks decide by: what was seen, and the storage type that is asked for. */
record StorageLook(Inspection seen, StorageType target) {

    Cluster cluster() {
        return seen.cluster();
    }

    /** The storage type now. */
    String present() {
        return cluster().features().storageType();
    }

    /** The storage type that waits to be applied; empty when none does. */
    String pending() {
        return cluster().pending().getOrDefault(StorageType.SETTING, "");
    }

    /** True when the cluster has the storage type, and no other waits. */
    boolean nothingToDo() {
        return present().equals(target.word()) && pending().isEmpty();
    }

    /**
     * The instances whose engine restarts with the change: those of a class with local NVMe disks, whose use depends on
     * the storage type.
     */
    List<String> restarting() {
        return seen.instances().values().stream()
                .filter(i -> ClassSize.of(i.instanceClass())
                        .filter(ClassSize::localStorage)
                        .isPresent())
                .map(Instance::id)
                .toList();
    }

    /** The Serverless v2 instances, of which AWS's word that nothing restarts is doubted. */
    List<String> serverless() {
        return seen.instances().values().stream()
                .filter(Instance::serverless)
                .map(Instance::id)
                .toList();
    }

    /** When a switch to I/O-Optimized is next allowed; empty when it is now. */
    Optional<Instant> allowedFrom() {
        return Optional.ofNullable(cluster().features().ioOptimizedNextAllowed())
                .filter(seen.at()::isBefore);
    }

    /** An {@code aws rds} command for the cluster's region. */
    String rds(String command) {
        return seen.rds(command);
    }
}
