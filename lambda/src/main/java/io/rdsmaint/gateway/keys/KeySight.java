package io.rdsmaint.gateway.keys;

/**
 * What could be seen of a key.
 *
 * @param state as KMS spells it, such as {@code Disabled}; empty where it could not be seen
 * @param customers somebody's own, not AWS's for a service; true where that could not be seen
 */
public record KeySight(Found found, String state, boolean customers) {
    /** Whether it was seen at all. */
    public enum Found {
        SEEN,
        /** There is no such key here. */
        MISSING,
        /** The caller, or the key's own policy, does not let anybody look. */
        HIDDEN
    }

    /** True for one that was seen and does not work. */
    public boolean unusable() {
        return found == Found.MISSING || (found == Found.SEEN && !state.equals("Enabled"));
    }
}
