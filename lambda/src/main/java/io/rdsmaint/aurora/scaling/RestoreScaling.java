package io.rdsmaint.aurora.scaling;

import io.rdsmaint.aurora.step.ClusterStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.autoscaling.ReaderScaling;
import io.rdsmaint.gateway.autoscaling.ReaderScaling.Suspension;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Optional;

/** Goal: auto scaling is suspended exactly as far as it was before {@link SuspendScaling}. */
public final class RestoreScaling extends ClusterStep {
    /** The word in plans. */
    public static final String ACTION = "restore_scaling";

    /** Lets auto scaling go on as before. */
    public static PlannedStep planned(String clusterId) {
        return PlannedStep.calling(
                        "Restore reader auto scaling",
                        ACTION,
                        Json.object(),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(15),
                        "RegisterScalableTarget cluster:" + clusterId + " SuspendedState=as before")
                .asCleanup();
    }

    public RestoreScaling(StepTools tools) {
        super(ACTION, tools);
    }

    @Override
    public Outcome advance(StepRun run) {
        Target target = run.operation().target();
        Optional<Suspension> before = SuspendScaling.before(run.operation());
        Optional<ReaderScaling> scaling = reader.world(target).scaling().readers(target.name());
        if (before.isEmpty()
                || scaling.filter(s -> !s.suspended().equals(before.get())).isEmpty()) {
            return Outcome.done();
        }
        reader.requireSame(run.operation());
        return run.change(Change.repeatable(
                        "RegisterScalableTarget cluster:" + target.name() + " SuspendedState=" + before.get(),
                        SuspendScaling.scalable(target),
                        () -> reader.world(target)
                                .scaling()
                                .readers(target.name())
                                .isPresent(),
                        intent -> reader.world(target).scaling().suspend(intent, target.name(), before.get()))
                .showingAtOnce());
    }
}
