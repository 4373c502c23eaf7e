package io.rdsmaint.gateway.rds;

import io.rdsmaint.engine.Intent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;

/** Clusters made of snapshots, and what makes one take another's place. Errors as in {@link RdsCalls}. */
public final class RestoreGateway {
    private static final String SNAPSHOTS = "rds:DescribeDBClusterSnapshots";
    private static final String AUTOMATED = "rds:";

    private final RdsCalls calls;

    public RestoreGateway(RdsCalls calls) {
        this.calls = calls;
    }

    /** All snapshots of clusters that were called so, automated ones too, in no particular order. */
    public List<RestorableSnapshot> snapshotsOf(String clusterId) {
        return calls.list(
                SNAPSHOTS,
                "cluster " + clusterId,
                rds -> rds
                        .describeDBClusterSnapshotsPaginator(r -> r.dbClusterIdentifier(clusterId))
                        .dbClusterSnapshots()
                        .stream()
                        .map(RestoreGateway::snapshot));
    }

    /** The snapshot of that name; an automated one is not shown unless its type is named, too. */
    public Optional<RestorableSnapshot> snapshot(String id) {
        return calls.find(
                SNAPSHOTS,
                "snapshot " + id,
                DbClusterSnapshotNotFoundException.class,
                rds -> rds
                        .describeDBClusterSnapshots(r -> r.dbClusterSnapshotIdentifier(id)
                                .snapshotType(id.startsWith(AUTOMATED) ? "automated" : "manual"))
                        .dbClusterSnapshots()
                        .stream()
                        .map(RestoreGateway::snapshot));
    }

    /** The snapshots of clusters that were called so which other accounts let this one use. */
    public List<RestorableSnapshot> sharedOf(String clusterId) {
        return shared().stream()
                .filter(snapshot -> snapshot.clusterId().equals(clusterId))
                .toList();
    }

    /** What another account lets this one use, by its name there or its ARN. */
    public Optional<RestorableSnapshot> shared(String name) {
        return shared().stream()
                .filter(s -> s.arn().equals(name) || s.arn().endsWith(":cluster-snapshot:" + name))
                .findFirst();
    }

    private List<RestorableSnapshot> shared() {
        return calls.list(
                SNAPSHOTS,
                "shared snapshots",
                rds ->
                        rds
                                .describeDBClusterSnapshotsPaginator(r -> r.snapshotType("shared"))
                                .dbClusterSnapshots()
                                .stream()
                                .map(RestoreGateway::snapshot)
                                .map(RestoreGateway::byArn));
    }

    /** Other accounts' are named by their ARNs. */
    private static RestorableSnapshot byArn(RestorableSnapshot s) {
        return new RestorableSnapshot(
                s.arn(),
                s.arn(),
                s.clusterId(),
                s.clusterResourceId(),
                s.type(),
                s.status(),
                s.percent(),
                s.createdAt(),
                s.engine(),
                s.engineVersion(),
                s.gigabytes(),
                s.kmsKey(),
                s.masterUser(),
                s.tags());
    }

    /** All manual snapshots of the account. */
    public List<RestorableSnapshot> manual() {
        return calls.list(
                SNAPSHOTS,
                "manual snapshots",
                rds ->
                        rds
                                .describeDBClusterSnapshotsPaginator(r -> r.snapshotType("manual"))
                                .dbClusterSnapshots()
                                .stream()
                                .map(RestoreGateway::snapshot));
    }

    private static RestorableSnapshot snapshot(DBClusterSnapshot s) {
        return new RestorableSnapshot(
                s.dbClusterSnapshotIdentifier(),
                Values.text(s.dbClusterSnapshotArn()),
                Values.text(s.dbClusterIdentifier()),
                Values.text(s.dbClusterResourceId()),
                Values.text(s.snapshotType()),
                Values.text(s.status()),
                Values.number(s.percentProgress(), 0),
                s.snapshotCreateTime(),
                Values.text(s.engine()),
                Values.text(s.engineVersion()),
                Values.number(s.allocatedStorage(), 0),
                s.kmsKeyId(),
                Values.text(s.masterUsername()),
                Values.tags(s.tagList()));
    }

    /** How a cluster is reached; empty when there is none of that name. */
    public Optional<ClusterAccess> access(String clusterId) {
        return calls.find(
                "rds:DescribeDBClusters",
                "cluster " + clusterId,
                DbClusterNotFoundException.class,
                rds -> rds.describeDBClusters(r -> r.dbClusterIdentifier(clusterId)).dbClusters().stream()
                        .map(RestoreGateway::access));
    }

    private static ClusterAccess access(DBCluster c) {
        MasterUserSecret secret = c.masterUserSecret();
        return new ClusterAccess(
                Values.number(c.port(), 0),
                c.databaseName() == null || c.databaseName().isEmpty() ? null : c.databaseName(),
                Values.text(c.masterUsername()),
                secret == null ? null : secret.secretArn(),
                secret == null ? null : secret.secretStatus());
    }

