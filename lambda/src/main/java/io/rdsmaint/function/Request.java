package io.rdsmaint.function;

import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.Seen;
import io.rdsmaint.engine.StartRequest;
import io.rdsmaint.engine.Target;
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
     */
    record Listing(int recent) implements Request {}

    /**
     * Show a target's operations.
     *
     * @param most how many of those that have ended to show
     */
    record History(String kind, String region, String name, int most) implements Request {
        String key() {
            return Target.historyKey(kind, region, name);
        }
    }

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

    /** The schedule asks to look for abandoned operations. */
    record Sweep() implements Request {}
}
