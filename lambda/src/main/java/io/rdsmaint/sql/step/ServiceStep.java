package io.rdsmaint.sql.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.sql.ledger.Ledger;
import io.rdsmaint.sql.pipeline.Parameters;
import io.rdsmaint.sql.pipeline.Phase;
import io.rdsmaint.sql.pipeline.PhaseScript;
import io.rdsmaint.sql.pipeline.Source;
import io.rdsmaint.sql.pipeline.Span;
import io.rdsmaint.sql.script.Statement;
import io.rdsmaint.sql.script.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of step that runs a few statements of its own, one after the other and each once, as pieces of a phase in this operation's
 * own ledger: a call of it that comes late finds its piece done, or the ledger closed.
 */
abstract class ServiceStep extends SqlStep {
    /** What others wait for is tried more often than a phase. */
    private static final int RETRIES = 4;

    private final PieceRunner runner = new PieceRunner(this);

    ServiceStep(String action, SqlTools tools) {
        super(action, tools);
    }

    /**
     * Runs them; empty when all are done.
     *
     * @param phase a name that no phase of a pipeline has
     * @param cleanup whether they run although the rest is closed
     */
    Optional<Outcome> statements(StepRun run, String phase, List<Template> statements, boolean cleanup) {
        if (statements.isEmpty()) {
            return Optional.empty();
        }
        Operation operation = run.operation();
        Ledger ledger = ledger(operation).own();
        ObjectNode spec = PhaseScript.service(parameters(operation), statements, cleanup, bounds(operation));
        if (ledger.phase(phase).isEmpty()) {
            return Optional.of(change(
                    run,
                    "ops.plan_pieces " + ledger.operation() + "/" + phase,
                    1,
                    intent -> ledger.plan(intent, phase, spec.toString())));
        }
        return runner.advance(
                run,
                new PieceRunner.Work(
                        ledger, phase, 1, () -> 1, RETRIES, false, Duration.ofSeconds(Phase.ANSWERED_WITHIN), ""));
    }

    /** The statements of a text. */
    List<Template> templates(Operation operation, Source source) {
        Parameters parameters = parameters(operation);
        Span.@Nullable Bounds bounds = bounds(operation);
        return Statement.all(tools.texts().of(source), new ArrayList<>()).stream()
                .map(statement -> statement.template(parameters.bindings(), bounds == null ? "date" : bounds.type()))
                .toList();
    }

    /** Switches a job of pg_cron. */
    static Template job(String name, boolean active) {
        return new Template(
                "SELECT cron.alter_job(job_id => j.jobid, active => " + active
                        + ") FROM cron.job j WHERE j.jobname = %1$L",
                List.of(name),
                List.of());
    }
}
