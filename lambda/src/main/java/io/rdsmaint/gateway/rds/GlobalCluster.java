package io.rdsmaint.gateway.rds;

import java.util.List;

/**
 * A global database.
 *
 * @param switching true while a switchover or failover between regions is under way
 */
public record GlobalCluster(String id, String status, boolean switching, List<Region> regions) {

    public GlobalCluster {
        regions = List.copyOf(regions);
    }

    /** One of its clusters. */
    public record Region(String clusterArn, boolean primary) {}

    /** True when the cluster of that ARN takes the writes. */
    public boolean primary(String clusterArn) {
        return regions.stream().anyMatch(r -> r.primary() && r.clusterArn().equals(clusterArn));
    }
}
