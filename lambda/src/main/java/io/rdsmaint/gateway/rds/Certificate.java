package io.rdsmaint.gateway.rds;

import java.time.Instant;

/**
 * A CA certificate of the region.
 *
 * @param accountDefault true for the one that the account chose for new instances
 */
public record Certificate(String id, Instant validTill, boolean accountDefault) {}
