package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets a step wait for what is outside it: a freeze, its gate, the schedule, another step's lost call. A step that has sent
 * nothing waits in its place, so that all of these are asked anew when its turn comes, and no deadline runs; one that has made
 * a call is looked at meanwhile and held between its calls.
 */
final class Holding {
    /** Seconds: who unfreezes is told that operations go on within a minute. */
    private static final long LOOK_AT_FREEZE_SECONDS = 60;

    /** Seconds: a wait longer than half an hour is saved, and what is not saved for over an hour counts as standing still. */
    private static final long LONGEST_WAIT_SECONDS = 3_600;

    /** Seconds between looks at a step that has made a call and waits for the time of its next. */
    private static final long MOST_BLIND_SECONDS = 300;

    /** Windows that may pass without the step's call before a person is told: one may be bad luck; chosen. */
    private static final int MISSED_WINDOWS = 2;

    private final Holds holds;
    private final Lifecycle course;
    private final Function<UnitOfWork, Optional<Sight>> look;

    /**
     * @param look what there is to be seen before the draft's step begins
     */
    Holding(Holds holds, Lifecycle course, Function<UnitOfWork, Optional<Sight>> look) {
        this.holds = holds;
        this.course = course;
        this.look = look;
    }

    /** What keeps the draft's step from beginning; empty when nothing does, or when it may have made a call already. */
    Optional<NextAction> beforeItBegins(UnitOfWork session) {
        return whileFrozen(session).or(() -> gate(session)).or(() -> untilScheduled(session));
    }

    /**
     * The draft's step wanted to make a call, and is held.
     *
     * @return empty when it is trouble and not somebody's will that holds a step with calls: its deadline runs on
     */
    Optional<NextAction> beforeItsCall(UnitOfWork session, Hold hold) {
        OperationBuilder draft = session.draft();
        Instant now = session.now();
        Step step = draft.step();
        if (hold instanceof Hold.EarlierCall earlier) {
            draft.step(step.paused(now).held(hold.condition()));
            return Optional.of(waitUntil(earlier.call().expiredAt(), MOST_BLIND_SECONDS, now));
        }
        boolean sent = step.mayHaveChanged();
        if (sent && hold instanceof Hold.Unreadable) {
            return Optional.empty();
        }
        Instant due = due(draft, sent || step.attemptAt() == null ? now : step.attemptAt());
        draft.step((sent ? step.paused(now) : step.returned()).countingWindowsFrom(due));
        return Optional.of(
                hold instanceof Hold.OffSchedule off
                        ? offSchedule(session, off, sent ? MOST_BLIND_SECONDS : LONGEST_WAIT_SECONDS)
                        : hold(session, hold, LOOK_AT_FREEZE_SECONDS));
    }

    /**
     * While operations are frozen no step begins, and nobody is asked whether it may: neither on the way forward nor back, nor a
     * finally step, for a freeze means that nobody touches anything. Only coming to rest goes on: it looks and changes nothing.
     */
    private Optional<NextAction> whileFrozen(UnitOfWork session) {
        Step step = session.draft().step();
        if (!unbegun(step) || step.planned().action().equals(Lifecycle.SETTLE)) {
            return Optional.empty();
        }
        return holds.frozen().map(frozen -> {
            session.draft().step(step.countingWindowsFrom(due(session.draft(), session.now())));
            return hold(session, frozen, LOOK_AT_FREEZE_SECONDS);
        });
    }

    private Optional<NextAction> gate(UnitOfWork session) {
        Step step = session.draft().step();
        if (step.state() != StepState.PENDING || step.planned().gate() == null || step.approved() != null) {
            return Optional.empty();
        }
        session.draft().step(step.held(null));
        QuestionDraft question = Questions.gate(step);
        course.ask(session, look.apply(session).map(question::seeing).orElse(question));
        return Optional.of(new NextAction.Ask());
    }

    /** A disruptive step begins only when the schedule allows, unless a person said otherwise; a rollback waits for nothing. */
    private Optional<NextAction> untilScheduled(UnitOfWork session) {
        Step step = session.draft().step();
        if (!unbegun(step)) {
            return Optional.empty();
        }
        return holds.offSchedule(session.draft(), session.now())
                .map(off -> offSchedule(session, off, LONGEST_WAIT_SECONDS));
    }

    private NextAction offSchedule(UnitOfWork session, Hold.OffSchedule off, long longest) {
        Step step = session.draft().step();
        Answer said = step.approved();
        boolean waits = said != null && Questions.WAIT.equals(said.choice());
        int missed = missed(step, off, session.now());
        if (missed >= MISSED_WINDOWS) {
            return ask(session, Questions.neverItsTurn(step, off, missed));
        }
        if (off.schedule().outside() == Schedule.Outside.ASK && !waits) {
            return ask(session, Questions.outsideSchedule(step, off));
        }
        hold(session, off, longest);
        return waitUntil(off.opening(), longest, session.now());
    }

    /** From when on windows pass by the draft's step, when it is not known yet; null for one that keeps to none. */
    private static @Nullable Instant due(OperationBuilder draft, Instant otherwise) {
        Step step = draft.step();
        boolean keeps =
                Holds.bound(step, draft.state) && draft.options.schedule().window() != null;
        return !keeps ? null : step.dueSince() == null ? otherwise : step.dueSince();
    }

    private static int missed(Step step, Hold.OffSchedule off, Instant now) {
        Instant due = step.dueSince();
        return due == null ? 0 : off.schedule().turns(due, now, step.planned().expected());
    }

    private NextAction ask(UnitOfWork session, QuestionDraft question) {
        course.ask(session, question);
        return new NextAction.Ask();
    }

    /** Says what the step waits for, and tells people once for each that it waits for. */
    private static NextAction hold(UnitOfWork session, Hold hold, long seconds) {
        Step step = session.draft().step();
        if (!hold.condition().equals(step.waitCondition())) {
            session.log(LogEntry.Type.STEP_HELD, hold.why(), step.name() + " waits for " + hold.condition());
        }
        session.draft().step(step.held(hold.condition()));
        return new NextAction.Wait(seconds);
    }

    private static NextAction waitUntil(Instant then, long atMost, Instant now) {
        return new NextAction.Wait(Math.clamp(Duration.between(now, then).toSeconds() + 1, 1, atMost));
    }

    private static boolean unbegun(Step step) {
        return step.state() == StepState.PENDING && !step.mayHaveChanged();
    }
}
