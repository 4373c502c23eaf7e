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

    /** True when both say the same, whoever said it and however commented. */
    public boolean sameAs(Answer other) {
        return questionId.equals(other.questionId)
                && action == other.action
                && (choice == null ? other.choice == null : choice.equals(other.choice));
    }
}
