package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resume, syntactically valid.
 *
 * @param executionArn the execution that asks, or null when a person does
 * @param questionId the question answered, or null to take the operation over
 * @param response whatever came back as an answer, or null when there is none
 * @param edit new gates or deadlines, or null
 * @param seen what the execution was told last
 */
public record ResumeRequest(
        String operationId,
        @Nullable String executionArn,
        @Nullable String questionId,
        @Nullable JsonNode response,
        @Nullable Edit edit,
        Seen seen) {

    /** A request that brings nothing of what the machine has seen. */
    public ResumeRequest(
            String operationId,
            @Nullable String executionArn,
            @Nullable String questionId,
            @Nullable JsonNode response,
            @Nullable Edit edit) {
        this(operationId, executionArn, questionId, response, edit, Seen.NOTHING);
    }

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
     */
    public record Edit(
            @Nullable List<String> pauseBefore,
            @Nullable Long waitTimeoutSeconds,
            @Nullable Instant notBefore,
            @Nullable Window window,
            boolean always,
            Schedule.@Nullable Outside outside) {

        Schedule schedule(Schedule now) {
            return new Schedule(
                    notBefore == null ? now.notBefore() : notBefore,
                    always ? null : window == null ? now.window() : window,
                    outside == null ? now.outside() : outside);
        }
    }
}
