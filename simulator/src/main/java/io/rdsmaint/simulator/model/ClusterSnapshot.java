package io.rdsmaint.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.postgres.ClusterDatabases;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A snapshot of a cluster, which outlives it. It keeps what the cluster was called and held when it was taken. */
public final class ClusterSnapshot {

    private final AccountRegion site;
    private final String id;
    private final String clusterId;
    private final String clusterResourceId;
    private final EngineVersion version;
    private final Instant createdAt;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final ObjectNode attributes;
    private final ClusterDatabases databases;
    private final boolean automated;
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
        this.automated = automated;
        this.attributes = cluster.attributes().deepCopy();
        this.databases = cluster.databases().copy();
        this.databases.part();
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
