package io.rdsmaint.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's answer to a question.
 *
 * @param by who answered, as declared; the proof is in CloudTrail
 */
public record Answer(
        String questionId,
        Question.Action action,
        @Nullable String choice,
        @Nullable String comment,
        @Nullable String by,
        Instant at) {

    /** As a step remembers it. */
    Answer brief() {
        return new Answer(questionId, action, choice, brief(comment), brief(by), at);
    }

    private static @Nullable String brief(@Nullable String text) {
        return text == null ? null : Typed.cut(text, Typed.REMEMBERED);
    }

    /** True when both say the same, whoever said it and however commented. */
    public boolean sameAs(Answer other) {
        return questionId.equals(other.questionId)
                && action == other.action
                && (choice == null ? other.choice == null : choice.equals(other.choice));
    }
}
