package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One call of the function: its identity and its time.
 *
 * @param id unique per call; written into every save, so that a repeated save is recognised
 * @param clock wall time
 * @param nanos monotonic time, which goes on while a sandbox's wall clock may be set
 * @param timeLeft how long the platform lets this invocation run on
 * @param watcher is told what happens, as it happens; must not throw
 */
public record Invocation(
        String id,
        InstantSource clock,
        LongSupplier nanos,
        Supplier<Duration> timeLeft,
        Consumer<EngineSignal> watcher) {

    /** An invocation that nobody watches. */
    public Invocation(String id, InstantSource clock, LongSupplier nanos, Supplier<Duration> timeLeft) {
        this(id, clock, nanos, timeLeft, _ -> {});
    }

    /** Now, by the wall clock. */
    public Instant now() {
        return clock.instant();
    }

    void tell(EngineSignal occurrence) {
        watcher.accept(occurrence);
    }

    Duration remaining() {
        return timeLeft.get();
    }

    Moment moment() {
        return new Moment(clock.instant(), nanos.getAsLong());
    }

    /** The longer of the times that the two clocks show. */
    Duration elapsedSince(Moment then) {
        Duration wall = Duration.between(then.wall(), clock.instant()).abs();
        Duration monotonic = Duration.ofNanos(nanos.getAsLong() - then.nanos());
        return wall.compareTo(monotonic) > 0 ? wall : monotonic;
    }

    /** A point on both clocks. */
    record Moment(Instant wall, long nanos) {}
}
