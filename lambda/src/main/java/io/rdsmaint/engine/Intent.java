package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * The right to make exactly one changing call, held only by the invocation that saved the {@link SavedIntent} and saw the save
 * succeed. Gateways take it as first argument of every method that changes something and {@link #spend} it right before sending.
 */
public final class Intent {
    /** Longest time a changing call may take, all in all, unless its change says otherwise; chosen. */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

    /** From the save to the call: whoever takes longer was paused, and the world may have changed; chosen. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    /** What is left of the invocation to save the answer; chosen. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final SavedIntent saved;
    private final Invocation invocation;
    private final Invocation.Moment savedAt;
    private final Duration callTimeout;
    private final int requests;
    private int spent;

    Intent(SavedIntent saved, Invocation invocation, Invocation.Moment savedAt, Duration callTimeout, int requests) {
        this.saved = saved;
        this.invocation = invocation;
        this.savedAt = savedAt;
        this.callTimeout = callTimeout;
        this.requests = requests;
    }

    /** The date the request must be signed with, so that AWS refuses it when it arrives long after the intent. */
    public Instant signingTime() {
        return saved.at();
    }

    /** Identifies the intent; usable as an idempotency token. */
    public String id() {
        return saved.id();
    }

    /** True once the call may have been made. */
    synchronized boolean spent() {
        return spent > 0;
    }

    /**
     * Uses the intent for a request. The first one must follow the save at once; those after it belong to the same call, and may be
     * made by several threads.
     *
     * @throws IntentLapsed when it was used up before, is older than 10 seconds by either clock, or the invocation has too little
     *     time left to see the call's answer; nothing was sent
     */
    public synchronized void spend() {
        if (spent == requests) {
            throw new IntentLapsed("it was already used");
        }
        boolean first = spent == 0;
        spent++;
        if (first && invocation.elapsedSince(savedAt).compareTo(LEASE) > 0) {
            throw new IntentLapsed("more than " + LEASE.toSeconds() + " s passed since it was saved");
        }
        if (invocation.remaining().compareTo(callTimeout.plus(MARGIN)) < 0) {
            throw new IntentLapsed(
                    "the invocation has less than " + callTimeout.plus(MARGIN).toSeconds() + " s left");
        }
    }

    /** The intent may not be used (any more); its call was not made. */
    public static final class IntentLapsed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IntentLapsed(String why) {
            super("The call was not made: " + why + ". The next invocation looks again.");
        }
    }
}
