package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.aurora.step.ClusterStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** H52. Goal: after the switchover the deployment is gone; both clusters stay. */
public final class DeleteBlueGreen extends ClusterStep {
    /** The word in plans. */
    public static final String ACTION = "delete_blue_green";

    private final Deployments deployments;
    private final OldSide old;

    /** Removes the deployment after the switchover; both clusters stay. */
    public static PlannedStep planned(String name) {
        return PlannedStep.of(
                "Remove deployment " + name + " (the old cluster stays)",
                ACTION,
                Json.object().put("name", name),
                Duration.ofMinutes(2),
                Duration.ofHours(2),
                List.of("DeleteBlueGreenDeployment " + name));
    }

    public DeleteBlueGreen(StepTools tools) {
        super(ACTION, tools);
        this.deployments = new Deployments(reader);
        this.old = new OldSide(reader, evaluator);
    }

    @Override
    public Optional<Sight> sight(StepRun run) {
        return old.sight(run);
    }

    @Override
    public List<String> look(Operation operation, Step step) {
        return Deployments.look(operation);
    }

    @Override
    public Outcome advance(StepRun run) {
        Target target = run.operation().target();
        Optional<BlueGreen> found = deployments.of(run.operation());
        if (found.isEmpty()) {
            return Outcome.done(Json.object()
                    .put(Deployments.ID, Deployments.id(run.operation()).orElse("")));
        }
        BlueGreen deployment = found.get();
        if (deployment.deleting()) {
            run.sign("deployment " + deployment.id() + " is being deleted");
            return Outcome.underWay("deployment " + deployment.name() + " to be gone", deployment.id());
        }
        if (!deployment.switchedOver()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.BLUE_GREEN_STATUS,
                    "the deployment does not say that the switchover is complete: it is not removed.",
                    "deployment " + deployment.name() + " (" + deployment.id() + ") is " + deployment.status(),
                    "look again",
                    List.of(UpgradeCommands.describe(target, deployment.id())));
        }
        ObservedCluster seen = reader.look(run.operation());
        ChangeContext context = ChangeContext.of(reader, run.operation(), new ProposedChange.Mark(), seen);
        return evaluator
                .hindrance(run, context)
                .orElseGet(() -> run.change(Change.repeatable(
                        "DeleteBlueGreenDeployment " + deployment.id(),
                        deployment.id(),
                        () -> deployments
                                        .of(run.operation())
                                        .filter(BlueGreen::switchedOver)
                                        .isPresent()
                                && evaluator.clear(run, context.with(reader.again(target, seen))),
                        intent -> deployments.gateway(run.operation()).delete(intent, deployment.id(), false))));
    }
}
