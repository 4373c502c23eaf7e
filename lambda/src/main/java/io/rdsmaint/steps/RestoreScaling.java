package io.rdsmaint.steps;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.scaling.ReaderScaling;
import io.rdsmaint.scaling.ReaderScaling.Suspension;
import java.util.Optional;

/** Goal: auto scaling is suspended exactly as far as it was before {@link SuspendScaling}. */
public final class RestoreScaling implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "restore_scaling";

    private final Observer observer;

    public RestoreScaling(Observer observer) {
        this.observer = observer;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Target target = run.operation().target();
        Optional<Suspension> before = SuspendScaling.before(run.operation());
        Optional<ReaderScaling> scaling = observer.world(target).scaling().readers(target.name());
        if (before.isEmpty()
                || scaling.filter(s -> !s.suspended().equals(before.get())).isEmpty()) {
            return Outcome.done();
        }
        observer.requireSame(run.operation());
        return run.change(Change.repeatable(
                "RegisterScalableTarget cluster:" + target.name() + " SuspendedState=" + before.get(),
                SuspendScaling.scalable(target),
                () -> observer.world(target).scaling().readers(target.name()).isPresent(),
                intent -> observer.world(target).scaling().suspend(intent, target.name(), before.get())));
    }
}
