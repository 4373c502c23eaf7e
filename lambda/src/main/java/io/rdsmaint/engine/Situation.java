package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a target stands while a person is asked: the first thing that whoever is woken reads. Made when the question is asked, by one
 * look, so a question that is old says what was then.
 *
 * @param standing what serves now, what does not and what is under way, in sentences
 * @param seen what the look showed, in the family's own shape; kept with the step that asks, so that what its kinds tell of an end
 *     ({@link StepKind#residue}, {@link StepKind#undo}) does not contradict it; empty when there is nothing to keep
 */
public record Situation(String standing, Urgency urgency, ObjectNode seen) {
    /** In the memo of a step that asked: what was seen when it did. */
    static final String SEEN = "situation";

    /** Nothing to keep. */
    public Situation(String standing, Urgency urgency) {
        this(standing, urgency, JsonNodeFactory.instance.objectNode());
    }

    /** Whether the answer can wait. */
    public enum Urgency {
        /** Clients are served, and nothing moves. */
        CAN_WAIT,
        /** Something is missing or moves, so that the next trouble would hurt. */
        SOON,
        /** Nobody could tell. */
        UNKNOWN,
        /** Clients are hurt. */
        NOW
    }

    /** Nothing could be seen, for this reason. */
    static Situation unknown(String why) {
        return new Situation("What serves now could not be read (" + why + ").", Urgency.UNKNOWN);
    }

    /** This, and what else is so: the more urgent of both counts. */
    Situation and(Situation other) {
        return new Situation(
                standing + " " + other.standing, other.urgency.compareTo(urgency) > 0 ? other.urgency : urgency, seen);
    }

    /** Whether it can wait, as a sentence. */
    String urgencyInWords() {
        return switch (urgency) {
            case CAN_WAIT -> "It can wait: nothing is done until somebody answers.";
            case SOON -> "Answer soon.";
            case NOW -> "ACT NOW: look at it first; AWS goes on whatever is answered.";
            case UNKNOWN -> "Look at it first.";
        };
    }
}
