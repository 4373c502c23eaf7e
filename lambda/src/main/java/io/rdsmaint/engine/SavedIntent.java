package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The durable half of an {@link Intent}: saved before its call, so that whoever comes next knows a call may have been made.
 *
 * @param call the changing call in words with its arguments: equal texts mean the same change
 * @param resource identifier of what it changes
 * @param evidence what the world showed before the call: only what is new proves that the call took effect
 * @param invocation the invocation that saved it, the only one that may use it
 * @param closedAt when the state left {@link State#OPEN}, or null
 * @param detail the answer, the refusal or the evidence seen, in words, or null; of an open one a sign seen of it
 * @param settle how long to look for evidence without an answer, or null for what {@link Idempotence#settle} says
 */
public record SavedIntent(
        String id,
        String call,
        String resource,
        Idempotence repeat,
        Instant at,
        String invocation,
        ObjectNode evidence,
        State state,
        @Nullable Instant closedAt,
        @Nullable String detail,
        @Nullable Duration settle) {

    /** An intent that settles as its repeat says. */
    public SavedIntent(
            String id,
            String call,
            String resource,
            Idempotence repeat,
            Instant at,
            String invocation,
            ObjectNode evidence,
            State state,
            @Nullable Instant closedAt,
            @Nullable String detail) {
        this(id, call, resource, repeat, at, invocation, evidence, state, closedAt, detail, null);
    }

    /**
     * After this time a request signed at the intent is refused by AWS (5 to 15 minutes after its date), so a paused sender can
     * no longer act.
     */
    public static final Duration EXPIRY = Duration.ofMinutes(16);

    /** When may the same call be made again, if it is unknown whether the first one took effect? */
    public enum Idempotence {
        /** Harmless when made twice: create by name, modify to a value, delete. */
        SOON(Duration.ofMinutes(2)),
        /** Harmful when made twice, but its effect can't be overlooked: failover, switchover. Once the first can no longer act. */
        ONCE_EXPIRED(EXPIRY),
        /** Harmful when made twice, and it may leave no trace: reboot. Not without a person. */
        NEVER(EXPIRY);

        private final Duration settle;

        Idempotence(Duration settle) {
            this.settle = settle;
        }

        /** How long to look for evidence of an unanswered call before deciding that it had no effect. */
        public Duration settle() {
            return settle;
        }
    }

    /** What is known of the call. */
    public enum State {
        /** Perhaps made, no answer saved, its goal not seen. */
        OPEN,
        /** AWS accepted it; its effect is not seen yet. */
        ACCEPTED,
        /** Its goal was seen in the world, or it was accepted and its effect was seen. */
        PROVEN,
        /** AWS refused it, or it was withdrawn before the call: surely not executed. */
        REFUSED
    }

    /** True while the call has neither an answer nor reached its goal: until it expires it may still act. */
    public boolean open() {
        return state == State.OPEN;
    }

    /**
     * True when the world has shown its effect, or at least something under way that looks like it. Of an open one it may have
     * been somebody else's like change.
     */
    public boolean shown() {
        return state == State.PROVEN || (open() && detail != null);
    }

    /** How long to look for evidence before deciding that an unanswered call had no effect. */
    public Duration settling() {
        return settle == null ? repeat.settle() : settle;
    }

    /** When the same call may be made again. */
    public Instant settledAt() {
        return at.plus(settling());
    }

    /** When a call in another direction on the same resource is safe. */
    public Instant expiredAt() {
        return at.plus(EXPIRY);
    }

    SavedIntent showing(String sign) {
        return new SavedIntent(id, call, resource, repeat, at, invocation, evidence, state, closedAt, sign, settle);
    }

    SavedIntent closed(State newState, Instant when, String why) {
        return new SavedIntent(id, call, resource, repeat, at, invocation, evidence, newState, when, why, settle);
    }
}
