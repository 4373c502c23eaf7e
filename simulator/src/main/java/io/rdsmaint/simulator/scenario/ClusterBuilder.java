package io.rdsmaint.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.model.Contents;
import io.rdsmaint.simulator.model.CustomEndpoint;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.InstanceClasses;
import io.rdsmaint.simulator.model.MaintenanceAction;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.model.ParameterSync;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.model.ScalingTarget;
import io.rdsmaint.simulator.model.Workload;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;

/** Builds one cluster of a scenario. */
public final class ClusterBuilder {

    /** The tag that the ready-made clusters, instances and custom endpoints carry. */
    public static final String TAG = "rds-maint-machine";

    /** Its value. */
    public static final String TAG_VALUE = "allowed";

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm");

    private final Cluster cluster;

    ClusterBuilder(Cluster cluster) {
        this.cluster = cluster;
    }

    void defaults() {
        cluster.tags().put(TAG, TAG_VALUE);
        cluster.attributes()
                .put("BackupRetentionPeriod", 7)
                .put("PreferredBackupWindow", "07:00-07:30")
                .put("PreferredMaintenanceWindow", "sun:08:00-sun:08:30")
                .put("StorageEncrypted", true)
                .put("IAMDatabaseAuthenticationEnabled", false)
                .put("DeletionProtection", true)
                .put("CopyTagsToSnapshot", true)
                .put("HttpEndpointEnabled", false)
                .put("CrossAccountClone", false)
                .put("AutoMinorVersionUpgrade", false)
                .put("ActivityStreamStatus", "stopped");
    }

    /** The cluster itself, for what this builder has no method for. */
    public Cluster cluster() {
        return cluster;
    }

    /** Sets a field of DescribeDBClusters that no rule depends on. */
    public ClusterBuilder attribute(String name, JsonNode value) {
        cluster.attributes().set(name, value);
        return this;
    }

    /** Sets what only a connection to the database would show. */
    public ClusterBuilder contents(Consumer<Contents> contents) {
        contents.accept(cluster.contents());
        return this;
    }

    /** Sets a field of DescribeDBClusters that no rule depends on. */
    public ClusterBuilder attribute(String name, String value) {
        cluster.attributes().put(name, value);
        return this;
    }

    /** Turns the Data API on. */
    public ClusterBuilder dataApi() {
        cluster.httpEndpoint(true);
        return this;
    }

    /** Lets a serverless cluster sleep until a call of the Data API wakes it. */
    public ClusterBuilder paused() {
        cluster.dataApi().paused(true);
        return this;
    }

    /** Adds a user with the rights that RDS gives to a master user; the first user owns the databases. */
    public ClusterBuilder masterUser(String name, String password) {
        cluster.databases().user(name, password, true);
        return this;
    }

    /** Adds a user with no more rights than others grant. */
    public ClusterBuilder databaseUser(String name, String password) {
        cluster.databases().user(name, password, false);
        return this;
    }

    /** Gives its databases a server and roles of their own, as clusters that snapshots are restored of must have. */
    public ClusterBuilder databasesApart() {
        cluster.databases().apart();
        return this;
    }

    /** Adds a snapshot that RDS took by itself so long ago, with the rows that the databases begin with. */
    public ClusterBuilder automatedSnapshot(Duration ago) {
        var at = cluster.site().world().now().minus(ago);
        String id = "rds:" + cluster.id() + "-" + STAMP.format(at.atZone(ZoneOffset.UTC));
        ClusterSnapshot snapshot = new ClusterSnapshot(id, cluster, at, true);
        snapshot.status("available");
        cluster.site().clusterSnapshots().put(id, snapshot);
        return this;
    }

    /** Adds a manual snapshot that was taken so long ago and that another account may use. */
    public ClusterBuilder sharedSnapshot(String id, Duration ago, String account) {
        ClusterSnapshot snapshot =
                new ClusterSnapshot(id, cluster, cluster.site().world().now().minus(ago));
        snapshot.status("available");
        snapshot.sharedWith().add(account);
        cluster.site().clusterSnapshots().put(id, snapshot);
        return this;
    }

    /** Adds a manual snapshot in a status. */
    public ClusterBuilder snapshot(String id, String status) {
        ClusterSnapshot snapshot =
                new ClusterSnapshot(id, cluster, cluster.site().world().now());
        snapshot.status(status);
        cluster.site().clusterSnapshots().put(id, snapshot);
        return this;
    }

    /** Sets who may reach it over the network. */
    public ClusterBuilder securityGroups(String... groups) {
        cluster.securityGroups(List.of(groups));
        return this;
    }

    /** Adds a database, which is made when somebody connects to it; the script fills it as its owner. */
    public ClusterBuilder database(String name, String script) {
        cluster.databases().database(name, script);
        return this;
    }

    public ClusterBuilder status(String status) {
        cluster.status(status);
        return this;
    }

    public ClusterBuilder zones(String... zones) {
        cluster.zones(List.of(zones));
        return this;
    }

    public ClusterBuilder parameterGroup(String name) {
        cluster.parameterGroup(name);
        return this;
    }

    public ClusterBuilder tag(String key, String value) {
        cluster.tags().put(key, value);
        return this;
    }

    /** Takes the ready-made tag off the cluster. */
    public ClusterBuilder untagged() {
        cluster.tags().clear();
        return this;
    }

    public ClusterBuilder workload(Workload workload) {
        cluster.workload(workload);
        return this;
    }

    /** Sets the reading that clients do: CPUs' worth of work over all readers, and peak connections to them. */
    public ClusterBuilder reads(double vcpus, int connections) {
        Workload work = cluster.workload();
        return workload(
                new Workload(work.writeVcpus(), vcpus, work.writerConnections(), connections, work.pinnedAuthority()));
    }

