package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Moves an operation's current step on: one look, at most one change, one saved outcome. */
final class Stepping {
    private static final int ERRORS_BEFORE_ASKING = 12;
    private static final long FIRST_PAUSE_SECONDS = 5;
    private static final long LONGEST_PAUSE_SECONDS = 300;
    private static final long LONGEST_WAIT_SECONDS = 3_600;
    private static final long LOOK_AT_FREEZE_SECONDS = 60;

    private final Catalogue catalogue;
    private final Course course;
    private final DoubleSupplier jitter;
    private final Supplier<Optional<Freeze>> freeze;

    /**
     * @param jitter random numbers from 0 to 1
     * @param freeze the freeze that is in force, read consistently
     */
    Stepping(Catalogue catalogue, Course course, DoubleSupplier jitter, Supplier<Optional<Freeze>> freeze) {
        this.catalogue = catalogue;
        this.course = course;
        this.jitter = jitter;
        this.freeze = freeze;
    }

    /** Advances the current step of a running operation and saves; answers what comes next. */
    Next advance(Session session) {
        Draft draft = session.draft();
        draft.state = draft.state == OperationState.CREATED ? OperationState.RUNNING : draft.state;
        Next next;
        if (draft.index >= draft.steps.size()) {
            course.finish(session);
            next = new Next.Go();
        } else if (draft.owner.handOverDue(session.now())) {
            next = course.handOver(session);
        } else {
            next = whileFrozen(session)
                    .or(() -> gate(session))
                    .or(() -> untilScheduled(session))
                    .orElseGet(() -> {
                        begin(session);
                        return settle(session, look(session));
                    });
        }
        session.save();
        return next;
    }

    /**
     * While operations are frozen no step begins, and nobody is asked whether it may: neither on the way forward nor back, nor a
     * finally step, for a freeze means that nobody touches anything. Only coming to rest goes on: it looks and changes nothing.
     */
    private Optional<Next> whileFrozen(Session session) {
        Step step = session.draft().step();
        if (step.state() != StepState.PENDING || step.planned().action().equals(Course.SETTLE)) {
            return Optional.empty();
        }
        return freeze.get().map(frozen -> {
            hold(session, frozen.condition(), frozen.reason());
            return new Next.Wait(LOOK_AT_FREEZE_SECONDS);
        });
    }

    private Optional<Next> gate(Session session) {
        Step step = session.draft().step();
        if (!unapproved(step)) {
            return Optional.empty();
        }
        session.draft().step(step.held(null));
        course.ask(session, Questions.gate(step));
        return Optional.of(new Next.Ask());
    }

    private static void hold(Session session, String condition, String why) {
        Step step = session.draft().step();
        if (!condition.equals(step.waitCondition())) {
            session.draft().step(step.held(condition));
            session.log(Event.Type.STEP_HELD, why, step.name() + " waits for " + condition);
        }
    }

    /** A disruptive step begins only when the schedule allows, unless a person said otherwise; a rollback waits for nothing. */
    private Optional<Next> untilScheduled(Session session) {
        Draft draft = session.draft();
        Step step = draft.step();
        boolean bound =
                step.planned().disruptive() && step.startedAt() == null && draft.state == OperationState.RUNNING;
        Answer said = step.approved();
        if (!bound || (said != null && Questions.NOW.equals(said.choice()))) {
            return Optional.empty();
        }
        Schedule schedule = draft.options.schedule();
        Instant opening = schedule.opening(session.now(), step.planned().expected());
        if (!opening.isAfter(session.now())) {
            return Optional.empty();
        }
        boolean waits = said != null && Questions.WAIT.equals(said.choice());
        if (schedule.outside() == Schedule.Outside.ASK && !waits) {
            course.ask(session, Questions.outsideSchedule(step, schedule, opening));
            return Optional.of(new Next.Ask());
        }
        hold(session, opening + ": disruptive steps begin " + schedule.words(), schedule.words());
        long seconds = Duration.between(session.now(), opening).toSeconds() + 1;
        return Optional.of(new Next.Wait(Math.min(seconds, LONGEST_WAIT_SECONDS)));
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
        String trouble = null;
        Outcome outcome;
        try {
            outcome = catalogue.kind(before.step().planned().action()).advance(run);
            session.draft().step(session.draft().step().withErrors(0));
        } catch (TransientFailure e) {
            trouble = e.getMessage();
            outcome = pauseAfter(session, e);
        } catch (LastingFailure e) {
            trouble = e.getMessage();
            outcome = new Outcome.Asking(Questions.failure(session.draft().step(), String.valueOf(e.getMessage())));
        }
        run.keepMemo();
        Draft after = session.draft();
        session.invocation()
                .tell(new Occurrence.Looked(after.index, after.step(), outcome, Optional.ofNullable(trouble)));
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
        new StepRun(session).reached("the step's goal");
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
        Duration pause = waiting.recheckAfter() == null
                ? Pace.next(
                        Duration.between(since, session.now()), step.planned().expected(), jitter.getAsDouble())
                : waiting.recheckAfter();
        return new Next.Wait(Math.clamp(pause.toSeconds(), 1, LONGEST_WAIT_SECONDS));
    }
}
