package io.rdsmaint.simulator.protocol;

import java.util.Map;

/** What the items of a list are called in the query protocol's XML, after the RDS service model. */
final class ItemNames {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("AccountQuotas", "AccountQuota"),
            Map.entry("AssociatedRoles", "DBClusterRole"),
            Map.entry("AvailabilityZones", "AvailabilityZone"),
            Map.entry("Certificates", "Certificate"),
            Map.entry("DBClusterEndpoints", "DBClusterEndpointList"),
            Map.entry("DBClusterMembers", "DBClusterMember"),
            Map.entry("DBClusterParameterGroups", "DBClusterParameterGroup"),
            Map.entry("DBClusters", "DBCluster"),
            Map.entry("DBClusterSnapshots", "DBClusterSnapshot"),
            Map.entry("DBEngineVersions", "DBEngineVersion"),
            Map.entry("DBInstances", "DBInstance"),
            Map.entry("DBParameterGroups", "DBParameterGroup"),
            Map.entry("DBSubnetGroups", "DBSubnetGroup"),
            Map.entry("EventCategories", "EventCategory"),
            Map.entry("Events", "Event"),
            Map.entry("GlobalClusterMembers", "GlobalClusterMember"),
            Map.entry("GlobalClusters", "GlobalClusterMember"),
            Map.entry("Integrations", "Integration"),
            Map.entry("OrderableDBInstanceOptions", "OrderableDBInstanceOption"),
            Map.entry("Parameters", "Parameter"),
            Map.entry("PendingMaintenanceActionDetails", "PendingMaintenanceAction"),
            Map.entry("PendingMaintenanceActions", "ResourcePendingMaintenanceActions"),
            Map.entry("Subnets", "Subnet"),
            Map.entry("TagList", "Tag"),
            Map.entry("Tags", "Tag"),
            Map.entry("ValidUpgradeTarget", "UpgradeTarget"),
            Map.entry("VpcSecurityGroups", "VpcSecurityGroupMembership"));

    private ItemNames() {}

    static String of(String list) {
        return NAMES.getOrDefault(list, "member");
    }
}
