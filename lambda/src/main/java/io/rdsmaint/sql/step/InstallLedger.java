package io.rdsmaint.sql.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Json;
import io.rdsmaint.sql.ledger.Ledger;
import io.rdsmaint.sql.ledger.LedgerScript;
import io.rdsmaint.sql.pipeline.Span;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Goal: the database has the ledger's functions, and the ledger that is resumed is this operation's to go on with. Pieces that still
 * run for the operation before are waited for.
 */
public final class InstallLedger extends SqlStep {
    /** The word in plans. */
    public static final String ACTION = "install_ledger";

    private static final String INSTALL = "install schema ops";
    private static final String ADOPT = "ops.adopt";

    public InstallLedger(SqlTools tools) {
        super(ACTION, tools);
    }

    /**
     * Installs the ledger.
     *
     * @param resumed whether it goes on with the ledger of an operation before
     * @param bounds of the window, which stay what they are however often the operation is planned anew, or null
     */
    public static PlannedStep planned(boolean resumed, Span.@Nullable Bounds bounds) {
        ObjectNode parameters =
                Json.object().put("version", LedgerScript.VERSION).put("resumed", resumed);
        if (bounds != null) {
            parameters
                    .putObject("window")
                    .put("from", bounds.from())
                    .put("to", bounds.to())
                    .put("type", bounds.type());
        }
        return PlannedStep.calling(
                resumed ? "Take over ledger" : "Install ledger",
                ACTION,
                parameters,
                Duration.ofSeconds(10),
                Duration.ofHours(2),
                "ExecuteStatement schema ops, version " + LedgerScript.VERSION);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Ledger ledger = ledger(operation);
        if (Ledger.installed(ledger.api(), ledger.database())
                .filter(Ledger.Installed::serves)
                .isEmpty()) {
            return change(run, INSTALL + ", version " + LedgerScript.VERSION, 1, ledger::install);
        }
        settled(run, INSTALL, "schema ops is there");
        if (!run.parameters().path("resumed").asBoolean() || ledger.adopted()) {
            settled(run, ADOPT, "the ledger is this operation's");
            return Outcome.done(Json.object().put("ledger", ledger.operation()));
        }
        AtomicLong running = new AtomicLong(-1);
        int tries = run.memo().path("tries").asInt() + 1;
        run.memo().put("tries", tries);
        Outcome outcome = change(
                run,
                ADOPT + " " + ledger.operation() + ", try " + tries,
                1,
                intent -> running.set(ledger.adopt(intent)));
        if (running.get() < 0) {
            return outcome;
        }
        settled(run, ADOPT, "it was answered");
        return running.get() == 0
                ? Outcome.waiting("the ledger to be this operation's", 1)
                : Outcome.waiting(running.get() + " pieces that still run for the operation before", 15);
    }
}
