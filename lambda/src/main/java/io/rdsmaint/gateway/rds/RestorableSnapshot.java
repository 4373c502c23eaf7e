package io.rdsmaint.gateway.rds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cluster snapshot that a cluster can be made of.
 *
 * @param id as the API names it; those that RDS takes by itself begin with {@code rds:}
 * @param clusterId the name that its cluster had when it was taken
 * @param type {@code manual} or {@code automated}
 * @param status {@code creating}, {@code available}, {@code failed}, …
 * @param percent how much of it is there
 * @param createdAt null while it is being taken
 * @param kmsKey the key that it is encrypted with, or null
 */
public record RestorableSnapshot(
        String id,
        String arn,
        String clusterId,
        String clusterResourceId,
        String type,
        String status,
        int percent,
        @Nullable Instant createdAt,
        String engine,
        String engineVersion,
        int gigabytes,
        @Nullable String kmsKey) {

    public boolean available() {
        return status.equals("available");
    }
}
