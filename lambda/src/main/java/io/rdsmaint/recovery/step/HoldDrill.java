package io.rdsmaint.recovery.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Goal: people have had the time that they asked for to try what a drill launched. An edit of {@code ttl_hours} ends it earlier. */
public final class HoldDrill extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "hold_drill";

    /** In its parameters. */
    public static final String HOURS = "ttl_hours";

    private static final long LONGEST = 1_800;

    public HoldDrill(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Holds a drill for some hours after its first launch. */
    public static PlannedStep planned(int hours) {
        return PlannedStep.looking(
                "Hold drill",
                ACTION,
                Json.object().put(HOURS, hours),
                Duration.ofHours(hours).plusSeconds(10),
                Duration.ofHours(hours).plusHours(4));
    }

    @Override
    public Outcome advance(StepRun run) {
        Optional<Instant> first = firstLaunch(run.operation());
        int hours = run.parameters().path(HOURS).asInt();
        Instant until = first.orElse(Instant.MIN).plus(first.isPresent() ? Duration.ofHours(hours) : Duration.ZERO);
        if (!run.now().isBefore(until)) {
            return Outcome.done();
        }
        return Outcome.waiting(
                "the end of the drill at " + until.truncatedTo(ChronoUnit.SECONDS)
                        + " (edit ttl_hours to end it earlier)",
                Math.clamp(Duration.between(run.now(), until).toSeconds() + 1, 1, LONGEST));
    }

    /** When the first launch was called for; empty when none was. */
    static Optional<Instant> firstLaunch(Operation operation) {
        return operation.steps().stream()
                .filter(step -> step.planned().action().equals(StartRecovery.ACTION))
                .map(Step::completedAt)
                .flatMap(at -> Optional.ofNullable(at).stream())
                .min(Instant::compareTo);
    }
}
