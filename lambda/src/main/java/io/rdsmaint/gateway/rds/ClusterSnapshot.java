package io.rdsmaint.gateway.rds;

/**
 * A manual or final snapshot of a cluster.
 *
 * @param clusterResourceId the physical cluster it was taken of
 * @param status {@code creating}, {@code available}, {@code failed}, …
 * @param percent how much of it is there
 */
public record ClusterSnapshot(String id, String clusterId, String clusterResourceId, String status, int percent) {}
