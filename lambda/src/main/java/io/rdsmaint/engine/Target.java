package io.rdsmaint.engine;

import org.jspecify.annotations.Nullable;

/**
 * The cluster an operation works on. Account and resource id are taken down at start and compared before every change, so that
 * ambient credentials or a re-created cluster of the same name can't redirect an operation.
 *
 * @param clusterResourceId {@code DbClusterResourceId}, which stays with the physical cluster through renames
 * @param roleArn a role to assume for this operation, or null for the function's own
 * @param externalId sent with {@code roleArn}, or null
 */
public record Target(
        String account,
        String region,
        String clusterId,
        String clusterResourceId,
        @Nullable String roleArn,
        @Nullable String externalId) {

    /** What the lock is taken on; survives a blue/green switchover, which keeps the name and changes the resource. */
    public String lockKey() {
        return account + "/" + region + "/" + clusterId;
    }
}
