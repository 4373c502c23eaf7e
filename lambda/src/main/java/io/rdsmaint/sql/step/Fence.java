package io.rdsmaint.sql.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.sql.ledger.Ledger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Closes the operation's ledgers: from then on no piece begins, however late the call that asks for it arrives. It can be closed only
 * when none runs, so those that run are waited for.
 */
final class Fence {
    private static final String CLOSE = "ops.close";
    private static final String TRIES = "fence_tries";

    /** Seconds between looks at pieces that still run. */
    private static final long LOOK_AGAIN = 10;

    private final SqlStep step;

    Fence(SqlStep step) {
        this.step = step;
    }

    /** What is to be waited for until it stands; empty when it does. */
    Optional<Outcome> raise(StepRun run) {
        Operation operation = run.operation();
        Ledger work = step.ledger(operation);
        if (Ledger.installed(work.api(), work.database()).isEmpty()) {
            return Optional.empty();
        }
        List<Ledger> open = Stream.of(work, work.own())
                .distinct()
                .filter(ledger -> !ledger.closed())
                .toList();
        if (open.isEmpty()) {
            SqlStep.settled(run, CLOSE, "the ledger is closed");
            return Optional.empty();
        }
        int tries = run.memo().path(TRIES).asInt() + 1;
        run.memo().put(TRIES, tries);
        AtomicLong running = new AtomicLong(-1);
        Ledger first = open.getFirst();
        Outcome outcome = step.change(
                run, CLOSE + " " + first.operation() + ", try " + tries, 1, intent -> running.set(first.close(intent)));
        if (running.get() < 0) {
            return Optional.of(outcome);
        }
        SqlStep.settled(run, CLOSE, "it was answered");
        return Optional.of(
                running.get() > 0
                        ? Outcome.waiting(running.get() + " pieces that still run", LOOK_AGAIN)
                        : Outcome.waiting("the ledger to be closed", 1));
    }
}
