package io.rdsmaint.aurora.instance;

import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.precondition.ClusterPreconditions;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A reader that has come back is behind the writer for a while: it is not counted on until it has caught up. One that
 * doesn't is asked about, by the key that preflight and the guards know its lag by.
 */
final class CatchUp {
    /** Figures arrive a minute or two late, and begin after the database; chosen. */
    private static final Duration PATIENCE_WITH_METRICS = Duration.ofMinutes(5);

    /** Seconds between looks: only the operation waits. */
    private static final long RECHECK = 30;

    private CatchUp() {}

    /**
     * What speaks against going on; empty when it isn't behind, or when CloudWatch has not told for long.
     *
     * @param back since when the instance serves again
     */
    static Optional<Violation> of(StepRun run, ObservedCluster seen, String id, Instant back) {
        if (seen.writes(id)) {
            return Optional.empty();
        }
        Double lag = seen.lagMillis().get(id);
        boolean patient = run.now().isBefore(back.plus(PATIENCE_WITH_METRICS));
        if (lag == null) {
            return patient
                    ? Optional.of(new Violation.Retry("CloudWatch to tell how far " + id + " is behind", RECHECK))
                    : Optional.empty();
        }
        return lag < ClusterPreconditions.LAG_LIMIT_MILLIS
                ? Optional.empty()
                : Optional.of(ClusterPreconditions.behind(
                        run.operation().target(), id, lag, id + " to catch up (" + Math.round(lag) + " ms behind)"));
    }
}
