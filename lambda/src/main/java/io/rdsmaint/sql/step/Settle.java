package io.rdsmaint.sql.step;

import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.StepRun;
import java.util.Optional;

/**
 * Goal: nothing that this operation set in motion moves, and nothing of it may move any more. In the database the closed ledger holds
 * that; any other call of unknown fate is waited for until it lapses.
 */
public final class Settle extends SqlStep {
    private static final String ACTION = "settle";
    private static final String IN_THE_DATABASE = "sql:";

    private final Fence fence = new Fence(this);

    public Settle(SqlTools tools) {
        super(ACTION, tools);
    }

    @Override
    public Outcome advance(StepRun run) {
        Optional<SavedIntent> travelling = run.operation().uncertainCalls().stream()
                .filter(call -> !call.resource().startsWith(IN_THE_DATABASE))
                .filter(call -> run.now().isBefore(call.expiredAt()))
                .findFirst();
        return travelling
                .<Outcome>map(call -> Outcome.waiting("the call " + call.call() + " to show or to lapse", 30))
                .or(() -> fence.raise(run))
                .orElseGet(Outcome::done);
    }
}
