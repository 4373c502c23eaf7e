package io.rdsmaint.simulator.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One instance of a cluster. {@link #settings} and {@link #pending} hold, by the names that DescribeDBInstances uses,
 * what no rule here depends on; the rest is typed.
 */
public final class Instance extends Resource {

    /** The tag by which Application Auto Scaling knows its readers. */
    public static final String AUTOSCALING_TAG = "application-autoscaling:resourceId";

    private final Cluster cluster;
    private final Instant createdAt;
    private final boolean original;
    private final Engine engine;
    private final ObjectNode settings = JsonNodeFactory.instance.objectNode();
    private final ObjectNode pending = JsonNodeFactory.instance.objectNode();
    private boolean established;
    private InstanceClass instanceClass;
    private String zone;
    private String engineVersion;
    private int promotionTier = 1;
    private boolean busy;
    private boolean member;
    private String parameterGroup;
    private final ParameterSync sync = new ParameterSync();
    private final ParameterSync clusterSync = new ParameterSync();
    private double lagMillis = 15;
    private final MetricHistory history = new MetricHistory();
    private final Map<String, Double> readings = new HashMap<>();
    private final List<MaintenanceAction> maintenance = new ArrayList<>();

    /**
     * @param original true for instances that the scenario began with
     */
    public Instance(
            Cluster cluster,
            String id,
            String resourceId,
            InstanceClass instanceClass,
            String zone,
            Instant createdAt,
            boolean original) {
        super(cluster.site(), "db", id, resourceId, "creating");
        this.cluster = cluster;
        this.instanceClass = instanceClass;
        this.zone = zone;
        this.createdAt = createdAt;
        this.original = original;
        this.established = original;
        this.engine = new Engine(createdAt);
        this.engineVersion = cluster.engineVersion();
        this.parameterGroup = cluster.version().defaultGroup();
    }

    public Cluster cluster() {
        return cluster;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public boolean original() {
        return original;
    }

    /** True for instances that the scenario began with, and for those that took their place by a switchover. */
    public boolean established() {
        return established;
    }

    public void established(boolean value) {
        established = value;
    }

    public Engine engine() {
        return engine;
    }

    public ObjectNode settings() {
        return settings;
    }

    public ObjectNode pending() {
        return pending;
    }

    public InstanceClass instanceClass() {
        return instanceClass;
    }

    public void instanceClass(InstanceClass value) {
        instanceClass = value;
    }

    public String zone() {
        return zone;
    }

    public String engineVersion() {
        return engineVersion;
    }

    public void engineVersion(String value) {
        engineVersion = value;
    }

    public int promotionTier() {
        return promotionTier;
    }

    public void promotionTier(int value) {
        promotionTier = value;
    }

    /** True from a change's call until its end: what RDS goes by when it refuses another. */
    public boolean busy() {
        return busy;
    }

    public void busy(boolean value) {
        busy = value;
    }

    /** True once DescribeDBClusters lists it. */
    public boolean member() {
        return member;
    }

    public void member(boolean value) {
        member = value;
    }

    public String parameterGroup() {
        return parameterGroup;
    }

    public void parameterGroup(String value) {
        parameterGroup = value;
    }

    public String parameterStatus() {
        return sync.status();
    }

    public void parameterStatus(String value) {
        sync.status(value);
    }

    public String clusterParameterStatus() {
        return clusterSync.status();
    }

    public void clusterParameterStatus(String value) {
        clusterSync.status(value);
    }

    /** How far it runs with its own parameter group, or with its cluster's. */
    public ParameterSync sync(boolean ofCluster) {
        return ofCluster ? clusterSync : sync;
    }

    /** How far a reader is behind the writer, in milliseconds. */
    public double lagMillis() {
        return lagMillis;
    }

    public void lagMillis(double value) {
        lagMillis = value;
    }

    /** A parameter value that somebody set in its group, or else in its cluster's: in force after the next restart. */
    public Optional<String> parameter(String name) {
        return ownParameter(name).or(() -> cluster.parameter(name));
    }

    /** A parameter value other than the default that it runs with at the moment. */
    public Optional<String> inForce(String name) {
        return sync.inForce(name, ownParameter(name)).or(() -> clusterSync.inForce(name, cluster.parameter(name)));
    }

    private Optional<String> ownParameter(String name) {
        return Optional.ofNullable(site().instanceGroups().get(parameterGroup)).flatMap(group -> group.value(name));
    }

    /** What CloudWatch has of it. */
    public MetricHistory history() {
        return history;
    }

    /** Metric values that an outsider fixed, instead of those that follow from the model. */
    public Map<String, Double> readings() {
        return readings;
    }

    /** Maintenance that waits for it. */
    public List<MaintenanceAction> maintenance() {
        return maintenance;
    }

    /** True when it takes changes: its status says so, no other change is under way, and no failover stopped it. */
    public boolean available() {
        return status().equals("available") && idle();
    }

    /** True when no change has been asked for that has not ended, and no failover has stopped it. */
    public boolean idle() {
        return !busy && (engine.serving() || !cluster.failingOver());
    }

    /** True while its database process can be started: it exists, is not on its way out, and nothing is broken. */
    public boolean restartable() {
        return exists()
                && !status().equals("deleting")
                && !status().equals("failed")
                && !status().startsWith("incompatible-")
                && !status().startsWith("inaccessible-")
                && !status().equals("storage-full")
                && !status().equals("insufficient-capacity");
    }

    public boolean writer() {
        return cluster.writer().filter(each -> each == this).isPresent();
    }

    public boolean autoscaled() {
        return tags().containsKey(AUTOSCALING_TAG);
    }

    @Override
    boolean exists() {
        return cluster.instances().contains(this);
    }
}
