package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.model.EngineVersion;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.process.Restoring;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes a cluster without instances of a snapshot. What the snapshot does not carry is as the call says, or AWS's default. */
final class RestoreDbClusterFromSnapshot implements Rule {
    /** What goes on as it was when the snapshot was taken. */
    private static final Set<String> CARRIED = Set.of("StorageEncrypted", "KmsKeyId", "DatabaseName");

    @Override
    public String action() {
        return "RestoreDBClusterFromSnapshot";
    }

    @Override
    public Set<String> parameters() {
        var names = new HashSet<>(Set.of("AvailabilityZones", "DatabaseName"));
        names.addAll(Set.of(
                "DBClusterIdentifier",
                "SnapshotIdentifier",
                "Engine",
                "EngineVersion",
                "Port",
                "DBSubnetGroupName",
                "VpcSecurityGroupIds",
                "Tags",
                "KmsKeyId",
                "EnableIAMDatabaseAuthentication",
                "EnableCloudwatchLogsExports",
                "DBClusterParameterGroupName",
                "DeletionProtection",
                "CopyTagsToSnapshot",
                "ServerlessV2ScalingConfiguration",
                "BackupRetentionPeriod",
                "PreferredBackupWindow",
                "StorageType"));
        return names;
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        String id = Find.valid("DBClusterIdentifier", call.required("DBClusterIdentifier"));
        ClusterSnapshot snapshot = usable(site, call.required("SnapshotIdentifier"));
        EngineVersion version = version(call, snapshot);
        if (site.cluster(id).isPresent()) {
            throw new ApiError("DBClusterAlreadyExistsFault", 400, "DB Cluster already exists: " + id);
        }
        if (!snapshot.available()) {
            throw new ApiError(
                    "InvalidDBClusterSnapshotStateFault",
                    400,
                    "DB cluster snapshot " + snapshot.id() + " is " + snapshot.status() + ", not available.");
        }
        if (site.clusters().size() >= site.clusterQuota()) {
            throw new ApiError("DBClusterQuotaExceededFault", 403, "DB cluster quota exceeded: " + site.clusterQuota());
        }
        call.text("KmsKeyId").ifPresent(key -> Keys.check(site, key));
        if (snapshot.encrypted()) {
            Keys.check(site, snapshot.attributes().path("KmsKeyId").asText());
        }
        subnetGroup(call, site);
        Map<String, String> tags = Tags.read(call);
        if (!tags.isEmpty() && site.world().withheld().contains("rds:AddTagsToResource")) {
            throw new ApiError("AccessDenied", 403, "User is not authorized to perform: rds:AddTagsToResource");
        }
        String group = call.text("DBClusterParameterGroupName")
                .map(name -> group(site, name, version).name())
                .orElseGet(version::defaultGroup);
        Cluster cluster = new Restoring(site.world()).begin(site, id, snapshot, version);
        cluster.parameterGroup(group);
        cluster.tags().putAll(tags);
        if (!call.list("VpcSecurityGroupIds").isEmpty()) {
            cluster.securityGroups(call.texts("VpcSecurityGroupIds"));
        }
        settings(call, snapshot, cluster);
        return Answers.cluster(cluster);
    }

    /** What another account lets it use is restored as it is only where it has no key. */
    private static ClusterSnapshot usable(AccountRegion site, String name) {
        ClusterSnapshot snapshot = SnapshotView.usable(site, name);
        if (snapshot.encrypted() && !snapshot.site().account().equals(site.account())) {
            throw ApiError.invalidCombination(
                    "An encrypted snapshot of another account is copied before it is restored: " + name);
        }
        return snapshot;
    }

    private static EngineVersion version(Call call, ClusterSnapshot snapshot) {
        String engine = call.required("Engine");
        String version = call.text("EngineVersion").orElse(snapshot.version().version());
        if (!engine.equals(snapshot.version().engine())) {
            throw ApiError.invalidCombination(
                    "The snapshot is of engine " + snapshot.version().engine() + ".");
        }
        return EngineVersions.find(engine, version)
                .orElseThrow(() -> ApiError.invalidCombination("Cannot find version " + version + " for " + engine));
    }

    private static void subnetGroup(Call call, AccountRegion site) {
        boolean known = call.text("DBSubnetGroupName")
                .filter(name -> !name.equals("default")
                        && site.clusters().stream().map(SubnetGroupView::name).noneMatch(name::equals))
                .isEmpty();
        if (!known) {
            throw new ApiError("DBSubnetGroupNotFoundFault", 404, "DB subnet group not found.");
        }
    }

    private static ParameterGroup group(AccountRegion site, String name, EngineVersion version) {
        ParameterGroup group = GroupKind.CLUSTER.find(site, name, "DBClusterParameterGroupNotFound");
        if (!group.family().equals(version.family())) {
            throw ApiError.invalidCombination("The parameter group " + name + " is of the family " + group.family()
                    + ", not of " + version.family() + ".");
        }
        return group;
    }

    private static void settings(Call call, ClusterSnapshot snapshot, Cluster cluster) {
        ObjectNode attributes = cluster.attributes();
        CARRIED.stream()
                .filter(snapshot.attributes()::has)
                .forEach(name -> attributes.set(name, snapshot.attributes().get(name)));
        call.text("KmsKeyId").ifPresent(key -> attributes.put("KmsKeyId", key).put("StorageEncrypted", true));
        call.text("DBSubnetGroupName").ifPresent(name -> attributes.put("DBSubnetGroup", name));
        call.integer("Port").ifPresent(port -> attributes.put("Port", port));
        cluster.databases().master().ifPresent(user -> attributes.put("MasterUsername", user));
        attributes
                .put(
                        "BackupRetentionPeriod",
                        call.integer("BackupRetentionPeriod").orElse(1))
                .put("PreferredBackupWindow", call.text("PreferredBackupWindow").orElse("04:00-04:30"))
                .put("PreferredMaintenanceWindow", "sat:05:00-sat:05:30")
                .put(
                        "IAMDatabaseAuthenticationEnabled",
                        call.bool("EnableIAMDatabaseAuthentication").orElse(false))
                .put("DeletionProtection", call.bool("DeletionProtection").orElse(false))
                .put("CopyTagsToSnapshot", call.bool("CopyTagsToSnapshot").orElse(false))
                .put("HttpEndpointEnabled", false)
                .put("CrossAccountClone", false)
                .put("AutoMinorVersionUpgrade", true)
                .put("ActivityStreamStatus", "stopped");
        if (!call.list("EnableCloudwatchLogsExports").isEmpty()) {
            call.list("EnableCloudwatchLogsExports").forEach(attributes.putArray("EnabledCloudwatchLogsExports")::add);
        }
        call.text("StorageType").ifPresent(cluster::storageType);
        if (call.input().get("ServerlessV2ScalingConfiguration") instanceof ObjectNode range) {
            attributes
                    .putObject("ServerlessV2ScalingConfiguration")
                    .put("MinCapacity", range.path("MinCapacity").asDouble())
                    .put("MaxCapacity", range.path("MaxCapacity").asDouble());
        }
    }
}
