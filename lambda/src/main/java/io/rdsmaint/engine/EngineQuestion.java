package io.rdsmaint.engine;

/** What the engine itself asks about, of operations of any family. */
enum EngineQuestion implements QuestionCode {
    /** Somebody wanted to be asked before a step. */
    GATE,
    /** A disruptive step has come up at a time that the schedule leaves out. */
    OUTSIDE_WINDOW,
    /** A disruptive step was held in one window after the other. */
    WINDOWS_MISSED,
    /** A step can't go on, for a reason that stays. */
    STEP_FAILED,
    /** Errors that should pass do not. */
    ERRORS_IN_A_ROW,
    /** A step has waited for longer than it may. */
    TIMEOUT,
    /** A call that must not be made twice got no answer. */
    CALL_OUTCOME_UNKNOWN,
    /** A call was taken, and what it was for is not there. */
    CALL_WITHOUT_EFFECT,
    /** The execution ended, and the operation did not. */
    STALLED,
    /** The store has forgotten what the operation did. */
    STORE_BEHIND,
    /** Another version of the function planned a step. */
    UNKNOWN_STEP
}
