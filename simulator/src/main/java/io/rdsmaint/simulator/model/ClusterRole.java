package io.rdsmaint.simulator.model;

/** What a cluster is for its clients. Only one in production has any. */
public enum ClusterRole {
    /** Clients read and write here. */
    PRODUCTION,
    /** The copy in a blue/green deployment: it follows another cluster and waits to take its place. */
    STAGING,
    /** What was in production before a switchover: it takes no writes any more. */
    RETIRED
}
