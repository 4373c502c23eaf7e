package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resume, syntactically valid. */
public sealed interface ResumeRequest {
    /** The operation that it is about. */
    String operationId();

    /**
     * The owning execution brings what came back for a question.
     *
     * @param questionId the question answered, or null when the execution names none
     * @param response whatever came back, or null when nothing did
     * @param seen what the execution was told last
     */
    record Answer(
            String operationId,
            String executionArn,
            @Nullable String questionId,
            @Nullable JsonNode response,
            Seen seen)
            implements ResumeRequest {}

    /** An execution wants to go on with an operation that another one owned. */
    record TakeOver(String operationId, String executionArn) implements ResumeRequest {}

    /**
     * A person answers without knowing the task token: the answer is passed on to the execution that waits for it.
     *
     * @param changes what they change before, or null
     */
    record Relay(
            String operationId,
            @Nullable String questionId,
            JsonNode response,
            @Nullable Changes changes) implements ResumeRequest {}

    /** A person changes an operation. */
    record Edit(String operationId, Changes changes) implements ResumeRequest {}

    /**
     * New gates, deadlines and times of steps that have not begun. What is null stays as it is.
     *
     * @param pauseBefore names or actions that shall ask first, or {@link Gates#NEXT}; they replace those that were
     *     named before, while the gates that the operation's parameters set stay
     * @param waitTimeoutSeconds new deadline of each step
     * @param notBefore no disruptive step begins earlier
     * @param window disruptive steps begin only while it is open
     * @param always the window that there was no longer counts
     * @param outside what they do at another time
     * @param params of the type's parameters, what it lets one change
     * @param by who changes it, as declared
     */
    public record Changes(
            @Nullable List<String> pauseBefore,
            @Nullable Long waitTimeoutSeconds,
            @Nullable Instant notBefore,
            @Nullable Window window,
            boolean always,
            Schedule.@Nullable Outside outside,
            @Nullable ObjectNode params,
            @Nullable String by) {

        /** Changes of nothing but how it is run. */
        public Changes(
                @Nullable List<String> pauseBefore,
                @Nullable Long waitTimeoutSeconds,
                @Nullable Instant notBefore,
                @Nullable Window window,
                boolean always,
                Schedule.@Nullable Outside outside) {
            this(pauseBefore, waitTimeoutSeconds, notBefore, window, always, outside, null, null);
        }

        Schedule schedule(Schedule now) {
            return new Schedule(
                    notBefore == null ? now.notBefore() : notBefore,
                    always ? null : window == null ? now.window() : window,
                    outside == null ? now.outside() : outside);
        }
    }
}
