package io.rdsmaint.simulator.model;

import java.time.Instant;

/**
 * A zero-ETL integration of a cluster with a data warehouse.
 *
 * @param name as given
 * @param id of the integration, a UUID
 * @param source the cluster whose data it copies
 * @param targetArn the warehouse
 * @param createdAt when
 */
public record Integration(String name, String id, Cluster source, String targetArn, Instant createdAt) {

    public String arn() {
        return source.site().arn("integration", id);
    }
}
