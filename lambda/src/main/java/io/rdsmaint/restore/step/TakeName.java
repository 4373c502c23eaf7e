package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** R13. Goal: the restored cluster has the target's name, which nobody had before. */
public final class TakeName extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "take_name";

    public TakeName(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Gives it the name. */
    public static PlannedStep planned(String target, String copy) {
        return PlannedStep.calling(
                "Give " + copy + " the name " + target,
                ACTION,
                Json.object(),
                Duration.ofMinutes(3),
                Duration.ofMinutes(45),
                "ModifyDBCluster " + copy + " NewDBClusterIdentifier=" + target);
    }

    @Override
    public Optional<Sight> sight(StepRun run) {
        Operation operation = run.operation();
        Cluster copy = needCopy(operation);
        return Optional.of(new Sight(
                List.of(
                        "the restored cluster " + copy.id() + " is " + copy.status() + ", masked and verified",
                        "it becomes " + operation.target().name() + " and is opened to clients"),
                show(operation, copy.id())));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        String target = operation.target().name();
        Cluster copy = needCopy(operation);
        if (copy.id().equals(target)) {
            run.reached("it has the target's name");
            return busy(copy)
                    .orElseGet(() -> Outcome.done(
                            Json.object().put("endpoint", copy.endpoints().writer())));
        }
        Optional<Cluster> other = world(operation).rds().cluster(target);
        if (other.isPresent()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NAME_TAKEN,
                    "a cluster of the name exists that this operation has not made.",
                    other.get().id() + " (" + other.get().resourceId() + ") has been made since the restore began",
                    "look again (delete or rename that cluster first)",
                    show(operation, target));
        }
        return busy(copy)
                .orElseGet(() -> change(
                        run,
                        false,
                        Change.repeatable(
                                "ModifyDBCluster " + copy.resourceId() + " (" + copy.id() + ") NewDBClusterIdentifier="
                                        + target,
                                copy.resourceId(),
                                () -> world(operation).rds().cluster(target).isEmpty(),
                                intent -> world(operation).restores().rename(intent, copy.id(), target))));
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        return List.of(LeaveName.planned(operation));
    }
}
