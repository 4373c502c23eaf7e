package io.rdsmaint.local.clock;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * The one clock of the local system. Time passes quickly, or at a test's command, only while nothing works: an invocation
 * of the function takes as long on this clock as it really takes, or no time at all.
 */
public interface Scheduler extends InstantSource, AutoCloseable {
    /** Runs the action, which must be short, when this much time has passed. */
    Timer after(Duration delay, Runnable action);

    /** Runs the body on a thread of its own; it counts as work until it returns or is abandoned. */
    void start(Consumer<Work> body);

    /** Makes the caller's work take this much longer. */
    void spend(Duration duration);

    /** Timers are dropped; threads that still work are left alone. */
    @Override
    void close();

    /** Something that will happen unless it is cancelled. */
    interface Timer {
        /** Does nothing when it has happened already. */
        void cancel();
    }
}
