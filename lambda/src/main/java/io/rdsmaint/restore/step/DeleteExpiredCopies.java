package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.RestorableSnapshot;
import io.rdsmaint.kit.Json;
import io.rdsmaint.restore.plan.Names;
import io.rdsmaint.restore.world.RestoreWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;

/** Goal: no copy is left that an earlier restore of the target has made and whose days are over. */
public final class DeleteExpiredCopies extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "delete_expired_copies";

    public DeleteExpiredCopies(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Deletes them, one after the other. */
    public static PlannedStep planned(String target) {
        return PlannedStep.calling(
                "Delete expired snapshot copies for " + target,
                ACTION,
                Json.object(),
                Duration.ofSeconds(15),
                Duration.ofHours(1),
                "DeleteDBClusterSnapshot of each copy for " + target + " whose days are over");
    }

    /**
     * True when the time is over until which a copy was to be kept; one without such a time goes with its operation. When it was created
     * tells nothing: AWS gives a copy the time of what it is a copy of.
     */
    public static boolean expired(RestorableSnapshot copy, Instant now) {
        try {
            return Instant.parse(copy.tags().getOrDefault(Names.KEEP_UNTIL, "")).isBefore(now);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        RestoreWorld here = world(operation);
        Optional<RestorableSnapshot> next = here.restores().manual().stream()
                .filter(copy -> due(operation, copy, run.now()))
                .min(Comparator.comparing(RestorableSnapshot::id));
        if (next.isEmpty()) {
            run.reached("none is left");
            return Outcome.done();
        }
        String name = next.get().id();
        run.intent().filter(intent -> !intent.call().endsWith(" " + name)).ifPresent(_ -> run.reached("it is gone"));
        return change(
                run,
                "DeleteDBClusterSnapshot " + name,
                name,
                false,
                () -> here.restores()
                        .snapshot(name)
                        .filter(copy -> due(operation, copy, run.now()))
                        .isPresent(),
                intent -> here.snapshots().delete(intent, name));
    }

    private static boolean due(Operation operation, RestorableSnapshot copy, Instant now) {
        return copy.available()
                && Names.copied(copy)
                && operation.target().name().equals(copy.tags().get(Names.COPY_FOR))
                && expired(copy, now);
    }
}
