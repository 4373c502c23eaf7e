package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Optional;

/** Goal: the restored cluster does not have the target's name, under which nothing is ever deleted. */
public final class LeaveName extends RestoreStep {
    /** The word in rollbacks. */
    static final String ACTION = "leave_name";

    public LeaveName(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Takes the name from it. */
    static PlannedStep planned(Operation operation) {
        String target = operation.target().name();
        String rejected = names(operation).rejected();
        return PlannedStep.calling(
                "Take the name " + target + " from the restored cluster",
                ACTION,
                Json.object(),
                Duration.ofMinutes(3),
                Duration.ofHours(1),
                "ModifyDBCluster " + target + " NewDBClusterIdentifier=" + rejected);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Optional<Cluster> found = copy(operation)
                .filter(copy -> copy.id().equals(operation.target().name()));
        if (found.isEmpty()) {
            run.reached("it has another name, or is gone");
            return Outcome.done();
        }
        Cluster copy = found.get();
        String rejected = names(operation).rejected();
        return busy(copy)
                .orElseGet(() -> change(
                        run,
                        false,
                        Change.repeatable(
                                "ModifyDBCluster " + copy.resourceId() + " (" + copy.id() + ") NewDBClusterIdentifier="
                                        + rejected,
                                copy.resourceId(),
                                () -> copy(operation)
                                        .filter(now -> now.id().equals(copy.id()))
                                        .isPresent(),
                                intent -> world(operation).restores().rename(intent, copy.id(), rejected))));
    }
}
