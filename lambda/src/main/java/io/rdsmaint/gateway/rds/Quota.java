package io.rdsmaint.gateway.rds;

/**
 * An account's limit in a region.
 *
 * @param name as DescribeAccountAttributes spells it, such as {@code DBInstances}
 */
public record Quota(String name, long used, long max) {
    /** How many more are allowed. */
    public long left() {
        return max - used;
    }
}
