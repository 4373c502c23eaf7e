package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Goal: the old cluster is gone. Found by its resource id, never under the target's name, and never before its snapshot is available. */
public final class DeleteOldCluster extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "delete_old_cluster";

    private final FinalSnapshot snapshot;

    public DeleteOldCluster(RestoreTools tools) {
        super(ACTION, tools);
        this.snapshot = new FinalSnapshot(tools);
    }

    /** Deletes it. */
    public static PlannedStep planned(String old, String resourceId) {
        return PlannedStep.calling(
                "Delete old cluster " + old,
                ACTION,
                Json.object(),
                Duration.ofMinutes(5),
                Duration.ofHours(2),
                "DeleteDBCluster " + old + " (" + resourceId + ") SkipFinalSnapshot=true");
    }

    static String what(Operation operation) {
        return "the old cluster " + names(operation).old()
                + FinalSnapshot.of(operation)
                        .map(id -> ", of which snapshot " + id + " is kept")
                        .orElse(", without a snapshot");
    }

    /** What can be done once part of it is gone. */
    static Optional<String> gone(Operation operation) {
        return Optional.of("the old cluster is being removed, or is gone: its name can't be given back."
                + FinalSnapshot.of(operation)
                        .map(id -> " Its rows are in snapshot " + id + "; aws rds restore-db-cluster-from-snapshot"
                                + " --snapshot-identifier " + id
                                + " --db-cluster-identifier NAME --engine aurora-postgresql --region "
                                + operation.target().region() + " makes a cluster of it")
                        .orElse(" No final snapshot was asked for"));
    }

    @Override
    public Optional<String> deletes(Operation operation, PlannedStep step) {
        return Optional.of(what(operation));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Optional<Cluster> found = old(operation);
        if (found.isEmpty()) {
            run.reached("it is gone");
            return Outcome.done();
        }
        Cluster cluster = found.get();
        if (cluster.status().equals("deleting")) {
            run.sign(cluster.id() + " is deleting");
            return Outcome.underWay(cluster.id() + " to be deleted", cluster.id());
        }
        List<Instance> members = world(operation).rds().instances(cluster.id());
        Optional<Instance> living = members.stream().filter(i -> !i.leaves()).findFirst();
        if (living.isPresent()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.OLD_SIDE_CHANGED,
                    "the old cluster has an instance that this operation does not know: it is not deleted.",
                    living.get().id() + " (" + living.get().resourceId() + ") is "
                            + living.get().status(),
                    "look again (delete that instance first if nobody needs it)",
                    List.of(Commands.describeInstance(
                            operation.target(), living.get().id())));
        }
        if (!members.isEmpty()) {
            return Outcome.waiting("the instances of " + cluster.id() + " to leave", 30);
        }
        Optional<String> why = keep(operation, cluster);
        if (why.isPresent()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.OLD_SIDE_CHANGED,
                    "the old cluster is not as it was to be removed: it is not deleted.",
                    why.get(),
                    "look again",
                    show(operation, cluster.id()));
        }
        return busy(cluster)
                .orElseGet(() -> change(
                        run,
                        "DeleteDBCluster " + cluster.id() + " (" + cluster.resourceId() + ") SkipFinalSnapshot=true",
                        cluster.resourceId(),
                        true,
                        () -> old(operation)
                                .filter(now -> now.id().equals(cluster.id())
                                        && keep(operation, now).isEmpty())
                                .isPresent(),
                        intent -> world(operation).rds().deleteCluster(intent, cluster.id(), null)));
    }

    private Optional<String> keep(Operation operation, Cluster cluster) {
        if (!ours(operation, cluster.tags())) {
            return Optional.of(cluster.id() + " does not bear this operation's tag");
        }
        if (cluster.id().equals(operation.target().name())) {
            return Optional.of("it has the target's name " + cluster.id());
        }
        if (cluster.features().deletionProtection()) {
            return Optional.of(cluster.id() + " is protected from deletion");
        }
        return snapshot.saved(operation)
                ? Optional.empty()
                : Optional.of("the final snapshot of " + cluster.id() + " is not there");
    }

    @Override
    public Optional<String> irreversible(Operation operation, Step step) {
        return gone(operation);
    }
}
