package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A change a step wants to make in this invocation, handed to {@link StepRun#change}.
 *
 * @param call the call in words with its arguments, as a person would check it in CloudTrail
 * @param resource identifier of what it changes
 * @param repeat whether the same call may be made again when its fate is unknown
 * @param evidence what the world shows now: only what is new proves the call
 * @param stillRight a fresh look right before the call: does its precondition still hold?
 * @param send makes the call
 * @param callTimeout longest time that it may take, all in all
 * @param settle how long to look for evidence when no answer came, or null for what the repeat says
 * @param requests of how many requests the call consists, at most; the evidence has to cover all
 * @param shownAtOnce AWS shows its effect at once: a look in the same invocation may find the goal reached
 */
public record Change(
        String call,
        String resource,
        SavedIntent.Idempotence repeat,
        ObjectNode evidence,
        BooleanSupplier stillRight,
        Consumer<Intent> send,
        Duration callTimeout,
        @Nullable Duration settle,
        int requests,
        boolean shownAtOnce) {

    /** A change by one request of the usual length. */
    public Change(
            String call,
            String resource,
            SavedIntent.Idempotence repeat,
            ObjectNode evidence,
            BooleanSupplier stillRight,
            Consumer<Intent> send) {
        this(call, resource, repeat, evidence, stillRight, send, Intent.CALL_TIMEOUT, null, 1, false);
    }

    /** The same change by a call that may take another time. */
    public Change within(Duration longest) {
        return new Change(call, resource, repeat, evidence, stillRight, send, longest, settle, requests, shownAtOnce);
    }

    /**
     * The same change, looked for during another time when no answer came.
     *
     * @throws IllegalArgumentException when that is less than the call may take
     */
    public Change settlingIn(Duration time) {
        if (time.compareTo(callTimeout) < 0) {
            throw new IllegalArgumentException("a call of up to " + callTimeout + " can't be settled in " + time);
        }
        return new Change(call, resource, repeat, evidence, stillRight, send, callTimeout, time, requests, shownAtOnce);
    }

    /** The same change by up to so many requests, each spending the intent. */
    public Change inRequests(int most) {
        return new Change(call, resource, repeat, evidence, stillRight, send, callTimeout, settle, most, shownAtOnce);
    }

    /** The same change, whose effect shows as soon as it is answered. */
    public Change showingAtOnce() {
        return new Change(call, resource, repeat, evidence, stillRight, send, callTimeout, settle, requests, true);
    }

    /** A change that does no harm when made twice: create by name, modify to a value, delete. */
    public static Change repeatable(String call, String resource, BooleanSupplier stillRight, Consumer<Intent> send) {
        return new Change(
                call, resource, SavedIntent.Idempotence.SOON, JsonNodeFactory.instance.objectNode(), stillRight, send);
    }

    /**
     * A change that must not be made twice but whose effect can't be overlooked: failover, switchover. The evidence must be all that
     * could later be mistaken for its effect.
     */
    public static Change verifiable(
            String call, String resource, ObjectNode evidence, BooleanSupplier stillRight, Consumer<Intent> send) {
        return new Change(call, resource, SavedIntent.Idempotence.ONCE_EXPIRED, evidence, stillRight, send);
    }

    /**
     * A change that must not be made twice and that may leave no trace: reboot. Without answer and without trace it is
     * repeated only when a person says so, or when it is disproved ({@link StepRun#disproved}).
     */
    public static Change atMostOnce(
            String call, String resource, ObjectNode evidence, BooleanSupplier stillRight, Consumer<Intent> send) {
        return new Change(call, resource, SavedIntent.Idempotence.NEVER, evidence, stillRight, send);
    }
}
