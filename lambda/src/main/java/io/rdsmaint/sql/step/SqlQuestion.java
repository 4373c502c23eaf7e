package io.rdsmaint.sql.step;

import io.rdsmaint.engine.QuestionCode;

/** What pipelines ask about, besides what operations on clusters ask. */
enum SqlQuestion implements QuestionCode {
    /** Pieces failed as often as they may. */
    PIECES_FAILED,
    /** Calls bring nothing, again and again. */
    BATCHES_IDLE,
    /** Another operation runs what is left of this one. */
    LEDGER_TAKEN,
    /** What is planned in the ledger is not what was asked for. */
    PHASE_DIFFERS,
    PIECE_TOO_LARGE,
    PREDICATE_TOO_LATE,
    PIECES_MISSING,
    ROWS_UNEXPECTED,
    RECONCILE_MISMATCH,
    CRON_JOBS_MISSING,
    /** The cluster is none that this deployment may work on any more. */
    CLUSTER_NOT_ALLOWED
}
