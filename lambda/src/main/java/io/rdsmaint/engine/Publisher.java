package io.rdsmaint.engine;

import java.util.List;

/** Tells the outside world of an operation's events. At least once: receivers tell repeats by operation id and event number. */
public interface Publisher {

    /**
     * Publishes all events, in order.
     *
     * @throws TransientFailure when any of them may not have been published
     */
    void publish(Operation operation, List<LogEntry> events);
}
