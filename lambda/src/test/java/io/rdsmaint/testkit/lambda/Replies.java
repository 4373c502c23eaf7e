package io.rdsmaint.testkit.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.testkit.JsonTrees;

/** Replies in few words. */
final class Replies {
    private Replies() {}

    static String shortly(String text) {
        JsonNode reply = JsonTrees.read(text);
        if (!reply.has("next")) {
            return text.substring(0, Math.min(text.length(), 200));
        }
        return "%s %s %s | %s%s%s"
                .formatted(
                        reply.path("next").asText(),
                        reply.path("wait_seconds").asText(""),
                        reply.path("operation_state").asText(),
                        reply.path("step_name").asText(),
                        said(" | waits for ", reply.path("wait_condition")),
                        said(" | asks ", reply.path("pause_reason"))
                                + said(" | ", reply.path("question").path("observed"))
                                + said(" | ", reply.path("error").path("cause")));
    }

    private static String said(String before, JsonNode text) {
        return text.isTextual() ? before + text.asText() : "";
    }
}
