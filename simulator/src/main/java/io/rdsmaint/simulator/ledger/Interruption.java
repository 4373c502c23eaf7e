package io.rdsmaint.simulator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A harm that lasts.
 *
 * @param harm its kind
 * @param cluster the cluster concerned
 * @param subject what exactly: the cluster, an endpoint, a proxy or an instance
 * @param start when it began
 * @param end when it ended; empty while it lasts
 * @param cause what the model knows to have brought it about
 */
public record Interruption(
        Harm harm, String cluster, String subject, Instant start, Optional<Instant> end, String cause) {

    /** How long it lasted, until {@code now} if it still does. */
    public Duration length(Instant now) {
        return Duration.between(start, end.orElse(now));
    }

    Interruption ended(Instant when) {
        return new Interruption(harm, cluster, subject, start, Optional.of(when), cause);
    }
}
