package io.rdsmaint.gateway.rds;

import io.rdsmaint.engine.Intent;
import io.rdsmaint.gateway.ErrorTranslation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.BlueGreenDeploymentAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterEndpointNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DescribeEventsRequest;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.GlobalClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidBlueGreenDeploymentStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterEndpointStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbParameterGroupStateException;
import software.amazon.awssdk.services.rds.model.SourceType;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The RDS API of one account and region. Lists are complete: all pages are read. Reads throw
 * {@link io.rdsmaint.engine.TransientFailure} and {@link io.rdsmaint.engine.LastingFailure}; changes need an
 * {@link Intent}, are sent once, and throw {@link io.rdsmaint.engine.ChangeFailure}. A refusal passes by itself when
 * the resource is busy or the call was throttled, and also when what is to be created exists already: the next look
 * finds it.
 */
public final class RdsGateway {
    private final Supplier<RdsClient> reading;
    private final Supplier<RdsClient> changing;
    private final ErrorTranslation calls;

    public RdsGateway(Supplier<RdsClient> reading, Supplier<RdsClient> changing, ErrorTranslation calls) {
        this.reading = reading;
        this.changing = changing;
        this.calls = calls;
    }

    /** The cluster, or empty when there is none of that name. */
    public Optional<Cluster> cluster(String clusterId) {
        return calls.read("rds:DescribeDBClusters", "cluster " + clusterId, () -> {
            try {
                return reading.get().describeDBClusters(r -> r.dbClusterIdentifier(clusterId)).dbClusters().stream()
                        .findFirst()
                        .map(Clusters::cluster);
            } catch (DbClusterNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** The physical cluster, whatever its name is now; empty when it is gone. */
    public Optional<Cluster> clusterOfResource(String resourceId) {
        return calls.read(
                "rds:DescribeDBClusters",
                resourceId,
                () -> reading
                        .get()
                        .describeDBClusters(r -> r.filters(filter("db-cluster-resource-id", resourceId)))
                        .dbClusters()
                        .stream()
                        .findFirst()
                        .map(Clusters::cluster));
    }

    /** The physical instance, whatever its name is now; empty when it is gone. */
    public Optional<Instance> instanceOfResource(String resourceId) {
        return instances(resourceId, filter("dbi-resource-id", resourceId)).stream()
                .findFirst();
    }

    /** The cluster's instances, in no particular order; one that is being created or deleted may be among them. */
    public List<Instance> instances(String clusterId) {
        return instances("cluster " + clusterId, filter("db-cluster-id", clusterId));
    }

    private List<Instance> instances(String what, Filter filter) {
        return calls.read(
                "rds:DescribeDBInstances",
                what,
                () -> list(reading.get().describeDBInstancesPaginator(r -> r.filters(filter)).dbInstances().stream()
                        .map(Instances::instance)));
    }

    /** All instances of the account and region, in no particular order. */
    public List<Instance> instances() {
        return calls.read(
                "rds:DescribeDBInstances",
                "all instances",
                () -> list(reading.get().describeDBInstancesPaginator().dbInstances().stream()
                        .map(Instances::instance)));
    }

    /** The instance, or empty when there is none of that name. */
    public Optional<Instance> instance(String instanceId) {
        return calls.read("rds:DescribeDBInstances", "instance " + instanceId, () -> {
            try {
                return reading.get().describeDBInstances(r -> r.dbInstanceIdentifier(instanceId)).dbInstances().stream()
                        .findFirst()
                        .map(Instances::instance);
            } catch (DbInstanceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** The ways to order a class for an engine version in a VPC; empty when it can't be. */
    public List<Orderable> orderable(String engine, String version, String instanceClass) {
        return calls.read(
                "rds:DescribeOrderableDBInstanceOptions",
                "class " + instanceClass,
                () -> list(reading
                        .get()
                        .describeOrderableDBInstanceOptionsPaginator(r -> r.engine(engine)
                                .engineVersion(version)
                                .dbInstanceClass(instanceClass)
                                .vpc(true))
                        .orderableDBInstanceOptions()
                        .stream()
                        .map(Catalog::orderable)));
    }

    /** The engine version, also a deprecated one, or empty when AWS no longer lists it; a major version is none. */
    public Optional<EngineVersion> engineVersion(String engine, String version) {
        return calls.read(
                "rds:DescribeDBEngineVersions",
                engine + " " + version,
                () -> reading
                        .get()
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
        List<PendingMaintenance> all = new ArrayList<>(pendingMaintenance(filter("db-cluster-id", clusterId)));
        if (!instanceIds.isEmpty()) {
            all.addAll(pendingMaintenance(
                    Filter.builder().name("db-instance-id").values(instanceIds).build()));
        }
        return all.stream().distinct().toList();
    }

    private List<PendingMaintenance> pendingMaintenance(Filter filter) {
        String what = String.join(", ", filter.values());
        return calls.read(
                "rds:DescribePendingMaintenanceActions",
                what,
                () -> list(reading
                        .get()
                        .describePendingMaintenanceActionsPaginator(r -> r.filters(filter))
                        .pendingMaintenanceActions()
                        .stream()
                        .flatMap(Catalog::maintenance)));
    }

    /** What happened to an instance since then, oldest first; AWS keeps fourteen days. */
    public List<RdsEvent> instanceEvents(String instanceId, Instant since) {
        return events(
                instanceId,
                r -> r.sourceType(SourceType.DB_INSTANCE)
                        .sourceIdentifier(instanceId)
                        .startTime(since));
    }

    /** What happened to a cluster since then, oldest first; AWS keeps fourteen days. */
    public List<RdsEvent> clusterEvents(String clusterId, Instant since) {
        return events(
                clusterId,
                r -> r.sourceType(SourceType.DB_CLUSTER)
                        .sourceIdentifier(clusterId)
                        .startTime(since));
    }

    /** What has been out of order with any instance of the account and region lately, oldest first. */
    public List<RdsEvent> instanceTroubles(Duration lately) {
        return events(
                "all instances",
                r -> r.sourceType(SourceType.DB_INSTANCE)
                        .eventCategories("availability", "failure")
                        .duration((int) lately.toMinutes()));
    }

    private List<RdsEvent> events(String of, Consumer<DescribeEventsRequest.Builder> which) {
        return calls.read(
                "rds:DescribeEvents",
                of,
                () -> list(reading.get().describeEventsPaginator(which).events().stream()
                        .map(Catalog::event)));
    }

    /** The cluster's custom endpoints. */
    public List<CustomEndpoint> customEndpoints(String clusterId) {
        return calls.read(
                "rds:DescribeDBClusterEndpoints",
                "cluster " + clusterId,
                () -> list(reading
                        .get()
                        .describeDBClusterEndpointsPaginator(r -> r.dbClusterIdentifier(clusterId))
                        .dbClusterEndpoints()
                        .stream()
                        .flatMap(Catalog::customEndpoint)));
    }

    /** The tags of a resource whose describe call does not show them. */
    public Map<String, String> tags(String arn) {
        return calls.read(
                "rds:ListTagsForResource",
                arn,
                () -> Values.tags(reading.get()
                        .listTagsForResource(r -> r.resourceName(arn))
                        .tagList()));
    }

    /** The account's limits in the region. */
    public List<Quota> quotas() {
        return calls.read(
                "rds:DescribeAccountAttributes",
                "the account",
                () -> list(reading.get().describeAccountAttributes(r -> {}).accountQuotas().stream()
                        .map(Catalog::quota)));
    }

    /** The global database of that name, or empty. */
    public Optional<GlobalCluster> globalCluster(String globalClusterId) {
        return calls.read("rds:DescribeGlobalClusters", "global database " + globalClusterId, () -> {
            try {
                return reading
                        .get()
                        .describeGlobalClusters(r -> r.globalClusterIdentifier(globalClusterId))
                        .globalClusters()
                        .stream()
                        .findFirst()
                        .map(Clusters::global);
            } catch (GlobalClusterNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** The region's CA certificates. */
    public List<Certificate> certificates() {
        return calls.read(
                "rds:DescribeCertificates",
                "the region's certificates",
                () -> list(reading.get().describeCertificatesPaginator(r -> {}).certificates().stream()
                        .map(Catalog::certificate)));
    }

    /** The subnet group. */
    public Optional<SubnetGroup> subnetGroup(String name) {
        return calls.read(
                "rds:DescribeDBSubnetGroups",
                "subnet group " + name,
                () -> reading.get().describeDBSubnetGroups(r -> r.dbSubnetGroupName(name)).dbSubnetGroups().stream()
                        .findFirst()
                        .map(Catalog::subnetGroup));
    }

    /** Creates an instance in a cluster; answers what AWS shows of it at once, with its resource id. */
    public Instance createInstance(Intent intent, NewInstance instance) {
        return calls.change(
                intent,
                "rds:CreateDBInstance",
                "instance " + instance.id(),
                RdsGateway::passes,
                () -> Instances.instance(changing.get()
                        .createDBInstance(Instances.create(instance))
                        .dbInstance()));
    }

    /** Gives an instance another class, at once; whatever else is pending on it is applied, too. */
    public void modifyInstanceClass(Intent intent, String instanceId, String instanceClass) {
        change(
                intent,
                "rds:ModifyDBInstance",
                "instance " + instanceId,
                () -> changing.get()
                        .modifyDBInstance(r -> r.dbInstanceIdentifier(instanceId)
                                .dbInstanceClass(instanceClass)
                                .applyImmediately(true)));
    }

    /** Sets the order in which an instance is promoted when the writer fails, 0 first. */
    public void modifyPromotionTier(Intent intent, String instanceId, int tier) {
        change(
                intent,
                "rds:ModifyDBInstance",
                "instance " + instanceId,
                () -> changing.get()
                        .modifyDBInstance(r -> r.dbInstanceIdentifier(instanceId)
                                .promotionTier(tier)
                                .applyImmediately(true)));
    }

    /**
     * Deletes an instance of a cluster; the data is the cluster's and stays, so there is no snapshot to take, and one of an
     * instance that failed can't be. An instance that is gone already counts as deleted.
     */
    public void deleteInstance(Intent intent, String instanceId) {
        change(intent, "rds:DeleteDBInstance", "instance " + instanceId, () -> {
            try {
                changing.get()
                        .deleteDBInstance(
                                r -> r.dbInstanceIdentifier(instanceId).skipFinalSnapshot(true));
            } catch (DbInstanceNotFoundException e) {
                return Optional.empty();
            }
            return Optional.of(instanceId);
        });
    }

    /** Makes a reader the writer. */
    public void failover(Intent intent, String clusterId, String targetInstanceId) {
        change(
                intent,
                "rds:FailoverDBCluster",
                "cluster " + clusterId,
                () -> changing.get()
                        .failoverDBCluster(
                                r -> r.dbClusterIdentifier(clusterId).targetDBInstanceIdentifier(targetInstanceId)));
    }

    /**
     * Restarts an instance's database without failover. On engine versions that don't keep readers up, the writer's
     * readers restart with it.
     */
    public void reboot(Intent intent, String instanceId) {
        change(
                intent,
                "rds:RebootDBInstance",
                "instance " + instanceId,
                () -> changing.get().rebootDBInstance(r -> r.dbInstanceIdentifier(instanceId)));
    }

    /** Gives the cluster's volume another storage type, {@code aurora} or {@code aurora-iopt1}, at once. */
    public void modifyStorageType(Intent intent, String clusterId, String storageType) {
        change(
                intent,
                "rds:ModifyDBCluster",
                "cluster " + clusterId,
                () -> changing.get()
                        .modifyDBCluster(r -> r.dbClusterIdentifier(clusterId)
                                .storageType(storageType)
                                .applyImmediately(true)));
    }

    /** Protects the cluster from deletion, or lifts the protection. */
    public void modifyDeletionProtection(Intent intent, String clusterId, boolean on) {
        change(
                intent,
                "rds:ModifyDBCluster",
                "cluster " + clusterId,
                () -> changing.get()
                        .modifyDBCluster(r -> r.dbClusterIdentifier(clusterId).deletionProtection(on)));
    }

    /**
     * Deletes a cluster that has no instances left. Its automated backups are kept for their retention period. A
     * cluster that is gone already counts as deleted.
     *
     * @param finalSnapshotId the snapshot that AWS takes first, or null for none
     */
    public void deleteCluster(Intent intent, String clusterId, @Nullable String finalSnapshotId) {
        change(intent, "rds:DeleteDBCluster", "cluster " + clusterId, () -> {
            try {
                changing.get()
                        .deleteDBCluster(r -> r.dbClusterIdentifier(clusterId)
                                .skipFinalSnapshot(finalSnapshotId == null)
                                .finalDBSnapshotIdentifier(finalSnapshotId)
                                .deleteAutomatedBackups(false));
            } catch (DbClusterNotFoundException e) {
                return Optional.empty();
            }
            return Optional.of(clusterId);
        });
    }

    /** Deletes a custom endpoint of a cluster; one that is gone already counts as deleted. */
    public void deleteEndpoint(Intent intent, String endpointId) {
        change(intent, "rds:DeleteDBClusterEndpoint", "endpoint " + endpointId, () -> {
            try {
                changing.get().deleteDBClusterEndpoint(r -> r.dbClusterEndpointIdentifier(endpointId));
            } catch (DbClusterEndpointNotFoundException e) {
                return Optional.empty();
            }
            return Optional.of(endpointId);
        });
    }

    /** ARNs of the zero-ETL integrations that read from the cluster; AWS documents no filter by source. */
    public List<String> integrations(String clusterArn) {
        return calls.read(
                "rds:DescribeIntegrations",
                clusterArn,
                () -> list(reading.get().describeIntegrationsPaginator(r -> {}).integrations().stream()
                        .filter(i -> clusterArn.equals(i.sourceArn()))
                        .map(i -> Values.text(i.integrationArn()))));
    }

    /** Adds tags to a resource, or changes their values. */
    public void addTags(Intent intent, String arn, Map<String, String> tags) {
        change(
                intent,
                "rds:AddTagsToResource",
                arn,
                () -> changing.get().addTagsToResource(r -> r.resourceName(arn).tags(tags(tags))));
    }

    /** Removes tags from a resource. */
    public void removeTags(Intent intent, String arn, Set<String> keys) {
        change(
                intent,
                "rds:RemoveTagsFromResource",
                arn,
                () -> changing.get()
                        .removeTagsFromResource(r -> r.resourceName(arn).tagKeys(keys)));
    }

    /** Sets the static members of a custom endpoint. */
    public void setEndpointMembers(Intent intent, String endpointId, List<String> members) {
        change(
                intent,
                "rds:ModifyDBClusterEndpoint",
                "endpoint " + endpointId,
                () -> changing.get()
                        .modifyDBClusterEndpoint(
                                r -> r.dbClusterEndpointIdentifier(endpointId).staticMembers(members)));
    }

    /** Sets the members that a custom endpoint leaves out. */
    public void setEndpointExclusions(Intent intent, String endpointId, List<String> excluded) {
        change(
                intent,
                "rds:ModifyDBClusterEndpoint",
                "endpoint " + endpointId,
                () -> changing.get()
                        .modifyDBClusterEndpoint(
                                r -> r.dbClusterEndpointIdentifier(endpointId).excludedMembers(excluded)));
    }

    private void change(Intent intent, String action, String resource, Supplier<?> call) {
        calls.change(intent, action, resource, RdsGateway::passes, call);
    }

    static boolean passes(AwsServiceException e) {
        return e instanceof InvalidDbInstanceStateException
                || e instanceof InvalidDbClusterStateException
                || e instanceof InvalidDbClusterEndpointStateException
                || e instanceof InvalidBlueGreenDeploymentStateException
                || e instanceof InvalidDbParameterGroupStateException
                || e instanceof DbInstanceAlreadyExistsException
                || e instanceof BlueGreenDeploymentAlreadyExistsException
                || e instanceof DbClusterSnapshotAlreadyExistsException
                || e instanceof DbParameterGroupAlreadyExistsException;
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(t -> Tag.builder().key(t.getKey()).value(t.getValue()).build())
                .toList();
    }

    static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    static <T> List<T> list(Stream<T> all) {
        return all.toList();
    }
}
