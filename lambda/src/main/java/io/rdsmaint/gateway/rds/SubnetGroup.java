package io.rdsmaint.gateway.rds;

import java.util.Set;

/** Where instances of a cluster can be placed. */
public record SubnetGroup(String name, String vpc, Set<String> availabilityZones) {
    public SubnetGroup {
        availabilityZones = Set.copyOf(availabilityZones);
    }
}
