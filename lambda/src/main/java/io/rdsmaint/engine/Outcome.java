package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one look at the world said about a step. Errors are exceptions: {@link TransientFailure} and {@link LastingFailure}. */
public sealed interface Outcome {

    /**
     * The step's goal holds, seen in the world.
     *
     * @param result facts worth keeping, for later steps, the report and rollback
     * @param replan replaces the steps that have not begun (finally steps stay), or null to go on as planned
     */
    record Done(ObjectNode result, @Nullable List<PlannedStep> replan) implements Outcome {
        public Done(ObjectNode result) {
            this(result, null);
        }
    }

    /**
     * Under way.
     *
     * @param condition what is being waited for, completing the sentence "waiting for …"
     * @param recheckAfter when another look is likely to tell more; null: at the pace of how long the step usually takes
     * @param resource of which AWS tells by an event when that has ended, or null when it tells nothing
     */
    record Waiting(
            String condition,
            @Nullable Duration recheckAfter,
            @Nullable String resource) implements Outcome {
        /** Of which no event tells. */
        public Waiting(String condition, @Nullable Duration recheckAfter) {
            this(condition, recheckAfter, null);
        }
    }

    /** A person must decide. */
    record Asking(QuestionDraft question) implements Outcome {}

    /**
     * Not now: the step could make its call, and something outside it has to pass first. Only {@link StepRun#change} makes
     * one, so that no kind can forget to ask and none can say it of its own accord.
     */
    final class Held implements Outcome {
        private final Hold hold;

        Held(Hold hold) {
            this.hold = hold;
        }

        /** What is being waited for, completing the sentence "waiting for …". */
        public String condition() {
            return hold.condition();
        }

        Hold hold() {
            return hold;
        }
    }

    /** The goal holds and there is nothing to remember. */
    static Done done() {
        return new Done(JsonNodeFactory.instance.objectNode());
    }

    /** The goal holds. */
    static Done done(ObjectNode result) {
        return new Done(result);
    }

    /** AWS takes its time: look again when the step is likely to be further. */
    static Waiting underWay(String condition) {
        return new Waiting(condition, null);
    }

    /** The same where an event about a resource tells when it has ended, mostly; it may be late or missing. */
    static Waiting underWay(String condition, String resource) {
        return new Waiting(condition, null, resource);
    }

    /** A moment to be looked at closely, or a known time: look again after {@code seconds}. */
    static Waiting waiting(String condition, long seconds) {
        return new Waiting(condition, Duration.ofSeconds(seconds));
    }
}
