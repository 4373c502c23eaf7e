package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads whatever came back as an answer: an answer, nonsense, or Step Functions' {@code {"Error","Cause"}}. */
sealed interface Answering {
    /** A well-formed answer. */
    record Given(Answer answer) implements Answering {}

    /** Something else. */
    record Unusable(String why) implements Answering {}

    /** Nobody answered: the question's deadline passed. */
    record TimedOut() implements Answering {}

    /** The question could not be put, or somebody failed the task. */
    record NotAsked(String error, @Nullable String cause) implements Answering {}

    static Answering read(@Nullable JsonNode response, String questionId, Instant now) {
        if (response == null || !response.isObject()) {
            return new Unusable("an answer is an object like {\"action\":\"continue\"}, this was "
                    + (response == null
                            ? "nothing"
                            : response.getNodeType().name().toLowerCase(java.util.Locale.ROOT)));
        }
        if (response.has("Error") && !response.has("action")) {
            String error = response.path("Error").asText("");
            return error.equals("States.Timeout")
                    ? new TimedOut()
                    : new NotAsked(error, text(response, "Cause").orElse(null));
        }
        return action(response.path("action"))
                .<Answering>map(action -> new Given(new Answer(
                        questionId,
                        action,
                        text(response, "choice").orElse(null),
                        text(response, "comment").orElse(null),
                        text(response, "by").orElse(null),
                        now)))
                .orElseGet(() -> new Unusable("action must be one of " + actions() + ", this was "
                        + (response.has("action") ? response.get("action") : "missing")));
    }

    private static Optional<Question.Action> action(JsonNode node) {
        return Arrays.stream(Question.Action.values())
                .filter(a -> node.isTextual() && a.word().equals(node.asText()))
                .findFirst();
    }

    private static List<String> actions() {
        return Arrays.stream(Question.Action.values())
                .map(Question.Action::word)
                .toList();
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }
}
