package io.rdsmaint.simulator;

import java.time.Duration;
import java.time.InstantSource;

/** How a slow answer is made slow. */
@FunctionalInterface
public interface Sleeper {

    /** Lets simulated time pass. */
    void sleep(Duration simulated);

    /** Moves a virtual clock, waits on a scaled one or on the wall clock. */
    static Sleeper on(InstantSource clock) {
        return switch (clock) {
            case VirtualClock virtual -> virtual::advance;
            case ScaledClock scaled -> simulated -> pause((long) (simulated.toMillis() / scaled.speed()));
            default -> simulated -> pause(simulated.toMillis());
        };
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
