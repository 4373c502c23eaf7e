package io.rdsmaint.simulator.ledger;

import java.time.Instant;

/**
 * A harm done at one moment.
 *
 * @param harm its kind
 * @param cluster the cluster concerned
 * @param subject what exactly, usually an instance
 * @param at when
 * @param detail what a person should know, with the figures
 */
public record Incident(Harm harm, String cluster, String subject, Instant at, String detail) {}
