package io.rdsmaint.simulator.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds of harm that a cluster's clients come to. */
public enum Harm {
    /** Nobody accepts writes. */
    @JsonProperty("write-interruption")
    WRITE_INTERRUPTION,
    /** No reader serves: the cluster's reader endpoint falls back to the writer. */
    @JsonProperty("reader-endpoint-on-writer")
    READER_ENDPOINT_ON_WRITER,
    /** Fewer readers serve than the scenario began with. */
    @JsonProperty("fewer-readers")
    FEWER_READERS,
    /** A custom endpoint has no member that serves. */
    @JsonProperty("custom-endpoint-empty")
    CUSTOM_ENDPOINT_EMPTY,
    /** A custom endpoint that led to the writer no longer does. */
    @JsonProperty("custom-endpoint-read-only")
    CUSTOM_ENDPOINT_READ_ONLY,
    /** A proxy's read-only endpoint has no reader: its queries time out. */
    @JsonProperty("proxy-read-only-empty")
    PROXY_READ_ONLY_EMPTY,
    /** A proxy has no healthy writer target. */
    @JsonProperty("proxy-write-empty")
    PROXY_WRITE_EMPTY,
    /** More connections wanted than the instance takes. */
    @JsonProperty("refused-connections")
    REFUSED_CONNECTIONS,
    /** Work beyond the instance's CPUs. */
    @JsonProperty("overload")
    OVERLOAD,
    /** The memory that the workload's parameters claim is not there. */
    @JsonProperty("out-of-memory")
    OUT_OF_MEMORY,
    /** A feature of the class before is gone with it. */
    @JsonProperty("lost-feature")
    LOST_FEATURE,
    /** Clients trust another certificate authority. */
    @JsonProperty("tls-failures")
    TLS_FAILURES,
    /** Connections ended, with the transactions on them. */
    @JsonProperty("connections-dropped")
    CONNECTIONS_DROPPED,
    /** An instance became writer with a cold cache. */
    @JsonProperty("cold-cache-promotion")
    COLD_CACHE_PROMOTION,
    /** The writer moved to another availability zone. */
    @JsonProperty("cross-az-writer")
    CROSS_AZ_WRITER,
    /** The writer has fewer resources than the one before. */
    @JsonProperty("smaller-writer")
    SMALLER_WRITER,
    /** A lagging reader was promoted. */
    @JsonProperty("lagging-promotion")
    LAGGING_PROMOTION,
    /** The writer runs with other parameters than the one before. */
    @JsonProperty("other-parameters")
    OTHER_PARAMETERS,
    /** The writer lacks monitoring, windows or other settings that the one before had. */
    @JsonProperty("lost-settings")
    LOST_SETTINGS,
    /** The writer lacks tags that the one before had. */
    @JsonProperty("lost-tags")
    LOST_TAGS,
    /** An instance that scaling may remove at any time is the writer. */
    @JsonProperty("autoscaled-writer")
    AUTOSCALED_WRITER,
    /** Aurora promoted by itself an instance that was not in the order of succession before. */
    @JsonProperty("tier-order-changed")
    TIER_ORDER_CHANGED,
    /** A change that somebody had queued was applied by another request. */
    @JsonProperty("queued-change-applied")
    QUEUED_CHANGE_APPLIED,
    /** Pending maintenance was applied. */
    @JsonProperty("maintenance-applied")
    MAINTENANCE_APPLIED,
    /** An instance restarted while it served. */
    @JsonProperty("restart")
    RESTART,
    /** An instance joined a custom endpoint's traffic. */
    @JsonProperty("endpoint-joined")
    ENDPOINT_JOINED,
    /** Scaling added or removed an instance. */
    @JsonProperty("scaled")
    SCALED,
    /** An instance that scaling manages was changed by hand. */
    @JsonProperty("autoscaled-changed")
    AUTOSCALED_CHANGED,
    /** An instance of an engine other than Aurora was changed. */
    @JsonProperty("foreign-engine-changed")
    FOREIGN_ENGINE_CHANGED,
    /** A cluster in a running blue/green deployment, or an instance of it, was changed or deleted. */
    @JsonProperty("blue-green-disturbed")
    BLUE_GREEN_DISTURBED,
    /** An instance that the scenario did not begin with exists, and is paid for. */
    @JsonProperty("extra-instance")
    EXTRA_INSTANCE,
    /** A cluster that no client uses exists, and is paid for. */
    @JsonProperty("extra-cluster")
    EXTRA_CLUSTER,
    /** A cluster was deleted that neither waits for a switchover nor has been retired by one. */
    @JsonProperty("cluster-deleted")
    CLUSTER_DELETED,
    /** A cluster was deleted whose data is in no snapshot. */
    @JsonProperty("deleted-without-snapshot")
    DELETED_WITHOUT_SNAPSHOT,
    /** A switchover was asked for although the guardrails were to stop it. */
    @JsonProperty("unready-switchover")
    UNREADY_SWITCHOVER,
    /** An instance ended in a status that needs a person. */
    @JsonProperty("broken-instance")
    BROKEN_INSTANCE,
    /** An instance was deleted that the scenario began with. */
    @JsonProperty("original-deleted")
    ORIGINAL_DELETED,
    /** The cluster has no instance left. */
    @JsonProperty("cluster-empty")
    CLUSTER_EMPTY,
    /** Cluster cache management is suspended: the tier-0 reader and the writer differ in class. */
    @JsonProperty("cache-management-suspended")
    CACHE_MANAGEMENT_SUSPENDED
}
