package io.rdsmaint.function;

import io.rdsmaint.engine.Position;
import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.Seen;
import io.rdsmaint.engine.StartRequest;
import io.rdsmaint.engine.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the function can be asked. */
public sealed interface Request {
    /** Plan, and unless it is a dry run begin, an operation. */
    record Start(StartRequest start) implements Request {}

    /**
     * Execute or poll the current step.
     *
     * @param seen what the execution was told last
     */
    record Step(String operationId, String executionArn, Seen seen) implements Request {}

    /**
     * Show one operation whole.
     *
     * @param beforeEvent only the part of its log before the event of this number
     */
    record Status(String operationId, long beforeEvent) implements Request {}

    /**
     * Show the active operations.
     *
     * @param recent how many of those that have ended to show, too
     * @param limit how many of those that have not ended to show
     * @param page where the page begins; empty for the first one
     */
    record Listing(int recent, int limit, Optional<Page> page) implements Request {}

    /**
     * Where a page of a listing begins.
     *
     * @param live of operations that have not ended
     * @param after where the page before ended
     */
    record Page(boolean live, Position after) {
        private static final String LIVE = "live/";
        private static final String ENDED = "ended/";

        String token() {
            return (live ? LIVE : ENDED) + after.text();
        }

        static Optional<Page> parse(String token) {
            boolean live = token.startsWith(LIVE);
            return live || token.startsWith(ENDED)
                    ? Position.parse(token.substring(token.indexOf('/') + 1)).map(after -> new Page(live, after))
                    : Optional.empty();
        }
    }

    /**
     * Show a target's operations.
     *
     * @param most how many of those that have ended to show
     * @param page where the page begins; empty for the first one
     */
    record History(String kind, String region, String name, int most, Optional<Page> page) implements Request {
        String key() {
            return Target.historyKey(kind, region, name);
        }
    }

    /**
     * Show the operations that bear a label.
     *
     * @param most how many of them to show
     * @param page where the page begins; empty for the first one
     */
    record Labelled(String label, int most, Optional<Page> page) implements Request {}

    /** Show what operations left behind. */
    record Leftovers() implements Request {}

    /** No operation shall begin a step. */
    record Freezing(String reason, String by) implements Request {}

    /** Operations shall go on. */
    record Unfreezing() implements Request {}

    /** Apply an answer, take an operation over, or edit it. */
    record Resume(ResumeRequest resume) implements Request {}

    /**
     * An execution of the state machine ended by itself.
     *
     * @param operationId as named in the execution's input, or null
     * @param why its status and cause
     */
    record ExecutionEnded(String executionArn, @Nullable String operationId, String why) implements Request {}

    /** An event says that something about a resource has ended. */
    record ResourceChanged(String account, String region, String resource) implements Request {}

    /** The schedule asks to look for abandoned operations. */
    record Sweep() implements Request {}
}
