package io.rdsmaint.simulator.faults;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The ways in which a simulated control plane misbehaves on request. */
public enum FaultKind {
    /** The call is refused with a code and status and has no effect. */
    @JsonProperty("error")
    ERROR,
    /** The call takes effect, but its answer is an error with a code and status. */
    @JsonProperty("error-after-effect")
    ERROR_AFTER_EFFECT,
    /** The call is answered late. */
    @JsonProperty("slow")
    SLOW,
    /** The connection breaks before the call takes effect. */
    @JsonProperty("cut-before-effect")
    CUT_BEFORE_EFFECT,
    /** The call takes effect and the connection breaks before the answer. */
    @JsonProperty("cut-after-effect")
    CUT_AFTER_EFFECT,
    /** The connection breaks at once, and the call takes effect some seconds later, if it still can then. */
    @JsonProperty("cut-before-late-effect")
    CUT_BEFORE_LATE_EFFECT,
    /** The session of the statement that the call runs is ended before it commits. */
    @JsonProperty("killed")
    KILLED,
    /** A describe answers what it answered last before this fault. */
    @JsonProperty("stale")
    STALE,
    /** The resource's status stops moving until the fault is cleared. */
    @JsonProperty("stuck")
    STUCK,
    /** What the named action started on the resource ends in the given status. */
    @JsonProperty("ends-in-status")
    ENDS_IN_STATUS,
    /** What the named action started on the cluster ends available, with nothing changed and nothing pending. */
    @JsonProperty("no-effect")
    NO_EFFECT,
    /** Describes show the given status instead of the true one. */
    @JsonProperty("shows-status")
    SHOWS_STATUS,
    /** Describes show the given status and the true one in turn. */
    @JsonProperty("flapping")
    FLAPPING,
    /** Describes show other writers of the cluster than the true one. */
    @JsonProperty("shows-writers")
    SHOWS_WRITERS,
    /** No events are published about the instance or cluster. */
    @JsonProperty("events-missing")
    EVENTS_MISSING,
    /** No capacity for the class named by the identifier, or for any. */
    @JsonProperty("no-capacity")
    NO_CAPACITY,
    /** Replication of the blue/green deployment is degraded, for the reason given as status, until it is cleared. */
    @JsonProperty("replication-degraded")
    REPLICATION_DEGRADED,
    /** A switchover of the blue/green deployment comes to no end, so that its timeout rolls it back. */
    @JsonProperty("switchover-stalls")
    SWITCHOVER_STALLS
}