    /** Sets the writing that clients do: CPUs' worth of work, and peak connections. */
    public ClusterBuilder writes(double vcpus, int connections) {
        Workload work = cluster.workload();
        return workload(
                new Workload(vcpus, work.readVcpus(), connections, work.readerConnections(), work.pinnedAuthority()));
    }

    /** Sets the storage type, as in force already. */
    public ClusterBuilder storageType(String type) {
        cluster.storageType(type);
        return this;
    }

    /** Sets before when no switch to {@code aurora-iopt1} is allowed, counted from now. */
    public ClusterBuilder ioOptimizedAgainIn(Duration time) {
        cluster.ioOptimizedAgain(cluster.site().world().now().plus(time));
        return this;
    }

    /** Queues a change of the cluster, by its name in {@code PendingModifiedValues}. */
    public ClusterBuilder pending(String name, String value) {
        cluster.pending().put(name, value);
        return this;
    }

    /** Lets Application Auto Scaling keep the readers at a mean CPU percentage. */
    public ClusterBuilder scaling(int least, int most, double targetCpu) {
        ScalingTarget target = new ScalingTarget(cluster, least, most, targetCpu);
        cluster.site().scalingTargets().put(target.resourceId(), target);
        return this;
    }

    /** Sets a parameter in the cluster's own group without which the given members still run. */
    public ClusterBuilder parameterWaiting(String name, String value, String... members) {
        ParameterGroup group = cluster.site().clusterGroups().get(cluster.parameterGroup());
        if (group == null || group.isDefault()) {
            throw new IllegalArgumentException("the cluster needs a parameter group of its own");
        }
        List.of(members)
                .forEach(member -> alter(member, each -> {
                    ParameterSync sync = each.instance().sync(true);
                    sync.hold(name, group.value(name));
                    sync.status(ParameterSync.PENDING_REBOOT);
                }));
        group.set(name, value, false);
        return this;
    }

    /** Adds a custom endpoint of the type {@code READER} or {@code ANY} that only the given members serve. */
    public ClusterBuilder staticEndpoint(String id, String type, String... members) {
        return endpoint(id, type, endpoint -> endpoint.staticMembers().addAll(List.of(members)));
    }

    /** Adds a custom endpoint that all members serve but the given ones. */
    public ClusterBuilder excludingEndpoint(String id, String type, String... excluded) {
        return endpoint(id, type, endpoint -> endpoint.excludedMembers().addAll(List.of(excluded)));
    }

    private ClusterBuilder endpoint(String id, String type, Consumer<CustomEndpoint> members) {
        CustomEndpoint endpoint = new CustomEndpoint(cluster, id, type);
        members.accept(endpoint);
        boolean byName = endpoint.staticMembers()
                .contains(cluster.writer().map(Instance::id).orElse(""));
        endpoint.forWrites(byName);
        endpoint.tags().put(TAG, TAG_VALUE);
        cluster.site().customEndpoints().put(id, endpoint);
        return this;
    }

    /** Takes all tags off a custom endpoint, the ready-made one included. */
    public ClusterBuilder untaggedEndpoint(String id) {
        CustomEndpoint endpoint = cluster.site().customEndpoints().get(id);
        if (endpoint == null) {
            throw new IllegalArgumentException("no custom endpoint " + id);
        }
        endpoint.tags().clear();
        return this;
    }

    /** Puts a proxy before the cluster. */
    public ClusterBuilder proxy(String name, boolean readOnlyEndpoint) {
        cluster.site().proxies().put(name, new Proxy(cluster, name, readOnlyEndpoint));
        return this;
    }

    /** Lets maintenance of the whole cluster wait for its window. */
    public ClusterBuilder maintenance(MaintenanceAction action) {
        cluster.maintenance().add(action);
        return this;
    }

    /** Makes it a secondary of a global database, to be said before its instances are added: none is a writer. */
    public ClusterBuilder secondary() {
        cluster.secondary(true);
        return this;
    }

    /** Range of a serverless v2 cluster, in capacity units. */
    public ClusterBuilder serverlessCapacity(double least, double most) {
        cluster.attributes()
                .putObject("ServerlessV2ScalingConfiguration")
                .put("MinCapacity", least)
                .put("MaxCapacity", most);
        return this;
    }

    /** Adds an instance; the first one is the writer. Instances have been up for a month. */
    public ClusterBuilder instance(String id, String instanceClass, String zone, Consumer<InstanceBuilder> details) {
        var world = cluster.site().world();
        Instance instance = new Instance(
                cluster,
                id,
                world.names().resourceId("db"),
                InstanceClasses.find(instanceClass)
                        .orElseThrow(() -> new IllegalArgumentException("no class " + instanceClass)),
                zone,
                world.now().minusSeconds(30L * 24 * 3600),
                true);
        cluster.add(instance);
        if (cluster.writer().isEmpty() && !cluster.secondary()) {
            cluster.writer(instance);
            instance.lagMillis(0);
        }
        InstanceBuilder builder = new InstanceBuilder(instance);
        builder.defaults(TAG, TAG_VALUE);
        details.accept(builder);
        return this;
    }

    /** Adds an instance with nothing unusual about it. */
    public ClusterBuilder instance(String id, String instanceClass, String zone) {
        return instance(id, instanceClass, zone, plain -> {});
    }

    /** Alters an instance that is already there. */
    public ClusterBuilder alter(String id, Consumer<InstanceBuilder> alterations) {
        Instance instance = cluster.instances().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no instance " + id));
        alterations.accept(new InstanceBuilder(instance));
        return this;
    }
}
