package io.rdsmaint.gateway.rds;

import io.rdsmaint.engine.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DbClusterEndpointNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.GlobalClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterEndpointRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.OrderableDBInstanceOption;
import software.amazon.awssdk.services.rds.model.SourceType;

/**
 * Clusters and instances of one account and region, and what AWS tells of the place. Lists are complete: all pages are read.
 * Errors as in {@link RdsCalls}.
 */
public final class RdsGateway {
    private final RdsCalls calls;

    public RdsGateway(RdsCalls calls) {
        this.calls = calls;
    }

    /** The cluster, or empty when there is none of that name. */
    public Optional<Cluster> cluster(String clusterId) {
        return calls.find(
                "rds:DescribeDBClusters",
                "cluster " + clusterId,
                DbClusterNotFoundException.class,
                rds -> rds.describeDBClusters(r -> r.dbClusterIdentifier(clusterId)).dbClusters().stream()
                        .map(Clusters::cluster));
    }

    /** All clusters of the account and region, in no particular order. */
    public List<Cluster> clusters() {
        return calls.list(
                "rds:DescribeDBClusters",
                "all clusters",
                rds -> rds.describeDBClustersPaginator(r -> {}).dbClusters().stream()
                        .map(Clusters::cluster));
    }

    /** The physical cluster, whatever its name is now; empty when it is gone. */
    public Optional<Cluster> clusterOfResource(String resourceId) {
        return calls.find(
                "rds:DescribeDBClusters",
                resourceId,
                DbClusterNotFoundException.class,
                rds -> rds
                        .describeDBClusters(r -> r.filters(RdsCalls.filter("db-cluster-resource-id", resourceId)))
                        .dbClusters()
                        .stream()
                        .map(Clusters::cluster));
    }

    /** The physical instance, whatever its name is now; empty when it is gone. */
    public Optional<Instance> instanceOfResource(String resourceId) {
        return instances(resourceId, r -> r.filters(RdsCalls.filter("dbi-resource-id", resourceId))).stream()
                .findFirst();
    }

    /** The cluster's instances, in no particular order; one that is being created or deleted may be among them. */
    public List<Instance> instances(String clusterId) {
        return instances("cluster " + clusterId, r -> r.filters(RdsCalls.filter("db-cluster-id", clusterId)));
    }

    /** All instances of the account and region, in no particular order. */
    public List<Instance> instances() {
        return instances("all instances", r -> {});
    }

    private List<Instance> instances(String what, Consumer<DescribeDbInstancesRequest.Builder> which) {
        return calls.list(
                "rds:DescribeDBInstances",
                what,
                rds -> rds.describeDBInstancesPaginator(which).dbInstances().stream()
                        .map(Instances::instance));
    }

    /** The instance, or empty when there is none of that name. */
    public Optional<Instance> instance(String instanceId) {
        return calls.find(
                "rds:DescribeDBInstances",
                "instance " + instanceId,
                DbInstanceNotFoundException.class,
                rds -> rds.describeDBInstances(r -> r.dbInstanceIdentifier(instanceId)).dbInstances().stream()
                        .map(Instances::instance));
    }

    /** The ways to order a class for an engine version in a VPC; empty when it can't be. */
    public List<Orderable> orderable(String engine, String version, String instanceClass) {
        return calls.list(
                "rds:DescribeOrderableDBInstanceOptions",
                "class " + instanceClass,
                rds -> rds
                        .describeOrderableDBInstanceOptionsPaginator(r -> r.engine(engine)
                                .engineVersion(version)
                                .dbInstanceClass(instanceClass)
                                .vpc(true))
                        .orderableDBInstanceOptions()
                        .stream()
                        .map(Catalog::orderable));
    }

