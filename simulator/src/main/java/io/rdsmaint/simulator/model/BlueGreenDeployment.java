package io.rdsmaint.simulator.model;

import java.time.Instant;

/**
 * A blue/green deployment that somebody else has made.
 *
 * @param id identifier
 * @param name as given
 * @param sourceArn blue cluster
 * @param targetArn green cluster
 * @param status such as {@code AVAILABLE}
 * @param createdAt when
 */
public record BlueGreenDeployment(
        String id, String name, String sourceArn, String targetArn, String status, Instant createdAt) {}
