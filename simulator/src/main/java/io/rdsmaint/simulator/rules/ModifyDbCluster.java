package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.process.ClusterModification;
import io.rdsmaint.simulator.process.ParameterChange;
import io.rdsmaint.simulator.process.Renaming;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Changes what maintenance has to do with on a cluster. Storage type, backup retention and IAM authentication wait as
 * pending unless they are to be applied immediately, the rest takes effect at once. An engine version is not taken:
 * upgrades in place are not modelled.
 */
final class ModifyDbCluster implements Rule {

    @Override
    public String action() {
        return "ModifyDBCluster";
    }

    @Override
    public Set<String> parameters() {
        var names = new HashSet<>(StorageCheck.SIZES);
        names.addAll(Set.of(
                "DBClusterIdentifier",
                "ApplyImmediately",
                "StorageType",
                "DeletionProtection",
                "PreferredBackupWindow",
                "PreferredMaintenanceWindow",
                "BackupRetentionPeriod",
                "DBClusterParameterGroupName",
                "ServerlessV2ScalingConfiguration",
                "CopyTagsToSnapshot",
                "NewDBClusterIdentifier",
                "VpcSecurityGroupIds",
                "ManageMasterUserPassword",
                "MasterUserSecretKmsKeyId",
                "MasterUserPassword",
                "EnableIAMDatabaseAuthentication"));
        return names;
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Cluster cluster = Find.cluster(site, call.required("DBClusterIdentifier"));
        if (!cluster.ready()) {
            throw ApiError.clusterState("DB cluster " + cluster.id() + " is not in the available state.");
        }
        ObjectNode wanted = queueable(call, cluster);
        Optional<String> name = newName(call, site);
        MasterPassword password = MasterPassword.of(call, cluster);
        atOnce(call, site, cluster);
        password.begin(site, cluster);
        name.ifPresent(id -> new Renaming(site.world()).begin(cluster, id));
        ObjectNode queued = cluster.pending().deepCopy();
        wanted.properties().forEach(change -> {
            if (change.getValue().equals(present(cluster).get(change.getKey()))) {
                cluster.pending().remove(change.getKey());
            } else {
                cluster.pending().set(change.getKey(), change.getValue());
            }
        });
        if (call.bool("ApplyImmediately").orElse(false)) {
            queued.properties().stream()
                    .filter(change -> !wanted.has(change.getKey()))
                    .forEach(change -> site.world()
                            .note(
                                    Harm.QUEUED_CHANGE_APPLIED,
                                    cluster,
                                    change.getKey() + "=" + change.getValue().asText()));
            new ClusterModification(site.world()).begin(cluster, "ModifyDBCluster of " + cluster.id());
        }
        return Answers.cluster(cluster);
    }

    private static Optional<String> newName(Call call, AccountRegion site) {
        Optional<String> name = call.text("NewDBClusterIdentifier");
        if (name.isPresent() && !call.bool("ApplyImmediately").orElse(false)) {
            throw ApiError.invalidCombination("Renaming in the maintenance window isn't simulated: ApplyImmediately");
        }
        return name.map(given -> {
            String id = Find.valid("NewDBClusterIdentifier", given);
            if (site.cluster(id).isPresent()) {
                throw new ApiError("DBClusterAlreadyExistsFault", 400, "DB Cluster already exists: " + id);
            }
            return id;
        });
    }

    private static ObjectNode queueable(Call call, Cluster cluster) {
        ObjectNode wanted = Answers.object();
        StorageCheck.wanted(call, cluster).ifPresent(type -> wanted.put(ClusterModification.STORAGE, type));
        call.integer("BackupRetentionPeriod").ifPresent(days -> wanted.put("BackupRetentionPeriod", days));
        call.bool("EnableIAMDatabaseAuthentication")
                .ifPresent(value -> wanted.put("IAMDatabaseAuthenticationEnabled", value));
        return wanted;
    }

    private static ObjectNode present(Cluster cluster) {
        ObjectNode present = cluster.attributes().deepCopy();
        return present.put(ClusterModification.STORAGE, cluster.storageType());
    }

    private static void atOnce(Call call, AccountRegion site, Cluster cluster) {
        call.text("DBClusterParameterGroupName").ifPresent(name -> {
            ParameterGroup group = GroupKind.CLUSTER.find(site, name, "DBClusterParameterGroupNotFound");
            GroupKind.checkFamily(group, cluster);
            if (!group.name().equals(cluster.parameterGroup())) {
                new ParameterChange(site).use(cluster, group);
            }
        });
        if (!call.list("VpcSecurityGroupIds").isEmpty()) {
            cluster.securityGroups(call.texts("VpcSecurityGroupIds"));
        }
        call.bool("DeletionProtection").ifPresent(value -> cluster.attributes().put("DeletionProtection", value));
        call.bool("CopyTagsToSnapshot").ifPresent(value -> cluster.attributes().put("CopyTagsToSnapshot", value));
        call.text("PreferredBackupWindow")
                .ifPresent(value -> cluster.attributes().put("PreferredBackupWindow", value));
        call.text("PreferredMaintenanceWindow")
                .map(Settings::window)
                .ifPresent(value -> cluster.attributes().put("PreferredMaintenanceWindow", value));
        if (call.input().get("ServerlessV2ScalingConfiguration") instanceof ObjectNode range) {
            cluster.attributes()
                    .putObject("ServerlessV2ScalingConfiguration")
                    .put("MinCapacity", range.path("MinCapacity").asDouble())
                    .put("MaxCapacity", range.path("MaxCapacity").asDouble());
        }
    }
}
