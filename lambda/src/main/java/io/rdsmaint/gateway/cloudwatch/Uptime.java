package io.rdsmaint.gateway.cloudwatch;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a database had been up, by the metric EngineUptime.
 *
 * @param at the beginning of the minute in which it was measured
 * @param seconds since the database process started, the least within that minute
 */
public record Uptime(Instant at, long seconds) {
    /** Period of the figure: it says when the process started to the minute. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** True when the database surely started after a moment. */
    public boolean startedAfter(Instant moment) {
        return at.minusSeconds(seconds).isAfter(moment);
    }

    /** True when the database surely was up already at a moment, and still when this was measured. */
    public boolean startedBefore(Instant moment) {
        return at.plus(MINUTE).minusSeconds(seconds).isBefore(moment);
    }
}
