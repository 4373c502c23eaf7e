package io.rdsmaint.engine;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a paused operation asks a person. The id is never reused; asking again raises the attempt.
 *
 * @param code what it is about, a {@link QuestionCode}: the runbook has a section of that name; null in a document of a version that
 *     did not say it
 * @param attempt 1 for the first time, higher when nobody (rightly) answered
 * @param situation how the target stood when it was asked, whether the answer can wait and what is safe: sentences on one line;
 *     empty in a document of a version that did not say it
 * @param reason what happened and why a person is needed
 * @param observed what was seen in the world, with values
 * @param options what can be answered and what each answer leads to
 * @param deadlineSeconds after this time the question is asked again, louder; nothing is ever assumed
 * @param commands paste-ready shell commands to look closer, none of which changes anything; never with a task token
 * @param note what was wrong with the last answer, or null
 * @param firstAskedAt when it was asked first, once it has been asked again; else null
 */
public record Question(
        String id,
        @Nullable String code,
        Kind kind,
        int attempt,
        String situation,
        String reason,
        String observed,
        List<Option> options,
        long deadlineSeconds,
        List<String> commands,
        Instant askedAt,
        @Nullable String note,
        @Nullable Instant firstAskedAt) {

    public Question {
        situation = Objects.requireNonNullElse(situation, "");
        options = List.copyOf(options);
        commands = List.copyOf(commands);
    }

    /** Why it is asked. */
    public enum Kind {
        GATE,
        FAILURE,
        DRIFT,
        TIMEOUT;

        /** The word users see. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One possible answer.
     *
     * @param destructive it takes service away from clients, or deletes what can't be had again, before the next question: the answer
     *     wants a second look
     * @param choice tells answers of the same action apart, or null
     */
    public record Option(Action action, @Nullable String choice, String consequence, boolean destructive) {}

    /** The answers there are. */
    public enum Action {
        CONTINUE,
        ABORT,
        ROLLBACK,
        MARK_COMPLETE;

        /** The word users write. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Question askedAgain(Instant now, @Nullable String newNote, String newSituation) {
        return new Question(
                id,
                code,
                kind,
                attempt + 1,
                newSituation,
                reason,
                observed,
                options,
                deadlineSeconds,
                commands,
                now,
                newNote,
                firstAskedAt == null && attempt == 1 ? askedAt : firstAskedAt);
    }

    /** True when {@code answer} is one of the options. */
    public boolean offers(Answer answer) {
        return options.stream()
                .anyMatch(o -> o.action() == answer.action()
                        && (o.choice() == null
                                ? answer.choice() == null
                                : o.choice().equals(answer.choice())));
    }
}
