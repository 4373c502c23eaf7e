package io.rdsmaint.local.asl;

/**
 * One thing wrong with a definition.
 *
 * @param code AWS's code, such as SCHEMA_VALIDATION_FAILED
 * @param message what is wrong
 * @param location where, such as /States/A/Next; empty when it is about the whole
 */
public record Problem(String code, String message, String location) {
    /** The code of everything but the transitions. */
    public static final String SCHEMA = "SCHEMA_VALIDATION_FAILED";

    /** The code of targets that are missing and states that nothing leads to. */
    public static final String TRANSITION = "MISSING_TRANSITION_TARGET";

    @Override
    public String toString() {
        return code + ": " + message + (location.isEmpty() ? "" : " at " + location);
    }
}
