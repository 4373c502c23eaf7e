package io.rdsmaint.simulator.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.postgres.ClusterDatabases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One DB cluster and its members. {@link #attributes} and {@link #pending} hold, by the names that DescribeDBClusters
 * uses, what no rule here depends on; the rest is typed.
 */
public final class Cluster extends Resource {

    /** The storage type of an Aurora cluster that pays for each I/O request. */
    public static final String STANDARD = "aurora";

    /** The storage type of an Aurora cluster whose price includes I/O. */
    public static final String IO_OPTIMIZED = "aurora-iopt1";

    private static final String HTTP_ENDPOINT = "HttpEndpointEnabled";

    private final Instant createdAt;
    private final Map<String, Instance> members = new LinkedHashMap<>();
    private final ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    private final ObjectNode pending = JsonNodeFactory.instance.objectNode();
    private final List<MaintenanceAction> maintenance = new ArrayList<>();
    private final Contents contents = new Contents();
    private final DataApi dataApi = new DataApi();
    private ClusterDatabases databases = new ClusterDatabases();
    private EngineVersion version;
    private List<String> zones;
    private boolean busy;
    private boolean modifying;
    private String storageType = STANDARD;
    private @Nullable Instant ioOptimizedAgain;
    private boolean secondary;
    private boolean failingOver;
    private boolean doomed;
    private String parameterGroup;
    private Workload workload = Workload.moderate();
    private int startingReaders;
    private ClusterRole standing = ClusterRole.PRODUCTION;
    private String cause = "the scenario";
    private @Nullable Instance writer;
    private @Nullable Instant writerSince;
    private @Nullable Set<Instance> shownWriters;
    private int views;
    private List<String> securityGroups = List.of("sg-0a1b2c3d4e5f60718");

    Cluster(
            AccountRegion site,
            String id,
            String resourceId,
            EngineVersion version,
            List<String> zones,
            Instant createdAt) {
        super(site, "cluster", id, resourceId, "available");
        this.version = version;
        this.zones = List.copyOf(zones);
        this.createdAt = createdAt;
        this.parameterGroup = version.defaultGroup();
    }

    public Instant createdAt() {
        return createdAt;
    }

    public EngineVersion version() {
        return version;
    }

    public void version(EngineVersion value) {
        version = value;
    }

    public String engine() {
        return version.engine();
    }

    public String engineVersion() {
        return version.version();
    }

    public List<String> zones() {
        return zones;
    }

    public void zones(List<String> value) {
        zones = List.copyOf(value);
    }

    public ObjectNode attributes() {
        return attributes;
    }

    public ObjectNode pending() {
        return pending;
    }

    /** True from a failover's call until its end. */
    public boolean busy() {
        return busy;
    }

    public void busy(boolean value) {
        busy = value;
    }

    /** True while a change of the cluster itself is under way, which a failover meanwhile neither ends nor delays. */
    public boolean modifying() {
        return modifying;
    }

    public void modifying(boolean value) {
        modifying = value;
    }

    /** True when it takes changes: its status says so, and neither a failover nor a change of it is under way. */
    public boolean ready() {
        return status().equals("available") && !busy && !modifying;
    }

    /** The storage type of an Aurora cluster, {@link #STANDARD} or {@link #IO_OPTIMIZED}. */
    public String storageType() {
        return storageType;
    }

    public void storageType(String value) {
        storageType = value;
    }

    /** Before when no switch to {@link #IO_OPTIMIZED} is allowed; empty when there never was one. */
    public Optional<Instant> ioOptimizedAgain() {
        return Optional.ofNullable(ioOptimizedAgain);
    }

    public void ioOptimizedAgain(Instant value) {
        ioOptimizedAgain = value;
    }

    /** True from a deletion's call on. */
    public boolean doomed() {
        return doomed;
    }

    public void doom() {
        doomed = true;
        busy = true;
    }

    /** True from the moment a writer stops for a failover until its members serve again. */
    public boolean failingOver() {
        return failingOver;
    }

    public void failingOver(boolean value) {
        failingOver = value;
    }

    public String parameterGroup() {
        return parameterGroup;
    }

    public void parameterGroup(String value) {
        parameterGroup = value;
    }

    public Workload workload() {
        return workload;
    }

    public void workload(Workload value) {
        workload = value;
    }

    /** A parameter value that somebody set in its group; a member may not run with it yet. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(site().clusterGroups().get(parameterGroup)).flatMap(group -> group.value(name));
    }

    /** What only a connection to the database would show. */
    public Contents contents() {
        return contents;
    }

    /** Its databases, real ones, made when somebody first connects. */
    public ClusterDatabases databases() {
        return databases;
    }

    /** Who may reach it over the network. */
    public List<String> securityGroups() {
        return securityGroups;
    }

    public void securityGroups(List<String> value) {
        securityGroups = List.copyOf(value);
    }

    /** Gives it the databases of a snapshot. */
    public void copyDatabases(ClusterSnapshot snapshot) {
        databases = snapshot.databases().copy();
        databases.part();
    }

    /** Gives it the databases of another cluster, as they are when they are first used. */
    public void copyDatabases(Cluster source) {
        databases = source.databases.copy();
    }

    /** Whether and how it answers statements over HTTP. */
    public DataApi dataApi() {
        return dataApi;
    }

    /** Turns the Data API on or off; on, it answers to the ARN that the cluster has at this moment. */
    public void httpEndpoint(boolean enabled) {
        attributes.put(HTTP_ENDPOINT, enabled);
        dataApi.enabledFor(enabled ? arn() : "");
    }

    /** True when the Data API is on and answers to the present ARN: not after a change of the cluster's name. */
    public boolean answersHttp() {
        return attributes.path(HTTP_ENDPOINT).asBoolean()
                && dataApi.enabledFor().equals(arn());
    }

    /** What it is for its clients. */
    public ClusterRole standing() {
        return standing;
    }

    public void standing(ClusterRole value) {
        standing = value;
    }

    /** True when clients use it. */
    public boolean live() {
        return standing == ClusterRole.PRODUCTION;
    }

    /** Its custom endpoints. */
    public List<CustomEndpoint> customEndpoints() {
        return site().customEndpoints().values().stream()
                .filter(each -> each.cluster() == this)
                .toList();
    }

    /** Maintenance that waits for all of it. */
    public List<MaintenanceAction> maintenance() {
        return maintenance;
    }

    /** True for a secondary of a global database: none of its members takes writes. */
    public boolean secondary() {
        return secondary;
    }

    public void secondary(boolean value) {
        secondary = value;
    }

    /** How many readers the scenario began with. */
    public int startingReaders() {
        return startingReaders;
    }

    public void startingReaders(int value) {
        startingReaders = value;
    }

    /** What last disturbed the cluster, for the ledger. */
    public String cause() {
        return cause;
    }

    public void cause(String value) {
        cause = value;
    }

    public Optional<Instance> writer() {
        return Optional.ofNullable(writer);
    }

    public void writer(Instance value) {
        writer = value;
        writerSince = site().world().now();
    }

    /** Since when the writer has been the writer; empty when there is none. */
    public Optional<Instant> writerSince() {
        return writer == null ? Optional.empty() : Optional.ofNullable(writerSince);
    }

    /** Lets describes show these as writers, whoever it is; answers the number of this view. */
    public int showWriters(Set<Instance> shown) {
        shownWriters = Set.copyOf(shown);
        return ++views;
    }

    /** Lets describes show the true writer again, unless there has been another view since. */
    public void showTrueWriter(int view) {
        if (view == views) {
            shownWriters = null;
        }
    }

    /** The members that describes show as writers. */
    public List<Instance> seenWriters() {
        Set<Instance> shown = shownWriters;
        return instances().stream()
                .filter(each -> shown == null ? each == writer : shown.contains(each))
                .toList();
    }

    /** All instances, in the order of their creation. */
    public List<Instance> instances() {
        return List.copyOf(members.values());
    }

    /** All instances but the writer. */
    public List<Instance> readers() {
        return instances().stream().filter(each -> each != writer).toList();
    }

    public void add(Instance instance) {
        members.put(instance.id(), instance);
    }

    public void remove(Instance instance) {
        members.remove(instance.id());
        if (writer == instance) {
            writer = null;
        }
    }

    public void rename(Instance instance, String newId) {
        members.remove(instance.id());
        instance.renamed(newId);
        members.put(newId, instance);
    }

    /** Whom Aurora promotes by itself: the lowest tier, then the largest class, among readers that serve. */
    public Optional<Instance> successor() {
        return readers().stream()
                .filter(each -> each.engine().serving()
                        && each.member()
                        && !each.status().equals("deleting"))
                .min(Comparator.<Instance>comparingInt(Instance::promotionTier)
                        .thenComparing(
                                Comparator.comparingDouble(this::memoryGib).reversed())
                        .thenComparing(Instance::id));
    }

    /** Memory of an instance, with serverless ones at the cluster's greatest capacity. */
    public double memoryGib(Instance instance) {
        return instance.instanceClass().serverless()
                ? 2
                        * attributes
                                .path("ServerlessV2ScalingConfiguration")
                                .path("MaxCapacity")
                                .asDouble(1)
                : instance.instanceClass().memoryGib();
    }

    /**
     * Memory that an instance has at the moment. A serverless one has what its load needs, a quarter CPU and 2 GiB for
     * each capacity unit; in tiers 0 and 1 it keeps up with the writer.
     */
    public double presentGib(Instance instance) {
        if (!instance.instanceClass().serverless()) {
            return instance.instanceClass().memoryGib();
        }
        double own = Load.on(instance).vcpus() * 4;
        double writers = instance.promotionTier() > 1
                ? 0
                : writer().map(each -> each.instanceClass().serverless()
                                ? Load.on(each).vcpus() * 4
                                : each.instanceClass().memoryGib() / 2)
                        .orElse(0.0);
        double least = attributes
                .path("ServerlessV2ScalingConfiguration")
                .path("MinCapacity")
                .asDouble(0.5);
        return 2 * Math.clamp(Math.max(own, writers), least, memoryGib(instance) / 2);
    }

    /** CPUs of an instance, with serverless ones at the cluster's greatest capacity, a quarter CPU each unit. */
    public double vcpus(Instance instance) {
        return instance.instanceClass().serverless()
                ? memoryGib(instance) / 8
                : instance.instanceClass().vcpus();
    }

    /**
     * True when the API may create, modify and delete single instances: not in Multi-AZ DB clusters, whose class is the
     * cluster's, nor in Aurora Limitless.
     */
    public boolean individuallyManaged() {
        return !attributes.has("DBClusterInstanceClass")
                && !attributes.path("ClusterScalabilityType").asText().equals("limitless");
    }

    @Override
    boolean exists() {
        return site().cluster(id()).filter(this::equals).isPresent();
    }
}
