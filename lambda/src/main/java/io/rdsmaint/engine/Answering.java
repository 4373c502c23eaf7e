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

    /** Reads it; texts that are too long are cut, since the token that an answer came with is used up. */
    static Answering read(@Nullable JsonNode response, String questionId, Instant now) {
        if (response == null || !response.isObject()) {
            return new Unusable("an answer is an object like {\"action\":\"continue\"}, this was "
                    + (response == null
                            ? "nothing"
                            : response.getNodeType().name().toLowerCase(java.util.Locale.ROOT)));
        }
        if (response.has("Error") && !response.has("action")) {
            String error = Typed.cut(response.path("Error").asText(""));
            return error.equals("States.Timeout")
                    ? new TimedOut()
                    : new NotAsked(error, text(response, "Cause", Typed.MOST).orElse(null));
        }
        return action(response.path("action"))
                .<Answering>map(action -> new Given(new Answer(
                        questionId,
                        action,
                        text(response, "choice", Typed.CHOICE).orElse(null),
                        text(response, "comment", Typed.MOST).orElse(null),
                        text(response, "by", Typed.MOST).orElse(null),
                        now)))
                .orElseGet(() -> new Unusable("action must be one of " + actions() + ", this was "
                        + (response.has("action")
                                ? Typed.cut(response.get("action").toString(), Typed.CHOICE)
                                : "missing")));
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

    private static Optional<String> text(JsonNode node, String field, int most) {
        JsonNode value = node.path(field);
        return value.isTextual() ? Optional.of(Typed.cut(value.asText(), most)) : Optional.empty();
    }
}
