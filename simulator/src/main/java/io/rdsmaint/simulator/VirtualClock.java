package io.rdsmaint.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Safe to share between threads. */
public final class VirtualClock implements InstantSource {

    private Instant now;

    public VirtualClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Sets the clock to a later moment. */
    public synchronized void set(Instant moment) {
        advance(Duration.between(now, moment));
    }

    /** Moves the clock forward; a negative step is refused, since time that has passed has had its effects. */
    public synchronized void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("time only moves forward, not by " + step);
        }
        now = now.plus(step);
    }
}
