package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.RestorableSnapshot;
import io.rdsmaint.kit.Json;
import io.rdsmaint.restore.world.RestoreWorld;
import java.time.Duration;
import java.util.Optional;

/** Goal: a copy that this operation has made of a snapshot is gone. What it is a copy of is never touched. */
public final class DeleteSnapshotCopy extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "delete_snapshot_copy";

    public DeleteSnapshotCopy(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Deletes it. */
    public static PlannedStep planned(String name) {
        return PlannedStep.calling(
                "Delete snapshot copy " + name,
                ACTION,
                Json.object().put("copy", name),
                Duration.ofSeconds(15),
                Duration.ofHours(1),
                "DeleteDBClusterSnapshot " + name);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        RestoreWorld here = tools.worlds().at(AwsScope.of(run.target()));
        String name = CopySnapshot.copy(run.step().planned());
        Optional<RestorableSnapshot> found =
                here.restores().snapshot(name).filter(copy -> ours(operation, copy.tags()));
        if (found.isEmpty()) {
            run.reached("it is gone");
            return Outcome.done();
        }
        if (found.get().status().equals("creating")) {
            return Outcome.waiting("snapshot " + name + " (creating) to come to rest", 30);
        }
        return change(
                run,
                "DeleteDBClusterSnapshot " + name,
                run.target().region() + "/" + name,
                false,
                () -> here.restores()
                        .snapshot(name)
                        .filter(copy -> ours(operation, copy.tags()))
                        .isPresent(),
                intent -> here.snapshots().delete(intent, name));
    }
}
