package io.rdsmaint.steps.bluegreen;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.BlueGreen;
import io.rdsmaint.steps.Act;
import io.rdsmaint.steps.Careful;
import io.rdsmaint.steps.Json;
import io.rdsmaint.steps.Observer;
import io.rdsmaint.steps.Scene;
import io.rdsmaint.steps.Sighting;
import io.rdsmaint.steps.Troubles;
import java.util.List;
import java.util.Optional;

/** H52. Goal: after the switchover the deployment is gone; both clusters stay. */
public final class DeleteBlueGreen implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "delete_blue_green";

    private final Observer observer;
    private final Careful careful;
    private final Deployments deployments;

    public DeleteBlueGreen(Observer observer, Careful careful) {
        this.observer = observer;
        this.careful = careful;
        this.deployments = new Deployments(observer);
    }

    @Override
    public String action() {
        return ACTION;
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
            return Outcome.underWay("deployment " + deployment.name() + " to be gone");
        }
        if (!deployment.switchedOver()) {
            return Troubles.ask(
                    run,
                    "the deployment does not say that the switchover is complete: it is not removed.",
                    deployment.status(),
                    "look again",
                    List.of(UpgradeCommands.describe(target, deployment.id())));
        }
        Sighting seen = observer.look(run.operation());
        Scene scene = Scene.of(run.operation(), new Act.Mark(), seen);
        return careful.hindrance(run, scene)
                .orElseGet(() -> run.change(Change.repeatable(
                        "DeleteBlueGreenDeployment " + deployment.id(),
                        deployment.id(),
                        () -> deployments
                                        .of(run.operation())
                                        .filter(BlueGreen::switchedOver)
                                        .isPresent()
                                && careful.clear(run, scene.with(observer.again(target, seen))),
                        intent -> deployments.gateway(run.operation()).delete(intent, deployment.id(), false))));
    }
}
