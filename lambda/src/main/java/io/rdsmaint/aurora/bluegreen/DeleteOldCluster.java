package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.aurora.step.ClusterStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * H50, H51, H52. Goal: the cluster that was in production before the switchover is gone, with its custom endpoints. When a final
 * snapshot was planned, it is looked at once more first.
 */
public final class DeleteOldCluster extends ClusterStep {
    /** The word in plans. */
    public static final String ACTION = "delete_old_cluster";

    /** Seconds between looks: only the operation waits. */
    private static final long RECHECK = 30;

    private final OldSide old;

    /** Deletes the old cluster, without another snapshot. */
    public static PlannedStep planned() {
        return PlannedStep.of(
                "Delete old cluster",
                ACTION,
                Json.object(),
                Duration.ofMinutes(5),
                Duration.ofHours(2),
                List.of("DeleteDBCluster old cluster SkipFinalSnapshot=true"));
    }

    public DeleteOldCluster(StepTools tools) {
        super(ACTION, tools);
        this.old = new OldSide(reader, evaluator);
    }

    @Override
    public Optional<String> deletes(Operation operation, PlannedStep step) {
        return Optional.of(OldSide.all(operation));
    }

    @Override
    public Outcome advance(StepRun run) {
        Optional<Cluster> found = old.cluster(run);
        if (found.isEmpty()) {
            Resource written = old.side(run).cluster();
            return Outcome.done(Json.object().put("cluster", written.id()).put("resource_id", written.resourceId()));
        }
        Cluster cluster = found.get();
        if (cluster.status().equals("deleting")) {
            run.sign(cluster.id() + " is " + cluster.status());
            return Outcome.underWay(cluster.id() + " to be deleted", cluster.id());
        }
        Gateways world = reader.world(run.operation().target());
        Optional<Outcome> occupied = occupied(run, world.rds().instances(cluster.id()));
        if (occupied.isPresent()) {
            return occupied.get();
        }
        if (!saved(run.operation(), world)) {
            return unsaved(run, cluster);
        }
        if (cluster.features().deletionProtection()) {
            return isProtected(run, cluster);
        }
        run.memo().remove(OldSide.PROTECTED);
        return world.rds().customEndpoints(cluster.id()).stream()
                .findFirst()
                .map(e -> deleteEndpoint(run, world, cluster, e))
                .orElseGet(() -> old.changeCluster(
                        run,
                        cluster,
                        "DeleteDBCluster " + cluster.id() + " (" + cluster.resourceId() + ") SkipFinalSnapshot=true",
                        () -> saved(run.operation(), world)
                                && world.rds().instances(cluster.id()).isEmpty(),
                        intent -> world.rds().deleteCluster(intent, cluster.id(), null)));
    }

    private Outcome deleteEndpoint(StepRun run, Gateways world, Cluster cluster, CustomEndpoint endpoint) {
        if (endpoint.status().equals("deleting")) {
            return Outcome.waiting("custom endpoint " + endpoint.id() + " to be deleted", RECHECK);
        }
        return old.changeCluster(
                run,
                cluster,
                "DeleteDBClusterEndpoint " + endpoint.id() + " of " + cluster.id(),
                () -> world.rds().customEndpoints(cluster.id()).stream().anyMatch(e -> e.id().equals(endpoint.id())),
                intent -> world.rds().deleteEndpoint(intent, endpoint.id()));
    }

    /** Its own instances have been deleted by now: any other was added by somebody who may need it. */
    private static Optional<Outcome> occupied(StepRun run, List<Instance> instances) {
        Optional<Instance> living = instances.stream().filter(i -> !i.leaves()).findFirst();
        if (living.isPresent()) {
            Target t = run.operation().target();
            return Optional.of(StepQuestion.ask(
                    run,
                    ClusterQuestion.OLD_SIDE_CHANGED,
                    "the old cluster still has an instance that this operation does not know: it is not deleted.",
                    living.get().id() + " (" + living.get().resourceId() + ") is "
                            + living.get().status(),
                    "look again (delete that instance first if nobody needs it: "
                            + Remedies.deleteInstance(t, living.get().id()) + ")",
                    List.of(Commands.describeInstance(t, living.get().id()))));
        }
        return instances.stream()
                .findFirst()
                .map(i -> Outcome.waiting(i.id() + " to leave the old cluster (" + i.status() + ")", RECHECK));
    }

    private static boolean saved(Operation operation, Gateways world) {
        Optional<Step> snapshot = operation.lastCompleted(SnapshotOld.ACTION);
        boolean planned =
                operation.steps().stream().anyMatch(s -> s.planned().action().equals(SnapshotOld.ACTION));
        String resourceId =
                Side.old(operation).map(s -> s.cluster().resourceId()).orElse("");
        return !planned
                || snapshot.flatMap(s -> world.snapshots().snapshot(SnapshotOld.snapshot(s)))
                        .filter(s -> s.status().equals("available"))
                        .filter(s -> s.clusterResourceId().equals(resourceId))
                        .isPresent();
    }

    private static Outcome unsaved(StepRun run, Cluster cluster) {
        return StepQuestion.ask(
                run,
                ClusterQuestion.FINAL_SNAPSHOT,
                "the final snapshot is no longer there: the old cluster, which has the only copy of its data, is kept.",
                "no available snapshot of " + cluster.id() + " (" + cluster.resourceId()
                        + ") under the name that was planned",
                "look again (take a snapshot of that name first)",
                List.of(UpgradeCommands.cluster(run.operation().target(), cluster.id())));
    }

    private static Outcome isProtected(StepRun run, Cluster cluster) {
        Target t = run.operation().target();
        run.memo().put(OldSide.PROTECTED, true);
        return StepQuestion.ask(
                run,
                ClusterQuestion.OLD_SIDE_CHANGED,
                "the old cluster is protected from deletion, and no step of this plan was to lift that.",
                cluster.id() + " has deletion protection",
                "look again (lift the protection first if it is not there for a reason: "
                        + Remedies.unprotect(t, cluster.id()) + ")",
                List.of(UpgradeCommands.cluster(t, cluster.id())));
    }

    @Override
    public Optional<Sight> sight(StepRun run) {
        return old.sight(run);
    }
}
