package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/** Moves an operation's current step on: one look, at most one change, one saved outcome. */
final class Stepping {
    private static final int ERRORS_BEFORE_ASKING = 12;
    private static final long FIRST_PAUSE_SECONDS = 5;
    private static final long LONGEST_PAUSE_SECONDS = 300;
    private static final long LONGEST_WAIT_SECONDS = 3_600;

    private final Catalogue catalogue;
    private final Course course;
    private final DoubleSupplier jitter;

    /**
     * @param jitter random numbers from 0 to 1
     */
    Stepping(Catalogue catalogue, Course course, DoubleSupplier jitter) {
        this.catalogue = catalogue;
        this.course = course;
        this.jitter = jitter;
    }

    /** Advances the current step of a running operation and saves; answers what comes next. */
    Next advance(Session session) {
        Draft draft = session.draft();
        draft.state = draft.state == OperationState.CREATED ? OperationState.RUNNING : draft.state;
        Next next;
        if (draft.index >= draft.steps.size()) {
            course.finish(session);
            next = new Next.Go();
        } else if (draft.owner.handOverDue()) {
            next = handOver(session);
        } else if (unapproved(draft.step())) {
            course.ask(session, Questions.gate(draft.step()));
            next = new Next.Ask();
        } else {
            begin(session);
            next = settle(session, look(session));
        }
        session.save();
        return next;
    }

    private static Next handOver(Session session) {
        Operation op = session.stored();
        Owner owner = session.draft().owner;
        String successor = op.id() + "-" + (owner.number() + 1);
        session.draft().owner = owner.handingOverTo(successor);
        session.log(
                Event.Type.OPERATION_HANDED_OVER, "the execution's history is filling up", "to execution " + successor);
        return new Next.HandOver(successor);
    }

    private static boolean unapproved(Step step) {
        return step.state() == StepState.PENDING && step.planned().gate() != null && step.approved() == null;
    }

    private static void begin(Session session) {
        Step step = session.draft().step();
        if (step.state() == StepState.PENDING) {
            session.draft().step(step.begun(session.now()));
            session.log(step.attempt() == 1 ? Event.Type.STEP_STARTED : Event.Type.STEP_RETRIED, null, step.name());
        }
    }

    private Outcome look(Session session) {
        Draft before = session.draft();
        StepRun run = new StepRun(session);
        Outcome outcome;
        try {
            outcome = catalogue.kind(before.step().planned().action()).advance(run);
            session.draft().step(session.draft().step().withErrors(0));
        } catch (TransientFailure e) {
            outcome = pauseAfter(session, e);
        } catch (LastingFailure e) {
            outcome = new Outcome.Asking(Questions.failure(session.draft().step(), String.valueOf(e.getMessage())));
        }
        run.keepMemo();
        return outcome;
    }

    private Outcome pauseAfter(Session session, TransientFailure e) {
        Step step = session.draft().step();
        int errors = step.errors() + 1;
        session.draft().step(step.withErrors(errors));
        if (errors >= ERRORS_BEFORE_ASKING) {
            return new Outcome.Asking(
                    Questions.failure(step, "It failed " + errors + " times in a row, last with: " + e.getMessage()));
        }
        long longest = Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS << (errors - 1));
        long pause = Math.max(1, Math.round(longest * (0.5 + jitter.getAsDouble() / 2)));
        return Outcome.waiting("another try after: " + e.getMessage(), pause);
    }

    private Next settle(Session session, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> complete(session, done);
            case Outcome.Waiting waiting -> await(session, waiting);
            case Outcome.Asking asking -> {
                course.ask(session, asking.question());
                yield new Next.Ask();
            }
        };
    }

    private Next complete(Session session, Outcome.Done done) {
        Draft draft = session.draft();
        new StepRun(session).seen("the step's goal");
        draft.step(draft.step().completed(done.result(), session.now()));
        session.log(
                Event.Type.STEP_COMPLETED, session.actor(), null, draft.step().name() + " is done", done.result());
        if (done.replan() != null) {
            course.replan(session, done.replan());
        }
        course.moveOn(session);
        return new Next.Go();
    }

    private Next await(Session session, Outcome.Waiting waiting) {
        Draft draft = session.draft();
        Step step = draft.step().waiting(waiting.condition());
        draft.step(step);
        Instant since = step.attemptAt() == null ? session.now() : step.attemptAt();
        Duration deadline = step.planned().deadline();
        if (session.now().isAfter(since.plus(deadline))) {
            course.ask(session, Questions.timeout(step, deadline));
            return new Next.Ask();
        }
        return new Next.Wait(Math.clamp(waiting.recheckAfter().toSeconds(), 1, LONGEST_WAIT_SECONDS));
    }
}
