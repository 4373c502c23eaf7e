package io.rdsmaint.gateway.rds;

import java.util.Set;

/**
 * One way to order an instance class, from DescribeOrderableDBInstanceOptions; there is one per storage type.
 *
 * @param availabilityZones where it can be ordered
 * @param activityStreamModes {@code sync}, {@code async} or neither
 */
public record Orderable(
        String instanceClass,
        String engineVersion,
        String storageType,
        Set<String> availabilityZones,
        Set<String> engineModes,
        Set<String> activityStreamModes,
        boolean clusters,
        boolean performanceInsights,
        boolean enhancedMonitoring,
        boolean iamAuthentication,
        boolean globalDatabases) {

    public Orderable {
        availabilityZones = Set.copyOf(availabilityZones);
        engineModes = Set.copyOf(engineModes);
        activityStreamModes = Set.copyOf(activityStreamModes);
    }
}
