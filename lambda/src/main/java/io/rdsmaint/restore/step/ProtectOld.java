package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Goal: the old cluster may be deleted, or may not be deleted any more where that is taken back. */
public final class ProtectOld extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "protect_old";

    private static final String ON = "on";

    public ProtectOld(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Lifts the protection. */
    public static PlannedStep lifted() {
        return planned("Lift deletion protection of the old cluster", false);
    }

    private static PlannedStep planned(String name, boolean on) {
        return PlannedStep.calling(
                name,
                ACTION,
                Json.object().put(ON, on),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                "ModifyDBCluster old cluster DeletionProtection=" + on);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        boolean on = run.parameters().path(ON).asBoolean();
        Optional<Cluster> old = old(operation);
        if (old.isEmpty() || old.get().features().deletionProtection() == on) {
            run.reached("it is so");
            return Outcome.done();
        }
        Cluster cluster = old.get();
        return busy(cluster)
                .orElseGet(() -> change(
                        run,
                        "ModifyDBCluster " + cluster.id() + " (" + cluster.resourceId() + ") DeletionProtection=" + on,
                        cluster.resourceId(),
                        true,
                        () -> old(operation)
                                .filter(now -> now.id().equals(cluster.id()))
                                .isPresent(),
                        intent -> world(operation).rds().modifyDeletionProtection(intent, cluster.id(), on)));
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        return step.planned().parameters().path(ON).asBoolean()
                ? List.of()
                : List.of(planned("Protect the old cluster again", true));
    }
}