    /**
     * Makes a cluster of a snapshot, without instances and without deletion protection. Neither {@code EnableVPCNetworking} nor
     * {@code EnableInternetAccessGateway} is sent: the first as false takes the network away, both together force IAM authentication.
     */
    public void restore(Intent intent, RestoredCluster wanted) {
        RestoreDbClusterFromSnapshotRequest.Builder request = RestoreDbClusterFromSnapshotRequest.builder()
                .dbClusterIdentifier(wanted.id())
                .snapshotIdentifier(wanted.snapshotId())
                .engine(wanted.engine())
                .engineVersion(wanted.engineVersion())
                .dbSubnetGroupName(wanted.subnetGroup())
                .vpcSecurityGroupIds(wanted.securityGroups())
                .dbClusterParameterGroupName(wanted.parameterGroup())
                .backupRetentionPeriod(wanted.backupRetentionDays())
                .preferredBackupWindow(wanted.backupWindow().isEmpty() ? null : wanted.backupWindow())
                .copyTagsToSnapshot(true)
                .deletionProtection(false)
                .storageType(wanted.storageType())
                .tags(RdsCalls.tags(wanted.tags()));
        if (wanted.port() != null) {
            request.port(wanted.port());
        }
        if (wanted.kmsKey() != null) {
            request.kmsKeyId(wanted.kmsKey());
        }
        if (!wanted.logExports().isEmpty()) {
            request.enableCloudwatchLogsExports(
                    wanted.logExports().stream().sorted().toList());
        }
        Cluster.Serverless range = wanted.serverless();
        if (range != null) {
            request.serverlessV2ScalingConfiguration(
                    s -> s.minCapacity(range.minCapacity()).maxCapacity(range.maxCapacity()));
        }
        calls.change(
                intent,
                "rds:RestoreDBClusterFromSnapshot",
                "cluster " + wanted.id(),
                rds -> rds.restoreDBClusterFromSnapshot(request.build()));
    }

    /** Gives a cluster another name, at once; its endpoints follow, and its Data API has to be switched off and on. */
    public void rename(Intent intent, String clusterId, String newId) {
        modify(intent, clusterId, r -> r.newDBClusterIdentifier(newId).applyImmediately(true));
    }

    /** Says who may reach a cluster over the network; connections that are there already stay. */
    public void securityGroups(Intent intent, String clusterId, List<String> groups) {
        modify(intent, clusterId, r -> r.vpcSecurityGroupIds(groups).applyImmediately(true));
    }

    /** Lets RDS make the master user's password, and keep it in Secrets Manager. */
    public void managePassword(Intent intent, String clusterId) {
        modify(intent, clusterId, r -> r.manageMasterUserPassword(true).applyImmediately(true));
    }

    /** Gives a cluster another parameter group, which its instances use once they have restarted. */
    public void parameterGroup(Intent intent, String clusterId, String group) {
        modify(intent, clusterId, r -> r.dbClusterParameterGroupName(group).applyImmediately(true));
    }

    /** Opens a cluster to its clients, and makes it like the one in whose place it is. */
    public void expose(Intent intent, String clusterId, Exposure like) {
        modify(
                intent,
                clusterId,
                r -> r.vpcSecurityGroupIds(like.securityGroups())
                        .deletionProtection(like.deletionProtection())
                        .enableIAMDatabaseAuthentication(like.iamAuthentication())
                        .preferredMaintenanceWindow(
                                like.maintenanceWindow().isEmpty() ? null : like.maintenanceWindow())
                        .applyImmediately(true));
    }

    /** What a cluster is given once it may be reached. */
    public record Exposure(
            List<String> securityGroups,
            boolean deletionProtection,
            boolean iamAuthentication,
            String maintenanceWindow) {
        public Exposure {
            securityGroups = List.copyOf(securityGroups);
        }
    }

    private void modify(Intent intent, String clusterId, Consumer<ModifyDbClusterRequest.Builder> what) {
        calls.change(
                intent,
                "rds:ModifyDBCluster",
                "cluster " + clusterId,
                rds -> rds.modifyDBCluster(r -> r.dbClusterIdentifier(clusterId).applyMutation(what)));
    }

    /** Switches the Data API on; it answers to the ARN that the cluster has at that moment. */
    public void enableDataApi(Intent intent, String arn) {
        calls.change(intent, "rds:EnableHttpEndpoint", arn, rds -> rds.enableHttpEndpoint(r -> r.resourceArn(arn)));
    }

    /** Switches the Data API off. */
    public void disableDataApi(Intent intent, String arn) {
        calls.change(intent, "rds:DisableHttpEndpoint", arn, rds -> rds.disableHttpEndpoint(r -> r.resourceArn(arn)));
    }

    /** Lets a cluster's database reach another service by a role. */
    public void addRole(Intent intent, String clusterId, Cluster.Role role) {
        calls.change(
                intent,
                "rds:AddRoleToDBCluster",
                "cluster " + clusterId,
                rds -> rds.addRoleToDBCluster(r -> {
                    r.dbClusterIdentifier(clusterId).roleArn(role.arn());
                    if (!role.feature().isEmpty()) {
                        r.featureName(role.feature());
                    }
                }));
    }
}
