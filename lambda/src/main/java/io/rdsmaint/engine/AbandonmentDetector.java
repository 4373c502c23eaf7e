package io.rdsmaint.engine;

import java.time.Instant;
import java.util.Optional;

/** Notices operations that nobody runs any more, pauses them and has people told. */
final class AbandonmentDetector {
    private final Owners owners;
    private final StoreAge age;
    private final Lifecycle course;

    AbandonmentDetector(Owners owners, StoreAge age, Lifecycle course) {
        this.owners = owners;
        this.age = age;
        this.course = course;
    }

    /** True when the operation is live and its owner (and the successor it named) no longer run, and people don't know yet. */
    boolean abandoned(Operation op, Instant now) {
        return !op.state().ended() && !op.owner().stalled() && owners.nobodyRuns(op, now);
    }

    /** True when the operation has ended, not everything of it is told, and nobody is left to tell it. */
    boolean untold(Operation op, Instant now) {
        return op.state().ended() && !op.outbox().isEmpty() && !owners.ownerMayRun(op, now);
    }

    /** Pauses an abandoned operation; taking it over asks its question. */
    void tell(UnitOfWork session, String why) {
        OperationBuilder draft = session.draft();
        Optional<QuestionDraft> older = older(session.stored());
        draft.owner = draft.owner.stalledNow();
        String id = session.stored().id();
        String reason = "Nobody ran this operation any more: " + why
                + ". Unless somebody has taken it over since, scripts/takeover " + id
                + " does; by hand it is start-execution with input {\"operation_id\":\"" + id + "\"}.";
        if (older.isPresent()) {
            course.ask(session, older.get());
        } else if (draft.state != OperationState.PAUSED) {
            course.ask(
                    session,
                    QuestionDraft.of(
                            EngineQuestion.STALLED,
                            Question.Kind.FAILURE,
                            reason,
                            Optional.ofNullable(draft.step().waitCondition())
                                    .map(c -> "the step was waiting for " + c)
                                    .orElse("the step was "
                                            + draft.step().state().word()),
                            "go on with the step; it looks first at what is already done"));
        }
        session.log(LogEntry.Type.OPERATION_STALLED, draft.owner.executionArn(), reason);
        session.save();
    }

    /** That people are told must not depend on a history that can't be read just now: who takes over asks again. */
    private Optional<QuestionDraft> older(Operation op) {
        try {
            return age.behindOwner(op);
        } catch (TransientFailure | LastingFailure e) {
            return Optional.empty();
        }
    }
}
