package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.ClusterSnapshot;
import io.rdsmaint.gateway.rds.SnapshotGateway;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** H50. Goal: a snapshot of the old cluster is available. One that exists of the same physical cluster serves as well. */
public final class SnapshotOld extends ParameterizedStep<SnapshotOld.Params> {
    /** The word in plans. */
    public static final String ACTION = "snapshot_old";

    record Params(String snapshot) {
        static Params of(JsonNode json) {
            return new Params(new Fields(json).text(SNAPSHOT));
        }

        ObjectNode json() {
            return Json.object().put(SNAPSHOT, snapshot);
        }
    }

    private static final String SNAPSHOT = "snapshot";

    private final OldSide old;

    /** Takes the last snapshot of the old cluster, which stays. */
    public static PlannedStep planned(String snapshot) {
        return PlannedStep.of(
                "Take final snapshot " + snapshot + " of the old cluster",
                ACTION,
                new Params(snapshot).json(),
                Duration.ofMinutes(10),
                Duration.ofDays(1),
                List.of("CreateDBClusterSnapshot " + snapshot + " of the old cluster"));
    }

    /** The name of the snapshot that a step of this kind takes. */
    public static String snapshot(Step step) {
        return Params.of(step.planned().parameters()).snapshot();
    }

    public SnapshotOld(StepTools tools) {
        super(ACTION, Params::of, tools);
        this.old = new OldSide(reader, evaluator);
    }

    @Override
    public Optional<Sight> sight(StepRun run) {
        return old.sight(run);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        Target target = run.operation().target();
        String id = planned.snapshot();
        Resource cluster = old.side(run).cluster();
        Optional<ClusterSnapshot> found = snapshots(run).snapshot(id);
        if (found.isEmpty()) {
            return old.cluster(run).map(c -> create(run, c, id)).orElseGet(() -> gone(run, cluster));
        }
        ClusterSnapshot snapshot = found.get();
        if (!snapshot.clusterResourceId().equals(cluster.resourceId())) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NAME_TAKEN,
                    "a snapshot " + id + " exists that is of another cluster.",
                    id + " is of " + snapshot.clusterId() + " (" + snapshot.clusterResourceId() + "), not of "
                            + cluster.resourceId(),
                    "look again (delete that snapshot, or copy it under another name, first)",
                    List.of(UpgradeCommands.snapshot(target, id)));
        }
        run.reached("snapshot " + id + " is " + snapshot.status());
        return switch (snapshot.status()) {
            case "available" ->
                Outcome.done(Json.object().put(SNAPSHOT, id).put("resource_id", snapshot.clusterResourceId()));
            case "failed" ->
                StepQuestion.ask(
                        run,
                        ClusterQuestion.FINAL_SNAPSHOT,
                        "the final snapshot failed. Nothing of the old cluster has been deleted.",
                        id + " is " + snapshot.status(),
                        "take it again (delete the failed one first: " + Remedies.deleteSnapshot(target, id) + ")",
                        List.of(UpgradeCommands.snapshot(target, id)));
            default ->
                Outcome.underWay(
                        "snapshot " + id + " to become available (" + snapshot.status() + ", " + snapshot.percent()
                                + " %)",
                        id);
        };
    }

    private Outcome create(StepRun run, Cluster cluster, String id) {
        return old.changeCluster(
                run,
                cluster,
                "CreateDBClusterSnapshot " + id + " of " + cluster.id() + " (" + cluster.resourceId() + ")",
                () -> snapshots(run).snapshot(id).isEmpty(),
                intent -> snapshots(run)
                        .create(
                                intent,
                                id,
                                cluster.id(),
                                Map.of(Ownership.TAG, run.operation().id())));
    }

    private static Outcome gone(StepRun run, Resource cluster) {
        return StepQuestion.ask(
                run,
                ClusterQuestion.FINAL_SNAPSHOT,
                "the old cluster is gone before its final snapshot was taken, deleted by somebody else.",
                "no cluster of resource id " + cluster.resourceId(),
                "look again (mark the operation complete if this is as it should be)",
                List.of());
    }

    private SnapshotGateway snapshots(StepRun run) {
        return reader.world(run.operation().target()).snapshots();
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        String id = parameters(step).snapshot();
        return operation.ending() == Operation.Ending.COMPLETED
                ? Optional.empty()
                : Optional.of("snapshot " + id + " of the old cluster is kept; to remove it: "
                        + Remedies.deleteSnapshot(operation.target(), id));
    }
}
