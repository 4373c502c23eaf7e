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

/**
 * Goal: an instance of the old cluster is gone. It is found by its resource id, bears the operation's tag, and is in the old cluster,
 * which no longer has the target's name; else it is not touched.
 */
public final class DeleteOldMember extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "delete_old_member";

    private final FinalSnapshot snapshot;

    public DeleteOldMember(RestoreTools tools) {
        super(ACTION, tools);
        this.snapshot = new FinalSnapshot(tools);
    }

    /** Deletes it. */
    public static PlannedStep planned(String instance, String resourceId) {
        return PlannedStep.calling(
                "Delete old " + instance,
                ACTION,
                Json.object().put("instance", instance).put("resource_id", resourceId),
                Duration.ofMinutes(5),
                Duration.ofHours(2),
                "DeleteDBInstance " + instance + " (" + resourceId + ")");
    }

    @Override
    public Optional<String> deletes(Operation operation, PlannedStep step) {
        return Optional.of(DeleteOldCluster.what(operation));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        String resourceId = OldMembers.resourceId(run.step().planned());
        Optional<Instance> found = world(operation).rds().instanceOfResource(resourceId);
        if (found.isEmpty()) {
            run.reached("it is gone");
            return Outcome.done();
        }
        Instance instance = found.get();
        if (instance.leaves()) {
            run.sign(instance.id() + " is " + instance.status());
            return Outcome.underWay(instance.id() + " to be deleted", instance.id());
        }
        Optional<String> why = keep(operation, instance);
        if (why.isPresent()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NOT_OURS,
                    "the instance is not what was to be removed: it is not deleted.",
                    why.get(),
                    "look again",
                    List.of(Commands.describeInstance(operation.target(), instance.id())));
        }
        if (instance.outlook().moves()) {
            return Outcome.waiting(instance.id() + " (" + instance.status() + ") to come to rest", 15);
        }
        return change(
                run,
                "DeleteDBInstance " + instance.id() + " (" + resourceId + ")",
                resourceId,
                true,
                () -> world(operation)
                        .rds()
                        .instanceOfResource(resourceId)
                        .filter(now -> keep(operation, now).isEmpty())
                        .isPresent(),
                intent -> world(operation).rds().deleteInstance(intent, instance.id()));
    }

    /** Why it is not deleted; empty when it may be. */
    private Optional<String> keep(Operation operation, Instance instance) {
        if (!ours(operation, instance.tags())) {
            return Optional.of(instance.id() + " does not bear this operation's tag");
        }
        Optional<Cluster> old = old(operation).filter(c -> c.id().equals(instance.clusterId()));
        if (old.isEmpty() || instance.clusterId().equals(operation.target().name())) {
            return Optional.of(instance.id() + " is in cluster " + instance.clusterId());
        }
        return snapshot.saved(operation)
                ? Optional.empty()
                : Optional.of("the final snapshot of " + old.get().id() + " is not there");
    }

    @Override
    public Optional<String> irreversible(Operation operation, Step step) {
        return DeleteOldCluster.gone(operation);
    }
}
