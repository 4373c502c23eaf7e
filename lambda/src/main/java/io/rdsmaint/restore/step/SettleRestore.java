package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.StepRun;
import java.util.Optional;

/**
 * Goal: no call of this operation can act any more. What runs in the copy's database is no concern: after a rollback there is no copy,
 * and without one it stays isolated.
 */
public final class SettleRestore extends RestoreStep {
    private static final String ACTION = "settle";

    public SettleRestore(RestoreTools tools) {
        super(ACTION, tools);
    }

    @Override
    public Outcome advance(StepRun run) {
        Optional<SavedIntent> travelling = run.operation().uncertainCalls().stream()
                .filter(call -> run.now().isBefore(call.expiredAt()))
                .findFirst();
        return travelling
                .<Outcome>map(call -> Outcome.waiting("the call " + call.call() + " to show or to lapse", 30))
                .orElseGet(Outcome::done);
    }
}
