package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.step.ClusterStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** H50. Goal: the old cluster may be deleted. Planned behind the gate of the cleanup only. */
public final class UnprotectOld extends ClusterStep {
    /** The word in plans. */
    public static final String ACTION = "unprotect_old";

    private final OldSide old;

    /** Allows the old cluster to be deleted. */
    public static PlannedStep planned() {
        return PlannedStep.of(
                "Lift deletion protection of the old cluster",
                ACTION,
                Json.object(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                List.of("ModifyDBCluster old cluster DeletionProtection=false"));
    }

    public UnprotectOld(StepTools tools) {
        super(ACTION, tools);
        this.old = new OldSide(reader, evaluator);
    }

    @Override
    public Optional<Sight> sight(StepRun run) {
        return old.sight(run);
    }

    @Override
    public Outcome advance(StepRun run) {
        Optional<Cluster> cluster = old.cluster(run);
        if (cluster.filter(c -> c.features().deletionProtection()).isEmpty()) {
            return Outcome.done();
        }
        String id = cluster.get().id();
        return old.changeCluster(
                run,
                cluster.get(),
                "ModifyDBCluster " + id + " DeletionProtection=false",
                () -> true,
                intent -> reader.world(run.operation().target()).rds().modifyDeletionProtection(intent, id, false));
    }
}
