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

    /** True when a copy is kept no longer than it was to be; one without days goes with its operation. */
    public static boolean expired(RestorableSnapshot copy, Instant now) {
        String days = copy.tags().getOrDefault(Names.KEEP_DAYS, "");
        return days.matches("[0-9]{1,4}")
                && copy.createdAt() != null
                && copy.createdAt().plus(Duration.ofDays(Long.parseLong(days))).isBefore(now);
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
                && copy.tags().containsKey(Names.TAG)
                && operation.target().name().equals(copy.tags().get(Names.COPY_FOR))
                && expired(copy, now);
    }
}
