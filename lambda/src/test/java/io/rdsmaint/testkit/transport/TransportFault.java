package io.rdsmaint.testkit.transport;

import java.time.Duration;

/**
 * What goes wrong with one request. It is never an exception that the function could catch, unless it is one that the real
 * service or its client throws.
 */
public sealed interface TransportFault {
    /** On which side of the request's effect. */
    enum Side {
        BEFORE,
        AFTER
    }

    /** How a request fails. */
    enum Failure {
        /** The connection breaks. */
        LOST,
        /** The service says that it failed. */
        SERVER_ERROR,
        /** The service says that it is called too often. */
        THROTTLED,
        /** The store says that somebody else's write is under way, and to try again. */
        CONFLICTING
    }

    /** How an answer is not the truth. */
    enum Untruth {
        /** Of the events of a call the bus takes some and not others. */
        PARTLY_TAKEN,
        /** The answer is the one of some time ago. */
        STALE,
        /** Events are told twice and in the wrong order. */
        EVENTS_JUMBLED
    }

    /** The process ends. */
    record Killed(Side side) implements TransportFault {}

    /** The process ends while the request travels; it takes effect so long after. */
    record KilledInside(Duration effectAfter) implements TransportFault {}

    /** The process hangs until Lambda ends it. */
    record Hung(Side side) implements TransportFault {}

    /** The process stops, and goes on so much later as if nothing had happened. After the effect: the answer is that slow. */
    record Asleep(Side side, Duration nap) implements TransportFault {}

    /**
     * The request fails.
     *
     * @param tookEffect whether it did nevertheless
     * @param times how many requests of the kind in a row, this one counted
     */
    record Failing(Failure failure, boolean tookEffect, int times) implements TransportFault {
        /** Only this one. */
        public Failing(Failure failure, boolean tookEffect) {
            this(failure, tookEffect, 1);
        }
    }

    /** It takes effect, but its answer isn't the truth. */
    record Untrue(Untruth untruth) implements TransportFault {}

    /** Somebody else does something right before it arrives. */
    record Preceded(Runnable act) implements TransportFault {}
}
