package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resume, syntactically valid.
 *
 * @param executionArn the execution that asks, or null when a person does
 * @param questionId the question answered, or null to take the operation over
 * @param response whatever came back as an answer, or null when there is none
 * @param edit new gates or deadlines, or null
 */
public record ResumeRequest(
        String operationId,
        @Nullable String executionArn,
        @Nullable String questionId,
        @Nullable JsonNode response,
        @Nullable Edit edit) {

    /**
     * New gates and deadlines of steps that have not begun.
     *
     * @param pauseBefore names or actions that shall ask first, replacing earlier ones; null leaves them
     * @param waitTimeoutSeconds new deadline of each step, or null
     */
    public record Edit(
            @Nullable List<String> pauseBefore, @Nullable Long waitTimeoutSeconds) {}
}
