package io.rdsmaint.kit;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.QuestionCode;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Why a change is not made now. */
public sealed interface Violation {
    /** A figure that stands alone, and is not part of a name. */
    Pattern FIGURE = Pattern.compile("(?<![\\w-])\\d+(\\.\\d+)?");

    /** What something that may be accepted is remembered by. Keys are stored with operations: a word changed makes people accept anew. */
    static String key(String code, String subject) {
        return code + ": " + subject;
    }

    /** What a person may choose besides looking again, once they have mended what was observed. */
    enum Choices {
        /** Nothing. */
        LOOK_AGAIN,
        /** To go on although it is so. */
        ACCEPT,
        /** To go on with the next step although it is so: there is nothing left to be done in this one. */
        PASS,
        /** Another plan, as the world is not as this one assumed. */
        REPLAN,
        /** Another plan, as the world is not as this one assumed, or to go on by this one. */
        REPLAN_OR_ACCEPT,
        /** The same, where this step has nothing to do if they go on by this one. */
        REPLAN_OR_PASS
    }

    /** Passes by itself: looked at again. */
    record Retry(String condition, long seconds) implements Violation {}

    /** Usually passes by itself: looked at again for a while, then a person must decide. */
    record Grace(Retry atFirst, Duration patience, NeedsApproval then) implements Violation {}

    /**
     * Usually passes by itself, then a person must decide; once they accept, it is mended before anything else is done.
     *
     * @param means what accepting leads to
     * @param mend the change that mends it
     */
    record Mendable(Grace until, String means, Supplier<Change> mend) implements Violation {}

    /**
     * A person must decide.
     *
     * @param question what it is about, for people
     * @param code of the guard, part of what an acceptance is remembered by
     * @param choices what they may choose
     * @param commands to look closer; none of them changes anything
     * @param subjects what exactly is accepted, each by its key in {@link #key}; empty for what was observed,
     *     whatever its figures
     * @param formerly what was observed in the words of version 0.1.0, where they are others now: it remembered acceptances by them
     */
    record NeedsApproval(
            QuestionCode question,
            String code,
            Choices choices,
            String reason,
            String observed,
            List<String> commands,
            List<String> subjects,
            String formerly)
            implements Violation {

        public NeedsApproval {
            commands = List.copyOf(commands);
            subjects = List.copyOf(subjects);
        }

        /** In the words of old. */
        public NeedsApproval(
                QuestionCode question,
                String code,
                Choices choices,
                String reason,
                String observed,
                List<String> commands,
                List<String> subjects) {
            this(question, code, choices, reason, observed, commands, subjects, observed);
        }

        /** What is accepted is what was observed, whatever its figures. */
        public NeedsApproval(
                QuestionCode question,
                String code,
                Choices choices,
                String reason,
                String observed,
                List<String> commands) {
            this(question, code, choices, reason, observed, commands, List.of());
        }

        /** The same, which version 0.1.0 observed in other words. */
        public NeedsApproval formerly(String words) {
            return new NeedsApproval(question, code, choices, reason, observed, commands, subjects, words);
        }

        /** True when the world is not as the plan assumed, so that another plan may help. */
        public boolean drift() {
            return choices == Choices.REPLAN
                    || choices == Choices.REPLAN_OR_ACCEPT
                    || choices == Choices.REPLAN_OR_PASS;
        }

        /** True when a person may choose to go on nevertheless. */
        public boolean acceptable() {
            return choices == Choices.ACCEPT || choices == Choices.REPLAN_OR_ACCEPT || passes();
        }

        /** True when the step has nothing left to do where they choose that. */
        public boolean passes() {
            return choices == Choices.PASS || choices == Choices.REPLAN_OR_PASS;
        }

        /** What an acceptance is remembered by: the same having been seen. */
        public List<String> keys() {
            return subjects.isEmpty() ? List.of(words()) : subjects;
        }

        /** The code and what was observed, whatever its figures; versions before subjects remembered nothing else. */
        String words() {
            return Violation.key(code, FIGURE.matcher(formerly).replaceAll("#"));
        }
    }
}
