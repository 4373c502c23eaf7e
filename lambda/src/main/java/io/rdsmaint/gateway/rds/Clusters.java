package io.rdsmaint.gateway.rds;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.GlobalClusterMember;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.ServerlessV2ScalingConfigurationInfo;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** Reads clusters from the SDK's model. */
final class Clusters {
    private Clusters() {}

    static Cluster cluster(DBCluster c) {
        return new Cluster(
                c.dbClusterIdentifier(),
                Values.text(c.dbClusterArn()),
                Values.text(c.dbClusterResourceId()),
                Values.text(c.status()),
                new Cluster.Engine(
                        Values.text(c.engine()),
                        Values.text(c.engineVersion()),
                        c.engineMode() == null ? "provisioned" : c.engineMode(),
                        c.clusterScalabilityTypeAsString(),
                        c.dbClusterInstanceClass()),
                members(c),
                new Cluster.Placement(
                        List.copyOf(c.availabilityZones()),
                        Values.text(c.dbSubnetGroup()),
                        c.vpcSecurityGroups().stream()
                                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                                .toList()),
                new Cluster.Windows(
                        Values.text(c.preferredMaintenanceWindow()), Values.text(c.preferredBackupWindow())),
                Values.text(c.dbClusterParameterGroup()),
                Values.pending(c.pendingModifiedValues()),
                new Cluster.Endpoints(Values.text(c.endpoint()), Values.text(c.readerEndpoint())),
                serverless(c.serverlessV2ScalingConfiguration()),
                features(c),
                Values.tags(c.tagList()));
    }

    static ClusterSnapshot snapshot(DBClusterSnapshot s) {
        return new ClusterSnapshot(
                s.dbClusterSnapshotIdentifier(),
                Values.text(s.dbClusterIdentifier()),
                Values.text(s.dbClusterResourceId()),
                Values.text(s.status()),
                s.percentProgress() == null ? 0 : s.percentProgress());
    }

    static GlobalCluster global(software.amazon.awssdk.services.rds.model.GlobalCluster g) {
        return new GlobalCluster(
                g.globalClusterIdentifier(),
                Values.text(g.status()),
                g.failoverState() != null && g.failoverState().status() != null,
                g.globalClusterMembers().stream().map(Clusters::region).toList());
    }

    private static GlobalCluster.Region region(GlobalClusterMember m) {
        return new GlobalCluster.Region(Values.text(m.dbClusterArn()), Values.yes(m.isWriter()));
    }

    private static List<Cluster.Member> members(DBCluster c) {
        return c.dbClusterMembers().stream()
                .map(m -> new Cluster.Member(
                        m.dbInstanceIdentifier(),
                        Values.yes(m.isClusterWriter()),
                        Values.text(m.dbClusterParameterGroupStatus()),
                        Values.number(m.promotionTier(), 1)))
                .toList();
    }

    private static Cluster.@Nullable Serverless serverless(@Nullable ServerlessV2ScalingConfigurationInfo s) {
        return s == null || s.maxCapacity() == null
                ? null
                : new Cluster.Serverless(
                        s.minCapacity() == null ? 0 : s.minCapacity(), s.maxCapacity(), s.secondsUntilAutoPause());
    }

    private static Cluster.Features features(DBCluster c) {
        MasterUserSecret secret = c.masterUserSecret();
        return new Cluster.Features(
                c.storageType() == null ? "aurora" : c.storageType(),
                c.ioOptimizedNextAllowedModificationTime(),
                c.globalClusterIdentifier() == null
                                || c.globalClusterIdentifier().isEmpty()
                        ? null
                        : c.globalClusterIdentifier(),
                c.replicationSourceIdentifier() == null
                                || c.replicationSourceIdentifier().isEmpty()
                        ? null
                        : c.replicationSourceIdentifier(),
                c.activityStreamStatusAsString() == null ? "stopped" : c.activityStreamStatusAsString(),
                c.activityStreamModeAsString(),
                c.databaseInsightsModeAsString(),
                Values.yes(c.performanceInsightsEnabled()),
                Values.yes(c.iamDatabaseAuthenticationEnabled()),
                Values.yes(c.deletionProtection()),
                c.kmsKeyId(),
                secret == null ? null : secret.secretStatus(),
                c.latestRestorableTime(),
                Values.number(c.backupRetentionPeriod(), 1),
                c.backtrackWindow() == null ? 0 : c.backtrackWindow(),
                c.associatedRoles().stream()
                        .map(r -> new Cluster.Role(Values.text(r.roleArn()), Values.text(r.featureName())))
                        .toList(),
                Set.copyOf(c.enabledCloudwatchLogsExports()),
                Values.yes(c.httpEndpointEnabled()),
                Values.yes(c.copyTagsToSnapshot()),
                Values.yes(c.internetAccessGatewayEnabled()),
                c.upgradeRolloutOrderAsString());
    }
}
