package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A planned step and how far it got.
 *
 * @param attempt counts from 1; a person's {@code continue} after a failure begins the next
 * @param approved the answer to its gate, or null
 * @param answer the answer to the question it asked last, or null
 * @param memo what the step must remember between invocations; its shape is the kind's own
 * @param result what the step found or did, once completed
 * @param intent the last intent, or null
 * @param lost earlier intents whose fate was never seen
 * @param errors transient failures in a row
 * @param waitCondition what it waits for, or null
 * @param attemptAt when this attempt began, the start of its deadline, or null
 */
public record Step(
        PlannedStep planned,
        StepState state,
        int attempt,
        @Nullable Answer approved,
        @Nullable Answer answer,
        ObjectNode memo,
        @Nullable ObjectNode result,
        @Nullable SavedIntent intent,
        List<SavedIntent> lost,
        int errors,
        @Nullable String waitCondition,
        @Nullable Instant startedAt,
        @Nullable Instant attemptAt,
        @Nullable Instant completedAt) {

    public Step {
        lost = List.copyOf(lost);
    }

    /** A step that has not begun. */
    public static Step pending(PlannedStep planned) {
        return new Step(
                planned,
                StepState.PENDING,
                1,
                null,
                null,
                JsonNodeFactory.instance.objectNode(),
                null,
                null,
                List.of(),
                0,
                null,
                null,
                null,
                null);
    }

    /** The step's name, for people. */
    public String name() {
        return planned.name();
    }

    /** True when a call of this step may have reached AWS. */
    public boolean mayHaveChanged() {
        return !lost.isEmpty()
                || (intent != null && intent.state() != SavedIntent.State.REFUSED)
                || memo.path("changed").asBoolean(false);
    }

    Step planned(PlannedStep newPlanned) {
        return new Step(
                newPlanned,
                state,
                attempt,
                approved,
                answer,
                memo,
                result,
                intent,
                lost,
                errors,
                waitCondition,
                startedAt,
                attemptAt,
                completedAt);
    }

    Step approvedBy(Answer newApproval) {
        return new Step(
                planned,
                state,
                attempt,
                newApproval,
                answer,
                memo,
                result,
                intent,
                lost,
                errors,
                waitCondition,
                startedAt,
                attemptAt,
                completedAt);
    }

    Step begun(Instant now) {
        return new Step(
                planned,
                StepState.IN_PROGRESS,
                attempt,
                approved,
                answer,
                memo,
                result,
                intent,
                lost,
                errors,
                null,
                startedAt == null ? now : startedAt,
                now,
                null);
    }

    Step waiting(String condition) {
        return new Step(
                planned,
                StepState.WAITING,
                attempt,
                approved,
                answer,
                memo,
                result,
                intent,
                lost,
                errors,
                condition,
                startedAt,
                attemptAt,
                null);
    }

    Step withErrors(int newErrors) {
        return new Step(
                planned,
                state,
                attempt,
                approved,
                answer,
                memo,
                result,
                intent,
                lost,
                newErrors,
                waitCondition,
                startedAt,
                attemptAt,
                completedAt);
    }

    Step remembering(ObjectNode newMemo) {
        return new Step(
                planned,
                state,
                attempt,
                approved,
                answer,
                newMemo,
                result,
                intent,
                lost,
                errors,
                waitCondition,
                startedAt,
                attemptAt,
                completedAt);
    }

    Step intending(@Nullable SavedIntent newIntent, List<SavedIntent> newLost) {
        return new Step(
                planned,
                state,
                attempt,
                approved,
                answer,
                memo,
                result,
                newIntent,
                newLost,
                errors,
                waitCondition,
                startedAt,
                attemptAt,
                completedAt);
    }

    Step completed(ObjectNode newResult, Instant now) {
        return new Step(
                planned,
                StepState.COMPLETED,
                attempt,
                approved,
                answer,
                memo,
                newResult,
                intent,
                lost,
                0,
                null,
                startedAt,
                attemptAt,
                now);
    }

    /** The next attempt, after a person's answer; a closed intent of the last attempt is history. */
    Step retried(Answer newAnswer) {
        SavedIntent kept = intent != null && intent.open() ? intent : null;
        return new Step(
                planned,
                StepState.PENDING,
                attempt + 1,
                approved,
                newAnswer,
                intent != null && kept == null && intent.state() != SavedIntent.State.REFUSED
                        ? memo.deepCopy().put("changed", true)
                        : memo,
                null,
                kept,
                lost,
                0,
                null,
                startedAt,
                null,
                null);
    }

    Step ended(StepState newState, Instant now) {
        return new Step(
                planned, newState, attempt, approved, answer, memo, result, intent, lost, errors, null, startedAt,
                attemptAt, now);
    }
}
