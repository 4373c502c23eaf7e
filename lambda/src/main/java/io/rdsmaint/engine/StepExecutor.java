package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** Moves an operation's current step on: one look, at most one change, one saved outcome. */
final class StepExecutor {
    /** Failed looks in a row, which with their pauses take 15 to 30 minutes; chosen. */
    private static final int ERRORS_BEFORE_ASKING = 12;

    /** Seconds, doubled from one error to the next; chosen. */
    private static final long FIRST_PAUSE_SECONDS = 5;

    /** Seconds: spares a throttled account, and sees its end soon; chosen. */
    private static final long LONGEST_PAUSE_SECONDS = 300;

    /** Seconds: a wait longer than half an hour is saved, and what is not saved for over an hour counts as standing still. */
    private static final long LONGEST_WAIT_SECONDS = 3_600;

    /** Seconds until a call that is held is tried again: as long as a freeze's end takes to be seen. */
    private static final long SOON_AGAIN_SECONDS = 60;

    private final Catalogue catalogue;
    private final Lifecycle course;
    private final DoubleSupplier jitter;
    private final Holds holds;
    private final Holding holding;
    private final Experience experience;
    private final EventWaits events;

    /**
     * @param jitter random numbers from 0 to 1
     * @param holds what may hold a step
     * @param experience how long steps take
     * @param events which waits they may end
     */
    StepExecutor(
            Catalogue catalogue,
            Lifecycle course,
            DoubleSupplier jitter,
            Holds holds,
            Experience experience,
            EventWaits events) {
        this.experience = experience;
        this.events = events;
        this.catalogue = catalogue;
        this.course = course;
        this.jitter = jitter;
        this.holds = holds;
        this.holding = new Holding(holds, course, this::sight);
    }

    /** Advances the current step of a running operation and saves; answers what comes next. */
    NextAction advance(UnitOfWork session) {
        OperationBuilder draft = session.draft();
        draft.state = draft.state == OperationState.CREATED ? OperationState.RUNNING : draft.state;
        NextAction next;
        if (draft.index >= draft.steps.size()) {
            course.finish(session);
            next = new NextAction.Go();
        } else if (draft.owner.handOverDue(session.now())) {
            next = course.handOver(session);
        } else {
            next = holding.beforeItBegins(session).orElseGet(() -> {
                begin(session);
                return settle(session, look(session));
            });
        }
        Operation before = session.stored();
        session.saveNews(next, observed(session));
        learn(before, session.stored());
        return next;
    }

    private void learn(Operation before, Operation after) {
        before.current()
                .filter(step -> after.steps().get(before.index()).state() == StepState.COMPLETED)
                .ifPresent(step ->
                        experience.learn(after.type(), step, after.steps().get(before.index())));
    }

    private Set<String> observed(UnitOfWork session) {
        return session.stored()
                .current()
                .flatMap(
                        step -> catalogue.known(session.stored(), step.planned().action()))
                .map(StepKind::observed)
                .orElse(Set.of());
    }

    /** A step that this version does not know stays in its place: nothing of it has to be brought back. */
    private void begin(UnitOfWork session) {
        Step step = session.draft().step();
        if (step.state() == StepState.PENDING
                && catalogue.known(session.stored(), action(session)).isPresent()) {
            session.draft()
                    .step(step.begun(
                            session.now(),
                            experience
                                    .usual(session.stored().type(), action(session))
                                    .orElse(null)));
            session.log(
                    step.attempt() == 1 ? LogEntry.Type.STEP_STARTED : LogEntry.Type.STEP_RETRIED, null, step.name());
        }
    }

    private Outcome look(UnitOfWork session) {
        StepRun run = run(session);
        String trouble = null;
        Outcome outcome;
        try {
            outcome = catalogue.kind(session.stored(), action(session)).advance(run);
            Optional<Outcome.Done> shown = run.showsAtOnce() ? lookAfterCall(session, run) : Optional.empty();
            if (shown.isPresent()) {
                outcome = shown.get();
            }
            session.draft().step(session.draft().step().withErrors(0));
        } catch (TransientFailure e) {
            trouble = e.getMessage();
            outcome = pauseAfter(session, e);
        } catch (LastingFailure e) {
            trouble = e.getMessage();
            outcome = new Outcome.Asking(Questions.failure(
                    session.draft().step(),
                    catalogue.known(session.stored(), action(session)).isPresent()
                            ? EngineQuestion.STEP_FAILED
                            : EngineQuestion.UNKNOWN_STEP,
                    " failed: " + e.getMessage(),
                    commands(session)));
        }
        run.keepMemo();
        OperationBuilder after = session.draft();
        session.invocation()
                .tell(new EngineSignal.Looked(after.index, after.step(), outcome, Optional.ofNullable(trouble)));
        return outcome;
    }

