package io.rdsmaint.gateway.drs;

import java.time.Instant;

/**
 * A point in time from which a server can be launched.
 *
 * @param at the time that its data are of
 */
public record Snapshot(String id, Instant at) {}
