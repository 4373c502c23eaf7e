package io.rdsmaint.recovery.step;

import io.rdsmaint.engine.QuestionCode;

/** What recoveries ask about. */
public enum RecoveryQuestion implements QuestionCode {
    /** The credentials in use are of another account than at the start. */
    RECOVERY_ACCOUNT_DIFFERS,
    /** Source servers of the plan are no longer there. */
    SERVERS_GONE,
    /** Source servers no longer bear this operation's mark. */
    SERVER_MARK_LOST,
    /** Servers have nothing to be launched from. */
    SERVERS_NOT_RECOVERABLE,
    /** A recovery instance that is no drill's is there, which a launch would remove. */
    RECOVERY_INSTANCE_IN_USE,
    /** Instances of a drill that is not this one are there. */
    DRILL_INSTANCE_EXISTS,
    /** A drill would replace the volumes of an existing instance. */
    LAUNCHES_INTO_INSTANCE,
    /** A wave did not come up as its policy asks for. */
    WAVE_FAILED,
    /** An automation before or after a wave failed. */
    HOOK_FAILED,
    /** The instances of a recovery are to be terminated. */
    TERMINATION_CONFIRM
}