    /** A look at its own call's effect is the same step; one that shows nothing, or fails, is left to the next invocation. */
    private Optional<Outcome.Done> lookAfterCall(UnitOfWork session, StepRun called) {
        called.keepMemo();
        StepRun again = run(session).onlyLooking();
        try {
            return catalogue.kind(session.stored(), action(session)).advance(again) instanceof Outcome.Done done
                    ? Optional.of(done)
                    : Optional.empty();
        } catch (TransientFailure | LastingFailure e) {
            return Optional.empty();
        }
    }

    /** What a person should see before the draft's step begins; a look that fails keeps nobody from being asked. */
    private Optional<Sight> sight(UnitOfWork session) {
        try {
            return catalogue.known(session.stored(), action(session)).flatMap(kind -> kind.sight(run(session)));
        } catch (TransientFailure | LastingFailure e) {
            return Optional.of(new Sight(List.of("a look at what there is failed: " + e.getMessage()), List.of()));
        }
    }

    private StepRun run(UnitOfWork session) {
        return new StepRun(
                session,
                holds,
                catalogue
                        .known(session.stored(), action(session))
                        .flatMap(StepKind::mustFinish)
                        .isPresent());
    }

    /** Commands that show what the draft's step is about; a damaged document has none, and is told of otherwise. */
    private List<String> commands(UnitOfWork session) {
        try {
            return catalogue
                    .known(session.stored(), action(session))
                    .map(kind -> kind.look(session.stored(), session.draft().step()))
                    .orElse(List.of());
        } catch (LastingFailure e) {
            return List.of();
        }
    }

    private static String action(UnitOfWork session) {
        return session.draft().step().planned().action();
    }

    private Outcome pauseAfter(UnitOfWork session, TransientFailure e) {
        Step step = session.draft().step();
        int errors = step.errors() + 1;
        session.draft().step(step.withErrors(errors));
        if (errors >= ERRORS_BEFORE_ASKING) {
            return new Outcome.Asking(Questions.failure(
                    step,
                    EngineQuestion.ERRORS_IN_A_ROW,
                    " failed " + errors + " times in a row, last with: " + e.getMessage(),
                    commands(session)));
        }
        long longest = Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS << (errors - 1));
        long pause = Math.max(1, Math.round(longest * (0.5 + jitter.getAsDouble() / 2)));
        return Outcome.waiting("another try after: " + e.getMessage(), pause);
    }

    private NextAction settle(UnitOfWork session, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Held held ->
                holding.beforeItsCall(session, held.hold())
                        .orElseGet(() -> await(session, Outcome.waiting(held.condition(), SOON_AGAIN_SECONDS)));
            case Outcome.Done done -> complete(session, done);
            case Outcome.Waiting waiting -> await(session, waiting);
            case Outcome.Asking asking -> {
                course.ask(session, asking.question());
                yield new NextAction.Ask();
            }
        };
    }

    private NextAction complete(UnitOfWork session, Outcome.Done done) {
        OperationBuilder draft = session.draft();
        run(session).reached("the step's goal");
        draft.step(draft.step().completed(done.result(), session.now()));
        session.log(
                LogEntry.Type.STEP_COMPLETED,
                session.actor(),
                null,
                draft.step().name() + " is done",
                done.result());
        catalogue
                .known(session.stored(), action(session))
                .flatMap(kind -> kind.milestone(draft.peek(), draft.step()))
                .ifPresent(milestone -> session.log(
                        LogEntry.Type.WAVE_COMPLETED, session.actor(), null, milestone.message(), milestone.data()));
        if (done.replan() != null) {
            course.replan(session, done.replan());
        }
        course.moveOn(session);
        return new NextAction.Go();
    }

    private NextAction await(UnitOfWork session, Outcome.Waiting waiting) {
        OperationBuilder draft = session.draft();
        Step step = draft.step().released(session.now()).waiting(waiting.condition());
        draft.step(step);
        Instant since = step.attemptAt() == null ? session.now() : step.attemptAt();
        Duration deadline = step.planned().deadline();
        if (session.now().isAfter(since.plus(deadline))) {
            course.ask(session, Questions.timeout(step, deadline, commands(session)));
            return new NextAction.Ask();
        }
        Instant called = step.intent() == null || step.intent().at().isBefore(since)
                ? since
                : step.intent().at();
        Duration elapsed = Duration.between(called, session.now());
        double chance = jitter.getAsDouble();
        Duration pause = waiting.recheckAfter() == null
                ? PollInterval.next(elapsed, UsualTime.of(step), chance)
                : waiting.recheckAfter();
        if (waiting.resource() != null && events.mayEnd(waiting, session.stored(), step)) {
            Duration sparse = PollInterval.besideEvents(elapsed, UsualTime.of(step), chance);
            return events.next(session.seen().woken(), waiting.resource(), sparse, pause, session.now());
        }
        return new NextAction.Wait(Math.clamp(pause.toSeconds(), 1, LONGEST_WAIT_SECONDS));
    }
}
