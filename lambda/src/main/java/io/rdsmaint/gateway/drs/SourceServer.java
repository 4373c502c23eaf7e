package io.rdsmaint.gateway.drs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server that is replicated.
 *
 * @param hostname as its agent reported it, or its id
 * @param replication state in the service's word, such as {@code CONTINUOUS}; empty while there is none
 * @param lag how far its copy is behind, or null while that is not known
 */
public record SourceServer(
        String id,
        String arn,
        String hostname,
        Map<String, String> tags,
        String replication,
        @Nullable Duration lag,
        Optional<Launch> lastLaunch) {

    public SourceServer {
        tags = Map.copyOf(tags);
    }

    /** The launch that was called for last: by which job, and when. */
    public record Launch(String job, boolean drill, Instant at) {}

    /** True when its replication runs without interruption. */
    public boolean continuous() {
        return replication.equals("CONTINUOUS");
    }

    /**
     * True when a launch has something to begin with: the first synchronisation is over, and replication was not stopped. Of a server that
     * is stalled or disconnected, as in a disaster, the snapshots up to then are there.
     */
    public boolean recoverable() {
        return switch (replication) {
            case "", "STOPPED", "INITIATING", "INITIAL_SYNC" -> false;
            default -> true;
        };
    }
}
