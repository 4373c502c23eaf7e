package io.rdsmaint.engine;

/**
 * What an execution has seen of an operation, as its last reply told it. It outlives a store that goes back in time.
 *
 * @param calls how many calls it had made; 0 when it does not say
 * @param version of the operation's document; 0 when it does not say
 * @param woken how it went on since an event ended its wait; {@link Woken#NOT} when none did
 */
public record Seen(long calls, long version, Woken woken) {
    /** Executions of a definition that passes neither back. */
    public static final Seen NOTHING = new Seen(0, 0);

    /** Of an execution that no event has woken. */
    public Seen(long calls, long version) {
        this(calls, version, Woken.NOT);
    }

    /** Whether it counts its calls itself and knows its version, so that a look that saw nothing new need not be stored. */
    boolean told() {
        return version > 0;
    }
}
