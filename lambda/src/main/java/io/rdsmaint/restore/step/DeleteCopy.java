package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goal: the restored cluster is gone. It is found by its resource id and tag, whatever its name is by now. */
public final class DeleteCopy extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "delete_copy";

    private static final Set<String> NAMED = Set.of(SwapNames.ACTION, TakeName.ACTION);

    public DeleteCopy(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Deletes it without a snapshot. */
    public static PlannedStep planned(String name) {
        return PlannedStep.calling(
                "Delete restored cluster " + name,
                ACTION,
                Json.object(),
                Duration.ofMinutes(5),
                Duration.ofHours(4),
                "DeleteDBCluster " + name + " SkipFinalSnapshot=true");
    }

    @Override
    public Optional<String> deletes(Operation operation, PlannedStep step) {
        if (!begun(operation, RestoreCluster.ACTION)) {
            return Optional.empty();
        }
        String written = operation.steps().stream()
                .filter(s -> NAMED.contains(s.planned().action()) && s.state() == StepState.COMPLETED)
                .findFirst()
                .map(s -> ", with all that was written to " + operation.target().name()
                        + (s.planned().action().equals(TakeName.ACTION)
                                ? " since it has the name"
                                : " since the exchange of the names")
                        + at(s))
                .orElse("");
        return Optional.of("the restored cluster" + written);
    }

    private static String at(Step step) {
        return step.completedAt() == null ? "" : " at " + step.completedAt();
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        RdsGateway rds = world(operation).rds();
        Optional<Cluster> found = copy(operation).filter(c -> ours(operation, c.tags()));
        if (found.isEmpty()) {
            run.reached("it is gone");
            return Outcome.done();
        }
        Cluster cluster = found.get();
        if (cluster.status().equals("deleting")) {
            run.sign(cluster.id() + " is deleting");
            return Outcome.underWay("cluster " + cluster.id() + " to be deleted", cluster.id());
        }
        if (cluster.id().equals(operation.target().name())) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NOT_OURS,
                    "the restored cluster has the target's name: it is not deleted under it.",
                    cluster.id() + " (" + cluster.resourceId() + ") serves as "
                            + operation.target().name(),
                    "look again",
                    show(operation, cluster.id()));
        }
        if (cluster.outlook().moves()) {
            return Outcome.waiting("cluster " + cluster.id() + " (" + cluster.status() + ") to come to rest", 15);
        }
        List<Instance> members = rds.instances(cluster.id());
        Optional<Instance> living = members.stream().filter(i -> !i.leaves()).findFirst();
        if (living.isPresent()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.MEMBERS_CHANGED,
                    "the restored cluster has an instance that this operation has not made.",
                    living.get().id() + " is " + living.get().status(),
                    "look again (delete that instance first if nobody needs it)",
                    show(operation, cluster.id()));
        }
        if (!members.isEmpty()) {
            return Outcome.waiting("the instances of " + cluster.id() + " to leave", 30);
        }
        if (cluster.features().deletionProtection()) {
            return change(
                    run,
                    "ModifyDBCluster " + cluster.id() + " (" + cluster.resourceId() + ") DeletionProtection=false",
                    cluster.resourceId(),
                    false,
                    () -> true,
                    intent -> rds.modifyDeletionProtection(intent, cluster.id(), false));
        }
        reached(run, "ModifyDBCluster", "nothing protects it");
        return change(
                run,
                "DeleteDBCluster " + cluster.id() + " (" + cluster.resourceId() + ") SkipFinalSnapshot=true",
                cluster.resourceId(),
                false,
                () -> rds.clusterOfResource(cluster.resourceId())
                        .filter(now -> now.id().equals(cluster.id()) && ours(operation, now.tags()))
                        .isPresent(),
                intent -> rds.deleteCluster(intent, cluster.id(), null));
    }
}
