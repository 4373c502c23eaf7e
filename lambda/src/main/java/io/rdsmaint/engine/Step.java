package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
 * @param heldSince since when it is held between its calls, or by a call of another step: its deadline does not run meanwhile;
 *     else null
 * @param dueSince from when on the windows are counted that pass without its call, once it was held in one; else null
 * @param usual how long steps like it took in this deployment when this one began, or null where too few have ended
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
        @Nullable Instant completedAt,
        @Nullable Instant heldSince,
        @Nullable Instant dueSince,
        @Nullable UsualTime usual) {

    private static final String CHANGED = "changed";

    /** In the memo: the calls of earlier attempts that AWS accepted, with their times. */
    public static final String CALLED = "called";

    /** In the memo: seconds in which the step stood still because it had asked; no part of how long it took. */
    private static final String ASKED_SECONDS = "asked_seconds";

    /** In the memo: when the step ends as it sees itself, for a kind that can tell by its progress; an ISO-8601 time. */
    public static final String ENDS_AT = "ends_at";

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
        return !lost.isEmpty() || (intent != null && intent.state() != SavedIntent.State.REFUSED) || changedBefore();
    }

    /** The calls of this step of unknown fate. */
    Stream<SavedIntent> uncertain() {
        return Stream.concat(lost.stream(), Stream.ofNullable(intent).filter(SavedIntent::open));
    }

    /** What was seen of the target when this step asked last, in the family's own shape; missing when it never did. */
    public JsonNode situation() {
        return memo.path(Situation.SEEN);
    }

    /** When the step ends by its own progress; empty for one that can't tell, which ends as the like of it usually does. */
    Optional<Instant> endsAt() {
        return Optional.ofNullable(memo.path(ENDS_AT).textValue()).map(Instant::parse);
    }

    /** True when a call of an earlier attempt was accepted. */
    public boolean changedBefore() {
        return memo.path(CHANGED).asBoolean(false);
    }

    Step planned(PlannedStep newPlanned) {
        return edited(e -> e.planned = newPlanned);
    }

    Step approvedBy(Answer newApproval) {
        return edited(e -> {
            e.approved = newApproval.brief();
            e.dueSince = dueSince == null ? null : newApproval.at();
        });
    }

    /** Whatever was approved was approved before somebody wanted a gate here. */
    Step unapproved() {
        return edited(e -> e.approved = null);
    }

    Step begun(Instant now, @Nullable UsualTime newUsual) {
        return edited(e -> {
            e.usual = newUsual;
            e.state = StepState.IN_PROGRESS;
            e.waitCondition = null;
            e.startedAt = startedAt == null ? now : startedAt;
            e.attemptAt = now;
        });
    }

    Step waiting(String condition) {
        return edited(e -> {
            e.state = StepState.WAITING;
            e.waitCondition = condition;
        });
    }

    /** A step that may not begin yet, or null: nothing holds it. */
    Step held(@Nullable String condition) {
        return edited(e -> e.waitCondition = condition);
    }

    /** Back in its place to wait for its turn, as if it had not begun: what it remembers and what was approved stay. */
    Step returned() {
        return edited(e -> {
            e.state = StepState.PENDING;
            e.errors = 0;
            e.attemptAt = null;
            e.heldSince = null;
        });
    }

    /** Held where it is, while its deadline stands still. */
    Step paused(Instant now) {
        return edited(e -> {
            e.state = StepState.WAITING;
            e.heldSince = heldSince == null ? now : heldSince;
        });
    }

    /** No longer held: its deadline is later by the time that it was. */
    Step released(Instant now) {
        return heldSince == null
                ? this
                : edited(e -> {
                    e.attemptAt = attemptAt == null ? null : attemptAt.plus(Duration.between(heldSince, now));
                    e.heldSince = null;
                });
    }

    /** From then on windows are counted that pass without its call; null: none are. */
    Step countingWindowsFrom(@Nullable Instant since) {
        return edited(e -> e.dueSince = since);
    }

    Step withErrors(int newErrors) {
        return edited(e -> e.errors = newErrors);
    }

    Step remembering(ObjectNode newMemo) {
        return edited(e -> e.memo = newMemo);
    }

    /** A person has answered what the step asked. */
    Step asked(Duration open) {
        long before = memo.path(ASKED_SECONDS).asLong();
        return remembering(memo.deepCopy().put(ASKED_SECONDS, before + open.toSeconds()));
    }

    Step intending(@Nullable SavedIntent newIntent, List<SavedIntent> newLost) {
        return edited(e -> {
            e.intent = newIntent;
            e.lost = newLost;
        });
    }

    Step completed(ObjectNode newResult, Instant now) {
        return edited(e -> {
            e.state = StepState.COMPLETED;
            e.result = newResult;
            e.errors = 0;
            e.waitCondition = null;
            e.completedAt = now;
            e.heldSince = null;
            e.dueSince = null;
        });
    }

    /** The memo with a call that took place, which the next attempt would forget. */
    private ObjectNode remembering(SavedIntent call) {
        ObjectNode next = memo.deepCopy().put(CHANGED, true);
        next.withArray(CALLED)
                .addObject()
                .put("call", call.call())
                .put("at", call.at().toString());
        return next;
    }

    /**
     * The next attempt, after a person's answer. A closed intent of the last attempt is history; one whose sign was seen is, too,
     * but its call stays uncertain; an open one is still looked for.
     */
    Step retried(Answer newAnswer) {
        boolean open = intent != null && intent.open() && !intent.shown();
        List<SavedIntent> uncertain = open ? lost : uncertain().toList();
        ObjectNode next =
                intent != null && !open && intent.state() != SavedIntent.State.REFUSED ? remembering(intent) : memo;
        return edited(e -> {
            e.state = StepState.PENDING;
            e.attempt = attempt + 1;
            e.answer = newAnswer.brief();
            e.memo = next;
            e.result = null;
            e.intent = open ? intent : null;
            e.lost = uncertain;
            e.errors = 0;
            e.waitCondition = null;
            e.attemptAt = null;
            e.heldSince = null;
            e.dueSince = null;
        });
    }

    Step ended(StepState newState, Instant now) {
        return edited(e -> {
            e.state = newState;
            e.waitCondition = null;
            e.completedAt = now;
            e.heldSince = null;
            e.dueSince = null;
        });
    }

    private Step edited(Consumer<Edit> change) {
        Edit edit = new Edit(this);
        change.accept(edit);
        return edit.step();
    }

    /** A step being changed. */
    private static final class Edit {
        private PlannedStep planned;
        private StepState state;
        private int attempt;
        private @Nullable Answer approved;
        private @Nullable Answer answer;
        private ObjectNode memo;
        private @Nullable ObjectNode result;
        private @Nullable SavedIntent intent;
        private List<SavedIntent> lost;
        private int errors;
        private @Nullable String waitCondition;
        private @Nullable Instant startedAt;
        private @Nullable Instant attemptAt;
        private @Nullable Instant completedAt;
        private @Nullable Instant heldSince;
        private @Nullable Instant dueSince;
        private @Nullable UsualTime usual;

        Edit(Step step) {
            planned = step.planned;
            state = step.state;
            attempt = step.attempt;
            approved = step.approved;
            answer = step.answer;
            memo = step.memo;
            result = step.result;
            intent = step.intent;
            lost = step.lost;
            errors = step.errors;
            waitCondition = step.waitCondition;
            startedAt = step.startedAt;
            attemptAt = step.attemptAt;
            completedAt = step.completedAt;
            heldSince = step.heldSince;
            dueSince = step.dueSince;
            usual = step.usual;
        }

        Step step() {
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
                    errors,
                    waitCondition,
                    startedAt,
                    attemptAt,
                    completedAt,
                    heldSince,
                    dueSince,
                    usual);
        }
    }
}
