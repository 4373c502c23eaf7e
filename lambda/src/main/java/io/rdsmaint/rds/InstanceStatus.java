package io.rdsmaint.rds;

import java.util.Set;

/** What an instance's status word means for whoever waits. A word that isn't known yet counts as under way. */
public enum InstanceStatus {
    /** Serving; this includes {@code storage-optimization}. */
    USABLE,
    /** Something is going on that ends by itself. */
    UNDER_WAY,
    /** Ends only when a person acts. */
    FAILED,
    /** On its way out. */
    DELETING,
    /** Stopped, or about to be. */
    STOPPED;

    private static final Set<String> FAILING = Set.of(
            "failed",
            "inaccessible-encryption-credentials",
            "inaccessible-encryption-credentials-recoverable",
            "insufficient-capacity",
            "restore-error",
            "storage-full");

    /** Reads a word of DescribeDBInstances. */
    public static InstanceStatus of(String status) {
        return switch (status) {
            case "available", "storage-optimization" -> USABLE;
            case "deleting", "delete-precheck" -> DELETING;
            case "stopped", "stopping" -> STOPPED;
            default -> FAILING.contains(status) || status.startsWith("incompatible-") ? FAILED : UNDER_WAY;
        };
    }
}
