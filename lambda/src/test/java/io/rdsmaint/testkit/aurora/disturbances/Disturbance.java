package io.rdsmaint.testkit.aurora.disturbances;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Something that goes wrong while an operation stands at a gate, and the question that it leads to.
 *
 * @param kinds the operations that it is tried with
 * @param before the action of the step that has the gate; the first such step counts
 * @param fields of the request
 * @param question words of the question
 * @param happen what happens
 * @param mend ends it; empty when nothing can, so that to look again asks again
 * @param lasting what goes on nevertheless comes to another question, before which it is mended
 * @param earlier a question that has to be answered for this one to be asked, if any
 */
public record Disturbance(
        String title,
        List<Kind> kinds,
        String before,
        String fields,
        String question,
        BiConsumer<Outside, Kind> happen,
        Optional<BiConsumer<Outside, Kind>> mend,
        boolean lasting,
        Optional<Earlier> earlier) {

    /**
     * A question on the way to the one that is meant.
     *
     * @param question words of it
     * @param answer the action or the choice that leads on
     * @param happen what happens before it is answered
     */
    record Earlier(String question, String answer, BiConsumer<Outside, Kind> happen) {}

    /** What happens, in words, to operations of these kinds. */
    static Draft when(String title, Kind... kinds) {
        return new Draft(title, List.of(kinds), "", "", "", (o, k) -> {}, Optional.empty());
    }

    /** What of it tells which step asks. */
    public String asker() {
        return before + earlier.map(Earlier::question).orElse("");
    }

    /** A disturbance whose end is still to be told. */
    record Draft(
            String title,
            List<Kind> kinds,
            String before,
            String fields,
            String question,
            BiConsumer<Outside, Kind> happen,
            Optional<Earlier> earlier) {

        Draft before(String action, BiConsumer<Outside, Kind> happens) {
            return new Draft(title, kinds, action, fields, question, happens, earlier);
        }

        Draft with(String moreFields) {
            return new Draft(title, kinds, before, moreFields, question, happen, earlier);
        }

        /** Something else is asked first, and answered so. */
        Draft after(String words, String answer) {
            return after(words, answer, (o, k) -> {});
        }

        /** Something else is asked first, and answered so once this has happened. */
        Draft after(String words, String answer, BiConsumer<Outside, Kind> happens) {
            Earlier first = new Earlier(words, answer, happens);
            return new Draft(title, kinds, before, fields, question, happen, Optional.of(first));
        }

        Draft asks(String words) {
            return new Draft(title, kinds, before, fields, words, happen, earlier);
        }

        /** Before it is answered, what happened is undone, unless the answer is to go on nevertheless. */
        Disturbance mendedBy(BiConsumer<Outside, Kind> mend) {
            return new Disturbance(title, kinds, before, fields, question, happen, Optional.of(mend), false, earlier);
        }

        /** The same, but who goes on nevertheless is asked something else, and undoes it before answering that. */
        Disturbance mendedAtLast(BiConsumer<Outside, Kind> mend) {
            return new Disturbance(title, kinds, before, fields, question, happen, Optional.of(mend), true, earlier);
        }

        /** What happened is over by the time it is asked about. */
        Disturbance passes() {
            return mendedBy((o, k) -> {});
        }

        /** It can't be undone. */
        Disturbance stays() {
            return new Disturbance(title, kinds, before, fields, question, happen, Optional.empty(), false, earlier);
        }
    }
}
