package io.rdsmaint.gateway.rds;

import org.jspecify.annotations.Nullable;

/**
 * How a cluster is reached: what describes show of it that only who makes another like it needs.
 *
 * @param database the one that it was made with, or null
 * @param secretArn of the master password that RDS keeps in Secrets Manager, or null when nobody does
 * @param secretStatus {@code creating}, {@code active}, {@code rotating}, {@code impaired}, or null
 */
public record ClusterAccess(
        int port,
        @Nullable String database,
        String masterUser,
        @Nullable String secretArn,
        @Nullable String secretStatus) {}
