package io.rdsmaint.local;

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
 */
record Disturbance(
        String title,
        List<Kind> kinds,
        String before,
        String fields,
        String question,
        BiConsumer<Outside, Kind> happen,
        Optional<BiConsumer<Outside, Kind>> mend) {

    /** What happens, in words, to operations of these kinds. */
    static Draft when(String title, Kind... kinds) {
        return new Draft(title, List.of(kinds), "", "", "", (o, k) -> {});
    }

    /** A disturbance whose end is still to be told. */
    record Draft(
            String title,
            List<Kind> kinds,
            String before,
            String fields,
            String question,
            BiConsumer<Outside, Kind> happen) {

        Draft before(String action, BiConsumer<Outside, Kind> happens) {
            return new Draft(title, kinds, action, fields, question, happens);
        }

        Draft with(String moreFields) {
            return new Draft(title, kinds, before, moreFields, question, happen);
        }

        Draft asks(String words) {
            return new Draft(title, kinds, before, fields, words, happen);
        }

        /** Before it is answered, what happened is undone, unless the answer is to go on nevertheless. */
        Disturbance mendedBy(BiConsumer<Outside, Kind> mend) {
            return new Disturbance(title, kinds, before, fields, question, happen, Optional.of(mend));
        }

        /** What happened is over by the time it is asked about. */
        Disturbance passes() {
            return mendedBy((o, k) -> {});
        }

        /** It can't be undone. */
        Disturbance stays() {
            return new Disturbance(title, kinds, before, fields, question, happen, Optional.empty());
        }
    }
}
