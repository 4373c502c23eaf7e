package io.rdsmaint.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened within one invocation, told to whoever watches it: the log and the metrics. Nothing is decided by it. A
 * {@link Saved} is told only after the store took the save, so that what is counted by it is counted once, however often an
 * invocation is repeated.
 */
public sealed interface EngineSignal {
    /**
     * A version of an operation was stored.
     *
     * @param before the version that it follows; null when the operation was made
     * @param events the log's new entries
     */
    record Saved(@Nullable Operation before, Operation after, List<LogEntry> events) implements EngineSignal {
        public Saved {
            events = List.copyOf(events);
        }
    }

    /**
     * A step looked at the world.
     *
     * @param index of the step
     * @param step as it was after the look, before anything followed from it
     * @param outcome what it said
     * @param trouble why the look failed, when it did
     */
    record Looked(int index, Step step, Outcome outcome, Optional<String> trouble) implements EngineSignal {}

    /**
     * A person's answer was stored.
     *
     * @param operation as it was before
     * @param question the question that is no longer open
     * @param askedAt when it was asked first
     */
    record Answered(Operation operation, Question question, Instant askedAt, Instant at) implements EngineSignal {}

    /** The invocation's save was not taken, or it is unknown whether it was; whatever it did not save never counts. */
    record Unsaved(String operationId, String why) implements EngineSignal {}

    /** Events of a stored operation could not be published; they stay in its outbox. */
    record Unpublished(Operation operation, String why) implements EngineSignal {}

    /** An event could not be passed on to whoever waits for it; they look later. */
    record NotWoken(String resource, String why) implements EngineSignal {}

    /**
     * All live operations, as the sweep found and left them.
     *
     * @param at when
     * @param left how many operations there was no time to look at; live ones among them are counted as listed
     */
    record Swept(Instant at, List<Listed> operations, int left) implements EngineSignal {
        public Swept {
            operations = List.copyOf(operations);
        }
    }
}
