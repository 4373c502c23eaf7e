package io.rdsmaint.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation being changed within one invocation; {@link #saved} makes the next version of it. */
final class OperationBuilder {
    private final Operation base;
    final List<Step> steps;
    int index;
    OperationState state;

    @Nullable
    OperationState resumesTo;

    Operation.Ending ending;

    @Nullable
    Question question;

    @Nullable
    Answer lastAnswer;

    Options options;
    Owner owner;
    long questions;
    List<LogEntry> outbox;
    List<String> residue;
    List<String> report;

    @Nullable
    Instant endedAt;

    OperationBuilder(Operation base) {
        this.base = base;
        steps = new ArrayList<>(base.steps());
        index = base.index();
        state = base.state();
        resumesTo = base.resumesTo();
        ending = base.ending();
        question = base.question();
        lastAnswer = base.lastAnswer();
        options = base.options();
        owner = base.owner();
        questions = base.questions();
        outbox = new ArrayList<>(base.outbox());
        residue = base.residue();
        report = base.report();
        endedAt = base.endedAt();
    }

    Step step() {
        return steps.get(index);
    }

    void step(Step changed) {
        steps.set(index, changed);
    }

    /** What this draft is now, unsaved: same version as its base. */
    Operation peek() {
        return build(base.version(), base.savedBy(), base.events(), base.updatedAt());
    }

    /** What this draft is now, unsaved, as an execution is told it that has seen a version. */
    Operation told(long version) {
        return build(version, base.savedBy(), base.events(), base.updatedAt());
    }

    /** The next version. */
    Operation saved(String savedBy, List<LogEntry> newEvents, Instant now) {
        newEvents.stream().filter(e -> e.type().detailType() != null).forEach(outbox::add);
        return build(base.version() + 1, savedBy, base.events() + newEvents.size(), now);
    }

    private Operation build(long version, String savedBy, long events, Instant updatedAt) {
        return new Operation(
                base.id(),
                base.type(),
                base.target(),
                base.parameters(),
                base.origin(),
                options,
                steps,
                index,
                state,
                resumesTo,
                ending,
                question,
                lastAnswer,
                owner,
                version,
                savedBy,
                events,
                questions,
                outbox,
                base.summary(),
                base.notes(),
                base.baseline(),
                residue,
                report,
                base.createdAt(),
                updatedAt,
                endedAt);
    }
}
