package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks whether a freeze or the schedule holds a step. */
final class Holds {
    /** So long after a step began in its time its own looks don't make it late. */
    private static final Duration FIRST_LOOKS = Duration.ofMinutes(1);

    private final Supplier<Optional<Freeze>> freeze;

    /**
     * @param freeze the freeze that is in force, read consistently
     */
    Holds(Supplier<Optional<Freeze>> freeze) {
        this.freeze = freeze;
    }

    /** The freeze, if there is one. */
    Optional<Hold> frozen() {
        return freeze.get().map(Hold.Frozen::new);
    }

    /** What holds a call at this moment. A freeze that can't be read holds as if there were one. */
    Optional<Hold> ofCall(OperationBuilder draft, Instant now) {
        Optional<Hold> frozen;
        try {
            frozen = frozen();
        } catch (RuntimeException e) {
            return Optional.of(new Hold.Unreadable(String.valueOf(e.getMessage())));
        }
        return frozen.or(() -> offSchedule(draft, now).map(Hold.class::cast));
    }

    /** The schedule, if it leaves out this moment for the draft's step. */
    Optional<Hold.OffSchedule> offSchedule(OperationBuilder draft, Instant now) {
        Step step = draft.step();
        Schedule schedule = draft.options.schedule();
        Duration needed = step.planned().expected();
        if (!bound(step, draft.state) || schedule.allows(now, needed) || begunInTime(step, schedule, now)) {
            return Optional.empty();
        }
        return Optional.of(new Hold.OffSchedule(schedule, schedule.opening(now, needed)));
    }

    /** True for a step that keeps to the schedule: a disruptive one on the way there, unless a person let it run now. */
    static boolean bound(Step step, OperationState state) {
        Answer said = step.approved();
        return step.planned().disruptive()
                && state == OperationState.RUNNING
                && (said == null || !Questions.NOW.equals(said.choice()));
    }

    private static boolean begunInTime(Step step, Schedule schedule, Instant now) {
        Instant begun = step.attemptAt();
        return begun != null
                && !now.isAfter(begun.plus(FIRST_LOOKS))
                && schedule.allows(begun, step.planned().expected())
                && schedule.allows(now, Duration.ZERO);
    }
}
