package io.rdsmaint.recovery.step;

import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.StepRun;
import java.util.Optional;

/** Goal: nothing that this operation set in motion moves, and nothing of it may move any more. */
public final class RecoverySettle extends RecoveryStep {
    private static final String ACTION = "settle";

    public RecoverySettle(RecoveryTools tools) {
        super(ACTION, tools);
    }

    @Override
    public Outcome advance(StepRun run) {
        Optional<SavedIntent> travelling = run.operation().uncertainCalls().stream()
                .filter(call -> run.now().isBefore(call.expiredAt()))
                .findFirst();
        if (travelling.isPresent()) {
            return Outcome.waiting("the call " + travelling.get().call() + " to show or to lapse", 60);
        }
        return TerminateDrill.launchesSettled(run, world(run.operation())).orElseGet(Outcome::done);
    }
}
