package io.rdsmaint.engine;

import java.util.Optional;

/** Notices operations that nobody runs any more, pauses them and has people told. */
final class Stalling {
    private final Executions executions;
    private final Course course;

    Stalling(Executions executions, Course course) {
        this.executions = executions;
        this.course = course;
    }

    /** True when the operation is live and its owner (and the successor it named) no longer run, and people don't know yet. */
    boolean abandoned(Operation op) {
        Owner owner = op.owner();
        return !op.state().ended()
                && !owner.stalled()
                && !executions.mayRun(owner.executionArn())
                && owner.successorArn().filter(executions::mayRun).isEmpty();
    }

    /** True when the operation has ended, not everything of it is told, and nobody is left to tell it. */
    boolean untold(Operation op) {
        return op.state().ended()
                && !op.outbox().isEmpty()
                && !executions.mayRun(op.owner().executionArn());
    }

    /** Pauses an abandoned operation; taking it over asks its question. */
    void tell(Session session, String why) {
        Draft draft = session.draft();
        draft.owner = draft.owner.stalledNow();
        String takeOver = "start-execution with input {\"operation_id\":\""
                + session.stored().id() + "\"}";
        String reason = "Nobody runs this operation any more: " + why + ". Take it over with " + takeOver + ".";
        if (draft.state != OperationState.PAUSED) {
            course.ask(
                    session,
                    QuestionDraft.of(
                            Question.Kind.FAILURE,
                            reason,
                            Optional.ofNullable(draft.step().waitCondition())
                                    .map(c -> "the step was waiting for " + c)
                                    .orElse("the step was "
                                            + draft.step().state().word()),
                            "go on with the step; it looks first at what is already done"));
        }
        session.log(Event.Type.OPERATION_STALLED, draft.owner.executionArn(), reason);
        session.save();
    }
}
