package io.rdsmaint.aurora.cluster;

import io.rdsmaint.engine.QuestionCode;

/** What operations on clusters ask about. Where preflight looks at the same, the word is that of its finding. */
public enum ClusterQuestion implements QuestionCode {
    /** Another account, or another cluster under the same name. */
    CLUSTER_DIFFERS,
    MARKED_BY_ANOTHER,
    MARK_GONE,
    /** Instances, their classes or who made them are not those of the plan. */
    MEMBERS_CHANGED,
    /** The instance that is to be taken away has become the writer. */
    WRITER_MOVED,
    WRITER_UNCLEAR,
    /** The instance that a step is about is gone, or on its way. */
    INSTANCE_GONE,
    /** The next writer is too small, or would be. */
    FAILOVER_TARGET,
    /** Too few would be left to serve. */
    TOO_FEW_INSTANCES,
    /** Something of somebody else has the name that ours would have. */
    NAME_TAKEN,
    /** What is to be deleted may be somebody else's. */
    NOT_OURS,
    MEMBER_STATUS,
    CLUSTER_STATUS,
    /** A status in which an instance serves, or that nobody here knows, does not pass. */
    STATUS_LINGERS,
    KEY_UNREACHABLE,
    RESTART_PENDING,
    FAILED_TO_APPLY,
    REPLICA_LAG,
    PENDING_VALUES,
    STORAGE_COOLDOWN,
    PROXY_HEALTH,
    PROXY_NOT_FOLLOWING,
    GUARD_ALARMS,
    WORSE_THAN_BEFORE,
    /** AWS did not take a change. */
    CHANGE_REFUSED,
    /** AWS took a change and gave it up. */
    CHANGE_FAILED,
    /** AWS took a change, and it has not come yet. */
    CHANGE_PENDING,
    FAILOVER_FAILED,
    REBOOT_UNKNOWN,
    NOT_AS_ASKED,

    /** A group that an upgrade made, or copies from, is not as it was. */
    PARAMETER_GROUP_CHANGED,
    BLUE_GREEN_REFUSED,
    BLUE_GREEN_GONE,
    /** The deployment is not in a status, or not between the clusters, that the step needs. */
    BLUE_GREEN_STATUS,
    GREEN_BUILD_FAILED,
    GREEN_REPLICATION,
    /** Green is not as asked, not like blue, or does not serve. */
    GREEN_UNFIT,
    SWITCHOVER_FAILED,
    /** Green is in production without a call that this operation knows of. */
    ALREADY_SWITCHED_OVER,
    FINAL_SNAPSHOT,
    OLD_SIDE_CHANGED,
    OLD_SIDE_USED,
    PRODUCTION_DOWN,
    GREEN_LEFT
}
