package io.rdsmaint.gateway.rds;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster snapshot that a cluster can be made of.
 *
 * @param id as the API names it; those that RDS takes by itself begin with {@code rds:}, those of other accounts are ARNs
 * @param clusterId the name that its cluster had when it was taken
 * @param type {@code manual} or {@code automated}
 * @param status {@code creating}, {@code available}, {@code failed}, …
 * @param percent how much of it is there
 * @param createdAt null while it is being taken
 * @param kmsKey the key that it is encrypted with, or null
 * @param masterUser whom a cluster that is made of it has as its master user
 * @param tags empty for those of other accounts
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
        @Nullable String kmsKey,
        String masterUser,
        Map<String, String> tags) {

    public RestorableSnapshot {
        tags = Map.copyOf(tags);
    }

    /** The account that it belongs to. */
    public String account() {
        return part(4);
    }

    /** The region where it is. */
    public String region() {
        return part(3);
    }

    private String part(int number) {
        String[] parts = arn.split(":", 7);
        return parts.length == 7 ? parts[number] : "";
    }

    public boolean available() {
        return status.equals("available");
    }
}
