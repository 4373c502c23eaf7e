package io.rdsmaint.steps;

import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A reader that has come back is behind the writer for a while: it is not counted on until it has caught up. */
final class CatchUp {
    private static final double LAG_LIMIT_MILLIS = 1_000;
    private static final Duration PATIENCE_WITH_METRICS = Duration.ofMinutes(5);
    private static final long RECHECK = 30;

    private CatchUp() {}

    /**
     * The wait for it; empty when it isn't behind, or when CloudWatch has not told for long.
     *
     * @param back since when the instance serves again
     */
    static Optional<Outcome> of(StepRun run, Sighting seen, String id, Instant back) {
        if (seen.writes(id)) {
            return Optional.empty();
        }
        Double lag = seen.lagMillis().get(id);
        boolean patient = run.now().isBefore(back.plus(PATIENCE_WITH_METRICS));
        if (lag == null && patient) {
            return Optional.of(Outcome.waiting("CloudWatch to tell how far " + id + " is behind", RECHECK));
        }
        return lag != null && lag >= LAG_LIMIT_MILLIS
                ? Optional.of(Outcome.waiting(id + " to catch up (" + Math.round(lag) + " ms behind)", RECHECK))
                : Optional.empty();
    }
}
