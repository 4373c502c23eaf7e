package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change of one target, from start to end; the document that the store keeps.
 *
 * @param id derived from the starting execution, so that the same start makes the same operation
 * @param parameters of the type, as given
 * @param origin who asked for it and why, as declared
 * @param options how to run, whatever the type
 * @param steps the plan with its progress, finally steps last
 * @param index of the current step; equals the number of steps at the end
 * @param resumesTo while paused: the state a {@code continue} returns to; else null
 * @param ending what the operation is heading for
 * @param question open question, exactly while paused
 * @param lastAnswer the last applied answer, so that its repeat is recognised
 * @param version raised by one with every save
 * @param savedBy the invocation that saved this version
 * @param events how many events the log holds
 * @param questions how many questions were asked
 * @param outbox events saved but not yet known to be published
 * @param notes announced in the plan
 * @param baseline facts about the world at planning
 * @param residue what was left behind, with the commands to remove it
 * @param report what the operator should know at the end
 */
public record Operation(
        String id,
        String type,
        Target target,
        ObjectNode parameters,
        Origin origin,
        Options options,
        List<Step> steps,
        int index,
        OperationState state,
        @Nullable OperationState resumesTo,
        Ending ending,
        @Nullable Question question,
        @Nullable Answer lastAnswer,
        Owner owner,
        long version,
        String savedBy,
        long events,
        long questions,
        List<LogEntry> outbox,
        String summary,
        List<String> notes,
        ObjectNode baseline,
        List<String> residue,
        List<String> report,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant endedAt) {

    public Operation {
        steps = List.copyOf(steps);
        outbox = List.copyOf(outbox);
        notes = List.copyOf(notes);
        residue = List.copyOf(residue);
        report = List.copyOf(report);
    }

    /**
     * Who asked for the operation, and why, as declared.
     *
     * @param label what people call it and its like; not unique; stores find by it what bears it
     */
    public record Origin(
            @Nullable String requestedBy,
            @Nullable String reason,
            @Nullable String label) {}

    /** What the operation is heading for, which decides the state it ends in. */
    public enum Ending {
        COMPLETED(OperationState.COMPLETED),
        MARKED_COMPLETE(OperationState.COMPLETED),
        ABORTED(OperationState.FAILED),
        ROLLED_BACK(OperationState.ROLLED_BACK);

        private final OperationState state;

        Ending(OperationState state) {
            this.state = state;
        }

        /** The state the operation ends in. */
        public OperationState state() {
            return state;
        }
    }

    /** The step being executed; empty when all steps have ended. */
    public Optional<Step> current() {
        return index < steps.size() ? Optional.of(steps.get(index)) : Optional.empty();
    }

    /** The newest completed step of a kind. */
    public Optional<Step> lastCompleted(String action) {
        return steps.reversed().stream()
                .filter(s ->
                        s.state() == StepState.COMPLETED && s.planned().action().equals(action))
                .findFirst();
    }

    /** True while rolling back, also when paused in it. */
    public boolean rollingBack() {
        return ending == Ending.ROLLED_BACK;
    }

    /** The calls of unknown fate: perhaps made, perhaps still travelling, their goal not seen. */
    public List<SavedIntent> uncertainCalls() {
        return steps.stream().flatMap(Step::uncertain).toList();
    }

    /** The same heading for another end. */
    Operation ending(Ending other) {
        OperationBuilder draft = draft();
        draft.ending = other;
        return draft.peek();
    }

    /** A mutable copy. */
    OperationBuilder draft() {
        return new OperationBuilder(this);
    }
}
