package io.rdsmaint.engine;

import java.util.List;

/** Tells the outside world of an operation's events. At least once: receivers tell repeats by operation id and event number. */
public interface Publisher {

    /**
     * Publishes all events, in order.
     *
     * @throws TransientFailure when any of them may not have been published: they stay in the outbox and all are published again
     *     with the next invocation
     * @throws LastingFailure when the bus refuses them (a permission, its name); they stay, too, until that is mended
     */
    void publish(Operation operation, List<LogEntry> events);
}
