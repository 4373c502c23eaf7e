package io.rdsmaint.aurora.interruption;

import io.rdsmaint.gateway.rds.RdsEvent;
import java.util.Locale;
import java.util.Optional;

/**
 * What a cluster's event says about a failover; RDS-EVENT-0072 and 0073 began, 0071 ended, 0069 and 0070 left the writer who
 * it was.
 *
 * @param instance who is to be the writer, or is it; empty where the event names nobody
 */
record FailoverEvent(Phase phase, String instance) {

    /** How far it is. */
    enum Phase {
        STARTED,
        COMPLETED,
        FAILED
    }

    /** Reads an event; empty when it is about something else. */
    static Optional<FailoverEvent> of(RdsEvent event) {
        String text = event.message().toLowerCase(Locale.ROOT);
        String instance =
                text.contains(": ") ? text.substring(text.lastIndexOf(": ") + 2).strip() : "";
        if (text.contains("failover failed") || text.contains("previous primary")) {
            return Optional.of(new FailoverEvent(Phase.FAILED, instance));
        }
        if (!text.contains("failover")) {
            return Optional.empty();
        }
        return text.startsWith("started")
                ? Optional.of(new FailoverEvent(Phase.STARTED, instance))
                : text.startsWith("completed")
                        ? Optional.of(new FailoverEvent(Phase.COMPLETED, instance))
                        : Optional.empty();
    }
}
