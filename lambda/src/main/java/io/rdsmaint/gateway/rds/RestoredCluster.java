package io.rdsmaint.gateway.rds;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cluster to be made of a snapshot. What isn't sent is AWS's default, so all that matters is: among it the engine version, which
 * would be the region's default.
 *
 * @param backupWindow empty for one that AWS chooses
 * @param port null for the engine's own
 * @param kmsKey null for the key of the snapshot
 * @param serverless null for a cluster whose instances are provisioned
 */
public record RestoredCluster(
        String id,
        String snapshotId,
        String engine,
        String engineVersion,
        @Nullable Integer port,
        String subnetGroup,
        List<String> securityGroups,
        String parameterGroup,
        @Nullable String kmsKey,
        String storageType,
        Cluster.@Nullable Serverless serverless,
        Set<String> logExports,
        int backupRetentionDays,
        String backupWindow,
        Map<String, String> tags) {

    public RestoredCluster {
        securityGroups = List.copyOf(securityGroups);
        logExports = Set.copyOf(logExports);
        tags = Map.copyOf(tags);
    }
}