    /** The classes that can be ordered for an engine version in a VPC, without duplicates. */
    public List<String> orderableClasses(String engine, String version) {
        return calls.list(
                "rds:DescribeOrderableDBInstanceOptions",
                engine + " " + version,
                rds -> rds
                        .describeOrderableDBInstanceOptionsPaginator(
                                r -> r.engine(engine).engineVersion(version).vpc(true))
                        .orderableDBInstanceOptions()
                        .stream()
                        .map(OrderableDBInstanceOption::dbInstanceClass)
                        .distinct());
    }

    /** The engine version, also a deprecated one, or empty when AWS no longer lists it; a major version is none. */
    public Optional<EngineVersion> engineVersion(String engine, String version) {
        return calls.read(
                "rds:DescribeDBEngineVersions",
                engine + " " + version,
                rds -> rds
                        .describeDBEngineVersionsPaginator(
                                r -> r.engine(engine).engineVersion(version).includeAll(true))
                        .dbEngineVersions()
                        .stream()
                        .filter(v -> version.equals(v.engineVersion()))
                        .findFirst()
                        .map(Catalog::engineVersion));
    }

    /** Maintenance that waits on the cluster and its instances. */
    public List<PendingMaintenance> pendingMaintenance(String clusterId, List<String> instanceIds) {
        List<PendingMaintenance> all = new ArrayList<>(pendingMaintenance(RdsCalls.filter("db-cluster-id", clusterId)));
        if (!instanceIds.isEmpty()) {
            all.addAll(pendingMaintenance(
                    Filter.builder().name("db-instance-id").values(instanceIds).build()));
        }
        return all.stream().distinct().toList();
    }

    private List<PendingMaintenance> pendingMaintenance(Filter filter) {
        return calls.list(
                "rds:DescribePendingMaintenanceActions",
                String.join(", ", filter.values()),
                rds ->
                        rds
                                .describePendingMaintenanceActionsPaginator(r -> r.filters(filter))
                                .pendingMaintenanceActions()
                                .stream()
                                .flatMap(Catalog::maintenance));
    }

    /** What happened to an instance since then, oldest first; AWS keeps fourteen days. */
    public List<RdsEvent> instanceEvents(String instanceId, Instant since) {
        return calls.events(
                instanceId,
                r -> r.sourceType(SourceType.DB_INSTANCE)
                        .sourceIdentifier(instanceId)
                        .startTime(since));
    }

    /** What happened to a cluster since then, oldest first; AWS keeps fourteen days. */
    public List<RdsEvent> clusterEvents(String clusterId, Instant since) {
        return calls.events(
                clusterId,
                r -> r.sourceType(SourceType.DB_CLUSTER)
                        .sourceIdentifier(clusterId)
                        .startTime(since));
    }

    /** What has been out of order with any instance of the account and region lately, oldest first. */
    public List<RdsEvent> instanceTroubles(Duration lately) {
        return calls.events(
                "all instances",
                r -> r.sourceType(SourceType.DB_INSTANCE)
                        .eventCategories("availability", "failure")
                        .duration((int) lately.toMinutes()));
    }

    /** The cluster's custom endpoints. */
    public List<CustomEndpoint> customEndpoints(String clusterId) {
        return calls.list(
                "rds:DescribeDBClusterEndpoints",
                "cluster " + clusterId,
                rds -> rds
                        .describeDBClusterEndpointsPaginator(r -> r.dbClusterIdentifier(clusterId))
                        .dbClusterEndpoints()
                        .stream()
                        .flatMap(Catalog::customEndpoint));
    }

    /** The tags of a resource whose describe call does not show them. */
    public Map<String, String> tags(String arn) {
        return calls.read(
                "rds:ListTagsForResource",
                arn,
                rds -> Values.tags(
                        rds.listTagsForResource(r -> r.resourceName(arn)).tagList()));
    }

    /** The account's limits in the region. */
    public List<Quota> quotas() {
        return calls.list(
                "rds:DescribeAccountAttributes",
                "the account",
                rds -> rds.describeAccountAttributes(r -> {}).accountQuotas().stream()
                        .map(Catalog::quota));
    }

