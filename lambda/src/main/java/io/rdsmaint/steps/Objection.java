package io.rdsmaint.steps;

import java.util.List;

/** Why a change is not made now. */
public sealed interface Objection {

    /** Passes by itself: looked at again. */
    record NotYet(String condition, long seconds) implements Objection {}

    /**
     * A person must decide.
     *
     * @param code of the guard, part of what an acceptance is remembered by
     * @param drift the world is not as the plan assumed, so that another plan may help
     * @param acceptable a person may choose to go on nevertheless
     * @param commands to look closer or to mend it
     */
    record Ask(String code, boolean drift, boolean acceptable, String reason, String observed, List<String> commands)
            implements Objection {

        public Ask {
            commands = List.copyOf(commands);
        }

        /** What an acceptance is remembered by: the same guard having seen the same. */
        String key() {
            return code + ": " + observed;
        }
    }
}
