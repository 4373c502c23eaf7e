package io.rdsmaint.simulator.model;

import java.util.List;

/**
 * An Aurora global database.
 *
 * @param id of the global cluster
 * @param primary the one cluster that takes writes
 * @param secondaries clusters that only read, in other regions
 */
public record GlobalCluster(String id, Cluster primary, List<Cluster> secondaries) {

    public GlobalCluster {
        secondaries = List.copyOf(secondaries);
    }
}
