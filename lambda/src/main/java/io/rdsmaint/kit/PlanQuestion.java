package io.rdsmaint.kit;

import io.rdsmaint.engine.QuestionCode;

/** What is asked about plans, of operations of any family. */
enum PlanQuestion implements QuestionCode {
    /** Findings that a person may accept. */
    PREFLIGHT_ASK,
    /** Findings that nobody can accept. */
    PREFLIGHT_REFUSE,
    /** Another plan would be made now. */
    PLAN_OUTDATED,
    /** No plan can be made now. */
    NO_NEW_PLAN
}
