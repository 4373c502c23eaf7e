package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.ClusterSnapshot;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Goal: a snapshot of the old cluster, which is fenced and gets no writes any more, is available. It stays. */
public final class FinalSnapshot extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "final_snapshot";

    public FinalSnapshot(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Takes it. */
    public static PlannedStep planned(String snapshot, String old) {
        return PlannedStep.calling(
                "Take final snapshot " + snapshot + " of " + old,
                ACTION,
                Json.object().put("snapshot", snapshot),
                Duration.ofMinutes(10),
                Duration.ofDays(1),
                "CreateDBClusterSnapshot " + snapshot + " of " + old);
    }

    /** The name of the snapshot that an operation's plan takes; empty where it takes none. */
    static Optional<String> of(Operation operation) {
        return operation.steps().stream()
                .filter(step -> step.planned().action().equals(ACTION))
                .map(FinalSnapshot::id)
                .findFirst();
    }

    private static String id(Step step) {
        return step.planned().parameters().path("snapshot").asText();
    }

    /** True when there is nothing to be saved, or it is saved. */
    boolean saved(Operation operation) {
        return of(operation)
                .map(id -> world(operation)
                        .snapshots()
                        .snapshot(id)
                        .filter(s -> s.status().equals("available"))
                        .filter(s -> s.clusterResourceId().equals(oldId(operation)))
                        .isPresent())
                .orElse(true);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        String id = id(run.step());
        Optional<ClusterSnapshot> found = world(operation).snapshots().snapshot(id);
        if (found.isEmpty()) {
            Optional<Cluster> old = old(operation);
            if (old.isEmpty()) {
                return StepQuestion.ask(
                        run,
                        ClusterQuestion.FINAL_SNAPSHOT,
                        "the old cluster is gone before its final snapshot was taken, deleted by somebody else.",
                        "no cluster of resource id " + oldId(operation),
                        "look again (mark the operation complete if this is as it should be)",
                        List.of());
            }
            Cluster cluster = old.get();
            return busy(cluster)
                    .orElseGet(() -> change(
                            run,
                            "CreateDBClusterSnapshot " + id + " of " + cluster.id() + " (" + cluster.resourceId() + ")",
                            id,
                            true,
                            () -> world(operation).snapshots().snapshot(id).isEmpty(),
                            intent -> world(operation).snapshots().create(intent, id, cluster.id(), owned(operation))));
        }
        ClusterSnapshot snapshot = found.get();
        if (!snapshot.clusterResourceId().equals(oldId(operation))) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NAME_TAKEN,
                    "a snapshot " + id + " exists that is of another cluster.",
                    id + " is of " + snapshot.clusterId() + " (" + snapshot.clusterResourceId() + "), not of "
                            + oldId(operation),
                    "look again (delete that snapshot, or copy it under another name, first)",
                    List.of(UpgradeCommands.snapshot(operation.target(), id)));
        }
        run.reached("snapshot " + id + " is " + snapshot.status());
        return switch (snapshot.status()) {
            case "available" -> Outcome.done(Json.object().put("snapshot", id));
            case "failed" ->
                StepQuestion.ask(
                        run,
                        ClusterQuestion.FINAL_SNAPSHOT,
                        "the final snapshot failed. Nothing of the old cluster has been deleted.",
                        id + " is " + snapshot.status(),
                        "take it again (delete the failed one first: " + Remedies.deleteSnapshot(operation.target(), id)
                                + ")",
                        List.of(UpgradeCommands.snapshot(operation.target(), id)));
            default ->
                Outcome.underWay(
                        "snapshot " + id + " to become available (" + snapshot.status() + ", " + snapshot.percent()
                                + " %)",
                        id);
        };
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        return operation.ending() == Operation.Ending.COMPLETED
                ? Optional.empty()
                : Optional.of("snapshot " + id(step) + " of the old cluster is kept; to remove it: "
                        + Remedies.deleteSnapshot(operation.target(), id(step)));
    }
}