    /** The global database of that name, or empty. */
    public Optional<GlobalCluster> globalCluster(String globalClusterId) {
        return calls.find(
                "rds:DescribeGlobalClusters",
                "global database " + globalClusterId,
                GlobalClusterNotFoundException.class,
                rds ->
                        rds
                                .describeGlobalClusters(r -> r.globalClusterIdentifier(globalClusterId))
                                .globalClusters()
                                .stream()
                                .map(Clusters::global));
    }

    /** The region's CA certificates. */
    public List<Certificate> certificates() {
        return calls.list(
                "rds:DescribeCertificates",
                "the region's certificates",
                rds -> rds.describeCertificatesPaginator(r -> {}).certificates().stream()
                        .map(Catalog::certificate));
    }

    /** The subnet group of that name, or empty. */
    public Optional<SubnetGroup> subnetGroup(String name) {
        return calls.find(
                "rds:DescribeDBSubnetGroups",
                "subnet group " + name,
                DbSubnetGroupNotFoundException.class,
                rds -> rds.describeDBSubnetGroups(r -> r.dbSubnetGroupName(name)).dbSubnetGroups().stream()
                        .map(Catalog::subnetGroup));
    }

    /** ARNs of the zero-ETL integrations that read from the cluster; AWS documents no filter by source. */
    public List<String> integrations(String clusterArn) {
        return calls.list(
                "rds:DescribeIntegrations",
                clusterArn,
                rds -> rds.describeIntegrationsPaginator(r -> {}).integrations().stream()
                        .filter(i -> clusterArn.equals(i.sourceArn()))
                        .map(i -> Values.text(i.integrationArn())));
    }

    /** Creates an instance in a cluster; answers what AWS shows of it at once, with its resource id. */
    public Instance createInstance(Intent intent, NewInstance instance) {
        return calls.change(
                intent,
                "rds:CreateDBInstance",
                "instance " + instance.id(),
                rds -> Instances.instance(
                        rds.createDBInstance(Instances.create(instance)).dbInstance()));
    }

    /** Gives an instance another class, at once; whatever else is pending on it is applied, too. */
    public void modifyInstanceClass(Intent intent, String instanceId, String instanceClass) {
        modifyInstance(intent, instanceId, r -> r.dbInstanceClass(instanceClass));
    }

    /** Sets the order in which an instance is promoted when the writer fails, 0 first. */
    public void modifyPromotionTier(Intent intent, String instanceId, int tier) {
        modifyInstance(intent, instanceId, r -> r.promotionTier(tier));
    }

    private void modifyInstance(Intent intent, String instanceId, Consumer<ModifyDbInstanceRequest.Builder> what) {
        calls.change(
                intent,
                "rds:ModifyDBInstance",
                "instance " + instanceId,
                rds -> rds.modifyDBInstance(r -> r.dbInstanceIdentifier(instanceId)
                        .applyImmediately(true)
                        .applyMutation(what)));
    }

    /**
     * Deletes an instance of a cluster; the data is the cluster's and stays, so there is no snapshot to take, and one of an
     * instance that failed can't be. An instance that is gone already counts as deleted.
     */
    public void deleteInstance(Intent intent, String instanceId) {
        calls.delete(
                intent,
                "rds:DeleteDBInstance",
                "instance " + instanceId,
                DbInstanceNotFoundException.class,
                rds -> rds.deleteDBInstance(
                        r -> r.dbInstanceIdentifier(instanceId).skipFinalSnapshot(true)));
    }

    /** Makes a reader the writer. */
    public void failover(Intent intent, String clusterId, String targetInstanceId) {
        calls.change(
                intent,
                "rds:FailoverDBCluster",
                "cluster " + clusterId,
                rds -> rds.failoverDBCluster(
                        r -> r.dbClusterIdentifier(clusterId).targetDBInstanceIdentifier(targetInstanceId)));
    }

