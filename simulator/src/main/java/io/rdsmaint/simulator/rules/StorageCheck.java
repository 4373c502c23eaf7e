package io.rdsmaint.simulator.rules;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Orderable;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a cluster can be given a storage type. Of all storage settings Aurora has this one only. */
final class StorageCheck {

    /** Settings of Multi-AZ DB clusters, whose storage is sized. */
    static final List<String> SIZES = List.of("AllocatedStorage", "Iops");

    private static final Set<String> OF_OTHERS = Set.of("gp2", "gp3", "io1", "io2", "standard", "iopt1");

    private StorageCheck() {}

    /** The storage type that the call asks for. */
    static Optional<String> wanted(Call call, Cluster cluster) {
        SIZES.stream().filter(name -> call.text(name).isPresent()).findFirst().ifPresent(name -> {
            throw ApiError.invalidCombination(
                    name + " isn't supported for DB clusters of the engine " + cluster.engine() + " here.");
        });
        Optional<String> type = call.text("StorageType");
        type.ifPresent(wanted -> check(cluster, wanted));
        return type;
    }

    private static void check(Cluster cluster, String type) {
        boolean auroras = type.equals(Cluster.STANDARD) || type.equals(Cluster.IO_OPTIMIZED);
        if (!auroras && !OF_OTHERS.contains(type)) {
            throw ApiError.invalidValue("Invalid storage type: " + type);
        }
        if (!auroras || !cluster.version().aurora()) {
            throw ApiError.invalidCombination(
                    "The engine " + cluster.engine() + " does not support the storage type " + type + ".");
        }
        if (type.equals(Cluster.STANDARD)
                && cluster.attributes().path("ClusterScalabilityType").asText().equals("limitless")) {
            throw ApiError.invalidCombination("Aurora Limitless needs the storage type " + Cluster.IO_OPTIMIZED + ".");
        }
        if (type.equals(Cluster.IO_OPTIMIZED)) {
            checkOptimized(cluster);
        }
    }

    private static void checkOptimized(Cluster cluster) {
        Instant now = cluster.site().world().now();
        cluster.ioOptimizedAgain().filter(now::isBefore).ifPresent(at -> {
            throw new ApiError(
                    "StorageTypeNotAvailableFault",
                    400,
                    "You can't modify the storage type of this DB cluster yet. Try again after " + at + ".");
        });
        Orderable orderable = cluster.site().orderable();
        cluster.instances().stream()
                .filter(each -> !orderable
                        .storageTypes(each.instanceClass(), cluster.version())
                        .contains(Cluster.IO_OPTIMIZED))
                .findFirst()
                .ifPresent(each -> {
                    throw new ApiError(
                            "StorageTypeNotSupported",
                            400,
                            "The storage type %s isn't supported for the engine version %s with the class %s of %s."
                                    .formatted(
                                            Cluster.IO_OPTIMIZED,
                                            cluster.engineVersion(),
                                            each.instanceClass().name(),
                                            each.id()));
                });
    }
}
