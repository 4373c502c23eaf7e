package io.rdsmaint.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that starts at the wall clock's time and runs {@code speed} times as fast. */
public final class ScaledClock implements InstantSource {

    private final InstantSource wall;
    private final Instant start;
    private final double speed;

    /**
     * @param wall the clock to run ahead of
     * @param speed simulated seconds per wall second, greater than zero
     */
    public ScaledClock(InstantSource wall, double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be greater than zero, not " + speed);
        }
        this.wall = wall;
        this.start = wall.instant();
        this.speed = speed;
    }

    /** Simulated seconds per wall second. */
    public double speed() {
        return speed;
    }

    /** The clock underneath: callers on this machine sign their requests with its time. */
    public InstantSource wall() {
        return wall;
    }

    @Override
    public Instant instant() {
        double nanos = Duration.between(start, wall.instant()).toNanos() * speed;
        return start.plus(Duration.ofNanos((long) nanos));
    }
}
