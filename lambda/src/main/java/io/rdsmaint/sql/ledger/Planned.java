package io.rdsmaint.sql.ledger;

/**
 * A phase that is planned.
 *
 * @param rows by the counts of the plan; 0 for a script
 * @param sha256 of what was planned
 */
public record Planned(long pieces, long rows, String sha256) {}
