package io.rdsmaint.gateway.rds;

import java.time.Instant;
import java.util.Set;

/**
 * An entry of DescribeEvents: best effort, may be missing or late, has no id. A reason to look, never the truth.
 *
 * @param source identifier of the instance or cluster
 * @param sourceType {@code db-instance} or {@code db-cluster}
 */
public record RdsEvent(String source, String sourceType, Instant at, String message, Set<String> categories) {
    public RdsEvent {
        categories = Set.copyOf(categories);
    }
}
