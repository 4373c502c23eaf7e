package io.rdsmaint.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.postgres.ClusterDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A snapshot of a cluster, which outlives it. It keeps what the cluster was called and held when it was taken. */
public final class ClusterSnapshot {

    private final AccountRegion site;
    private final String id;
    private final String clusterId;
    private final String clusterResourceId;
    private final EngineVersion version;
    private final Instant createdAt;
    private final Instant begunAt;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final ObjectNode attributes;
    private final ClusterDatabases databases;
    private final boolean automated;
    private final Set<String> sharedWith = new LinkedHashSet<>();
    private final @Nullable String sourceArn;
    private @Nullable Duration copying;
    private String status = "creating";

    public ClusterSnapshot(String id, Cluster cluster, Instant createdAt) {
        this(id, cluster, createdAt, false);
    }

    /**
     * @param automated true for one that RDS took by itself; its name begins with {@code rds:}
     */
    public ClusterSnapshot(String id, Cluster cluster, Instant createdAt, boolean automated) {
        this.site = cluster.site();
        this.id = id;
        this.clusterId = cluster.id();
        this.clusterResourceId = cluster.resourceId();
        this.version = cluster.version();
        this.createdAt = createdAt;
        this.begunAt = createdAt;
        this.automated = automated;
        this.sourceArn = null;
        this.attributes = cluster.attributes().deepCopy();
        this.databases = cluster.databases().copy();
        this.databases.part();
    }

    /** A copy of another one, in a place that may be elsewhere; it keeps the name of the cluster and the time of what it is a copy of. */
    public ClusterSnapshot(String id, AccountRegion site, ClusterSnapshot source, Instant begunAt) {
        this.site = site;
        this.id = id;
        this.clusterId = source.clusterId;
        this.clusterResourceId = source.clusterResourceId;
        this.version = source.version;
        this.createdAt = source.createdAt;
        this.begunAt = begunAt;
        this.automated = false;
        this.sourceArn = source.arn();
        this.attributes = source.attributes.deepCopy();
        this.databases = source.databases.copy();
        this.databases.part();
        this.status = "copying";
    }

    /** The snapshot that it is a copy of; empty for one that was taken. */
    public Optional<String> sourceArn() {
        return Optional.ofNullable(sourceArn);
    }

    /** Accounts that its owner lets copy and restore it. */
    public Set<String> sharedWith() {
        return sharedWith;
    }

    /** True for one with a key. */
    public boolean encrypted() {
        return attributes.has("KmsKeyId");
    }

    /** How long a copy takes. */
    public void copying(Duration length) {
        copying = length;
    }

    /** How much of it is there, in percent; of what is taken at once it shows nothing until it is all there. */
    public int percent(Instant now) {
        if (available()) {
            return 100;
        }
        Duration length = copying;
        return length == null
                ? 0
                : Math.clamp(100 * Duration.between(begunAt, now).toMillis() / Math.max(1, length.toMillis()), 0, 99);
    }

    /** {@code manual} or {@code automated}. */
    public String type() {
        return automated ? "automated" : "manual";
    }

    /** What the cluster's describe said when it was taken. */
    public ObjectNode attributes() {
        return attributes;
    }

    /** What was in the cluster's databases when it was taken. */
    public ClusterDatabases databases() {
        return databases;
    }

    public AccountRegion site() {
        return site;
    }

    public String id() {
        return id;
    }

    public String clusterId() {
        return clusterId;
    }

    /** The physical cluster's, whatever it is called today. */
    public String clusterResourceId() {
        return clusterResourceId;
    }

    public EngineVersion version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String arn() {
        return site.arn("cluster-snapshot", id);
    }

    public Map<String, String> tags() {
        return tags;
    }

    public String status() {
        return status;
    }

    public void status(String value) {
        status = value;
    }

    public boolean available() {
        return status.equals("available");
    }
}
