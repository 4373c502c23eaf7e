package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * How a wait may be ended early by an event, or how closely is looked after one has ended it.
 *
 * @param armed whether an event may end this wait; if not, it is one of those that follow an event
 * @param resource whose events count
 * @param woken what the execution brings along with its next call after an event
 * @param expiresAt after which nothing waits any more
 */
public record Wake(boolean armed, String resource, Woken woken, Instant expiresAt) {
    /**
     * From an event to the look that follows it, and from there to the next: events come up to half a minute before statuses show
     * what they tell, and however many come, nobody looks more often than every ten seconds; chosen.
     */
    public static final Duration PAUSE = Duration.ofSeconds(12);
}
