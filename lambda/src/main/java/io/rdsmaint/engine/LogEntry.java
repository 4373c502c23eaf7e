package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an operation's append-only log.
 *
 * @param number counts from 1 within the operation
 * @param actor who caused it: an execution's ARN, or a person as declared
 * @param cause why it happened, or null when the type says it
 */
public record LogEntry(
        long number,
        Instant at,
        Type type,
        String actor,
        @Nullable String cause,
        String message,
        ObjectNode data) {

    /** What can happen. */
    public enum Type {
        OPERATION_STARTED("OperationStarted"),
        OPERATION_TAKEN_OVER("OperationTakenOver"),
        OPERATION_HANDED_OVER("OperationHandedOver"),
        OPERATION_EDITED("OperationEdited"),
        OPERATION_STALLED("OperationStalled"),
        STEP_HELD("StepHeld"),
        STEP_STARTED(null),
        STEP_COMPLETED("StepCompleted"),
        WAVE_COMPLETED("WaveCompleted"),
        STEP_SKIPPED(null),
        STEP_RETRIED(null),
        STEP_REPLANNED("StepReplanned"),
        INTENT_SAVED(null),
        INTENT_CLOSED(null),
        QUESTION_ASKED(null),
        QUESTION_ASKED_AGAIN(null),
        ANSWER_REFUSED(null),
        INTERVENTION_ANSWERED("InterventionAnswered"),
        ROLLBACK_STARTED("RollbackStarted"),
        OPERATION_COMPLETED("OperationCompleted"),
        OPERATION_ABORTED("OperationAborted"),
        OPERATION_ROLLED_BACK("OperationRolledBack");

        private final @Nullable String detailType;

        Type(@Nullable String detailType) {
            this.detailType = detailType;
        }

        /** True when nothing follows but the publishing: the event's save ends the operation and releases its lock. */
        public boolean ends() {
            return switch (this) {
                case OPERATION_COMPLETED, OPERATION_ABORTED, OPERATION_ROLLED_BACK -> true;
                default -> false;
            };
        }

        /** The detail-type it is published under, or null when it stays in the log. */
        public @Nullable String detailType() {
            return detailType;
        }
    }
}