    /**
     * Restarts an instance's database without failover. On engine versions that don't keep readers up, the writer's
     * readers restart with it.
     */
    public void reboot(Intent intent, String instanceId) {
        calls.change(
                intent,
                "rds:RebootDBInstance",
                "instance " + instanceId,
                rds -> rds.rebootDBInstance(r -> r.dbInstanceIdentifier(instanceId)));
    }

    /** Gives the cluster's volume another storage type, {@code aurora} or {@code aurora-iopt1}, at once. */
    public void modifyStorageType(Intent intent, String clusterId, String storageType) {
        modifyCluster(intent, clusterId, r -> r.storageType(storageType).applyImmediately(true));
    }

    /** Protects the cluster from deletion, or lifts the protection. */
    public void modifyDeletionProtection(Intent intent, String clusterId, boolean on) {
        modifyCluster(intent, clusterId, r -> r.deletionProtection(on));
    }

    private void modifyCluster(Intent intent, String clusterId, Consumer<ModifyDbClusterRequest.Builder> what) {
        calls.change(
                intent,
                "rds:ModifyDBCluster",
                "cluster " + clusterId,
                rds -> rds.modifyDBCluster(r -> r.dbClusterIdentifier(clusterId).applyMutation(what)));
    }

    /**
     * Deletes a cluster that has no instances left. Its automated backups are kept for their retention period. A
     * cluster that is gone already counts as deleted.
     *
     * @param finalSnapshotId the snapshot that AWS takes first, or null for none
     */
    public void deleteCluster(Intent intent, String clusterId, @Nullable String finalSnapshotId) {
        calls.delete(
                intent,
                "rds:DeleteDBCluster",
                "cluster " + clusterId,
                DbClusterNotFoundException.class,
                rds -> rds.deleteDBCluster(r -> r.dbClusterIdentifier(clusterId)
                        .skipFinalSnapshot(finalSnapshotId == null)
                        .finalDBSnapshotIdentifier(finalSnapshotId)
                        .deleteAutomatedBackups(false)));
    }

    /** Deletes a custom endpoint of a cluster; one that is gone already counts as deleted. */
    public void deleteEndpoint(Intent intent, String endpointId) {
        calls.delete(
                intent,
                "rds:DeleteDBClusterEndpoint",
                "endpoint " + endpointId,
                DbClusterEndpointNotFoundException.class,
                rds -> rds.deleteDBClusterEndpoint(r -> r.dbClusterEndpointIdentifier(endpointId)));
    }

    /** Sets the static members of a custom endpoint. */
    public void setEndpointMembers(Intent intent, String endpointId, List<String> members) {
        modifyEndpoint(intent, endpointId, r -> r.staticMembers(members));
    }

    /** Sets the members that a custom endpoint leaves out. */
    public void setEndpointExclusions(Intent intent, String endpointId, List<String> excluded) {
        modifyEndpoint(intent, endpointId, r -> r.excludedMembers(excluded));
    }

    private void modifyEndpoint(
            Intent intent, String endpointId, Consumer<ModifyDbClusterEndpointRequest.Builder> what) {
        calls.change(
                intent,
                "rds:ModifyDBClusterEndpoint",
                "endpoint " + endpointId,
                rds -> rds.modifyDBClusterEndpoint(
                        r -> r.dbClusterEndpointIdentifier(endpointId).applyMutation(what)));
    }

    /** Adds tags to a resource, or changes their values. */
    public void addTags(Intent intent, String arn, Map<String, String> tags) {
        calls.change(
                intent,
                "rds:AddTagsToResource",
                arn,
                rds -> rds.addTagsToResource(r -> r.resourceName(arn).tags(RdsCalls.tags(tags))));
    }

    /** Removes tags from a resource. */
    public void removeTags(Intent intent, String arn, Set<String> keys) {
        calls.change(
                intent,
                "rds:RemoveTagsFromResource",
                arn,
                rds -> rds.removeTagsFromResource(r -> r.resourceName(arn).tagKeys(keys)));
    }
}
