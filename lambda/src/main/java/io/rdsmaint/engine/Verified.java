package io.rdsmaint.engine;

/**
 * A person whose identity somebody has verified, and what they decided on.
 *
 * @param by who it is
 * @param version of the operation as they saw it
 */
public record Verified(String by, long version) {

    /** The operation is no longer as the person saw it: nothing was changed. */
    public static final class Stale extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stale(String operationId, long seen) {
            super("Operation " + operationId + " is no longer as it was seen (version " + seen
                    + "). Nothing was changed: look at it again, and decide anew.");
        }
    }
}
