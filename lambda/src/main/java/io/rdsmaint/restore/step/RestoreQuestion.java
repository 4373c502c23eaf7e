package io.rdsmaint.restore.step;

import io.rdsmaint.engine.QuestionCode;

/** What a restore asks about, besides what operations on clusters and pipelines ask. */
enum RestoreQuestion implements QuestionCode {
    SNAPSHOT_UNUSABLE,
    /** AWS does not take the copy of a snapshot: a key, or the number of snapshots. */
    COPY_REFUSED,
    /** AWS gave a copy of a snapshot up. */
    COPY_FAILED,
    /** AWS gave the restored cluster, or an instance of it, up. */
    RESTORE_FAILED,
    /** The restored cluster can be reached from where it should not, before it is masked. */
    NOT_ISOLATED,
    /** The exchange of the names was taken back. */
    SWAP_WENT_BACK,
    /** The exchange of the names can't go on, and nobody is served under the target's name. */
    SWAP_STUCK,
    /** The restored cluster does not answer under its final name. */
    SMOKE_FAILED
}
