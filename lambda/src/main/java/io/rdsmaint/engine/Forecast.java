package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When an operation probably ends: what its steps usually take, and the schedule; questions to come as if answered at once. */
public final class Forecast {
    private Forecast() {}

    /** The probable end; empty while a person is asked, and once it has ended. */
    public static Optional<Instant> end(Operation operation, Instant now) {
        if (operation.state() == OperationState.PAUSED || operation.state().ended()) {
            return Optional.empty();
        }
        Instant then = now;
        for (Step step :
                operation.steps().subList(operation.index(), operation.steps().size())) {
            if (!step.state().ended()) {
                then = opening(operation, step, then).plus(remaining(step, now));
            }
        }
        return Optional.of(then);
    }

    /** What the steps usually take that have not begun. */
    static Duration unbegun(Operation operation) {
        return operation.steps().stream()
                .skip(operation.index())
                .filter(step -> !step.state().ended() && step.attemptAt() == null)
                .map(step -> step.planned().expected())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Instant opening(Operation operation, Step step, Instant earliest) {
        boolean waits = step.state() == StepState.PENDING || step.heldSince() != null;
        return waits && Holds.bound(step, operation.state())
                ? operation
                        .options()
                        .schedule()
                        .opening(earliest, step.planned().expected())
                : earliest;
    }

    private static Duration remaining(Step step, Instant now) {
        Duration expected = step.planned().expected();
        if (step.attemptAt() == null) {
            return expected;
        }
        Duration left = step.endsAt()
                .map(end -> Duration.between(now, end))
                .orElseGet(() -> expected.minus(Duration.between(step.attemptAt(), now)));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
