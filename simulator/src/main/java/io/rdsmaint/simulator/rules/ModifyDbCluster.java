package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Site;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Changes what instance maintenance has to do with on a cluster: protection, windows, groups, serverless capacity. */
final class ModifyDbCluster implements Rule {

    @Override
    public String action() {
        return "ModifyDBCluster";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "DBClusterIdentifier",
                "ApplyImmediately",
                "DeletionProtection",
                "PreferredBackupWindow",
                "PreferredMaintenanceWindow",
                "BackupRetentionPeriod",
                "DBClusterParameterGroupName",
                "ServerlessV2ScalingConfiguration",
                "CopyTagsToSnapshot",
                "EnableIAMDatabaseAuthentication");
    }

    @Override
    public ObjectNode answer(Call call, Site site) {
        Cluster cluster = Find.cluster(site, call.required("DBClusterIdentifier"));
        if (cluster.busy() || !cluster.status().equals("available")) {
            throw ApiError.clusterState("DB cluster " + cluster.id() + " is not in the available state.");
        }
        call.text("DBClusterParameterGroupName").ifPresent(name -> {
            ParameterGroups.cluster(site, name);
            cluster.parameterGroup(name);
            cluster.instances().forEach(each -> each.clusterParameterStatus("pending-reboot"));
        });
        call.bool("DeletionProtection").ifPresent(value -> cluster.attributes().put("DeletionProtection", value));
        call.bool("CopyTagsToSnapshot").ifPresent(value -> cluster.attributes().put("CopyTagsToSnapshot", value));
        call.bool("EnableIAMDatabaseAuthentication")
                .ifPresent(value -> cluster.attributes().put("IAMDatabaseAuthenticationEnabled", value));
        call.integer("BackupRetentionPeriod")
                .ifPresent(value -> cluster.attributes().put("BackupRetentionPeriod", value));
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
        return Answers.cluster(cluster);
    }
}
