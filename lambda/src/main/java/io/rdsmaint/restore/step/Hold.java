package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Count;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Goal: the time is over for which the old cluster is kept, so that a rollback can give its name back. */
public final class Hold extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "hold_old";

    private static final String HOURS = "hours";

    /** Seconds between looks: there is only time to pass. */
    private static final long LONGEST = 3_600;

    public Hold(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Keeps it. */
    public static PlannedStep planned(String old, int hours) {
        return PlannedStep.looking(
                "Keep " + old + " for " + Count.of(hours, "hour"),
                ACTION,
                Json.object().put(HOURS, hours),
                Duration.ofHours(hours),
                Duration.ofHours(hours).multipliedBy(2).plusHours(24));
    }

    /** When it is over, given when the names were exchanged. */
    public static Instant until(Instant exchanged, PlannedStep step) {
        return exchanged.plus(Duration.ofHours(step.parameters().path(HOURS).asLong()));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Instant exchanged = operation
                .lastCompleted(SwapNames.ACTION)
                .map(Step::completedAt)
                .map(Objects::requireNonNull)
                .orElse(run.now());
        Instant until = until(exchanged, run.step().planned());
        if (!run.now().isBefore(until)) {
            return Outcome.done(Json.object().put("until", until.toString()));
        }
        long left = Duration.between(run.now(), until).toSeconds() + 1;
        return Outcome.waiting(
                "the hold of " + names(operation).old() + " to end at " + until, Math.min(left, LONGEST));
    }
}
