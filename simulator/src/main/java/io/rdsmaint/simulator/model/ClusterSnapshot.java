package io.rdsmaint.simulator.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A manual snapshot of a cluster, which outlives it. It keeps what the cluster was called when it was taken. */
public final class ClusterSnapshot {

    private final AccountRegion site;
    private final String id;
    private final String clusterId;
    private final String clusterResourceId;
    private final EngineVersion version;
    private final Instant createdAt;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private String status = "creating";

    public ClusterSnapshot(String id, Cluster cluster, Instant createdAt) {
        this.site = cluster.site();
        this.id = id;
        this.clusterId = cluster.id();
        this.clusterResourceId = cluster.resourceId();
        this.version = cluster.version();
        this.createdAt = createdAt;
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
