package io.rdsmaint.engine;

/**
 * What an execution has seen of an operation, as its last reply told it. It outlives a store that goes back in time.
 *
 * @param calls how many calls it had made; 0 when it does not say
 * @param version of the operation's document; 0 when it does not say
 */
public record Seen(long calls, long version) {
    /** Executions of a definition that passes neither back. */
    public static final Seen NOTHING = new Seen(0, 0);

    /** Whether it counts its calls itself and knows its version, so that a look that saw nothing new need not be stored. */
    boolean told() {
        return version > 0;
    }
}
