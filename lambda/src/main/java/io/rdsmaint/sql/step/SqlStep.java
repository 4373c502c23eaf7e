package io.rdsmaint.sql.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rdsdata.DataApi;
import io.rdsmaint.gateway.rdsdata.Database;
import io.rdsmaint.sql.ledger.Ledger;
import io.rdsmaint.sql.pipeline.Parameters;
import io.rdsmaint.sql.pipeline.Span;
import io.rdsmaint.sql.world.World;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A kind of step about a database of a cluster. */
abstract class SqlStep implements StepKind {
    protected final SqlTools tools;
    private final String action;

    SqlStep(String action, SqlTools tools) {
        this.action = action;
        this.tools = tools;
    }

    @Override
    public final String action() {
        return action;
    }

    Parameters parameters(Operation operation) {
        return tools.place().parameters(operation);
    }

    World world(Operation operation) {
        return tools.worlds().at(AwsScope.of(operation.target()));
    }

    Database database(Operation operation) {
        return tools.place().database(operation);
    }

    /** The ledger with the pieces of the pipeline's phases. */
    Ledger ledger(Operation operation) {
        return new Ledger(
                world(operation).data(), database(operation), tools.place().ledger(operation), operation.id());
    }

    static Span.@Nullable Bounds bounds(Operation operation) {
        JsonNode window = operation.baseline().path("window");
        return window.isObject()
                ? new Span.Bounds(
                        window.path("from").asText(),
                        window.path("to").asText(),
                        window.path("type").asText())
                : null;
    }

    /**
     * Makes a change in the database that collides with its own repeat, unless something stands in its way.
     *
     * @param call in words; with another text than the calls before it that were answered
     * @param requests how many calls it may consist of
     */
    Outcome change(StepRun run, String call, int requests, Consumer<Intent> send) {
        Operation operation = run.operation();
        boolean cleaning = run.step().planned().cleanup();
        Change change = Change.repeatable(
                        "ExecuteStatement " + call,
                        "sql:" + operation.target().name() + "/" + run.step().name(),
                        () -> true,
                        send)
                .within(DataApi.CALL)
                .settlingIn(DataApi.CALL)
                .inRequests(requests);
        return tools.evaluator()
                .hindrance(run, SqlChange.of(run, world(operation), tools.place(), !cleaning))
                .orElseGet(() -> run.change(requests == 1 ? change.showingAtOnce() : change));
    }

    /**
     * Tells that the database shows that a call of this step was executed, or that it does no harm any more if it is executed yet.
     *
     * @param call how the call begins, as in {@link #change}
     */
    static void settled(StepRun run, String call, String evidence) {
        run.intent()
                .filter(intent -> intent.call().startsWith("ExecuteStatement " + call))
                .ifPresent(_ -> run.reached(evidence));
    }

    /** A command that shows something of the ledger; it changes nothing. */
    String looking(Operation operation, String query) {
        Database database = database(operation);
        return "aws rds-data execute-statement --region " + operation.target().region() + " --resource-arn "
                + database.clusterArn() + " --secret-arn " + database.secretArn() + " --database '"
                + database.name().replace("'", "'\\''") + "' --format-records-as JSON --sql \"" + query + "\"";
    }

    /** The commands that show how far a phase is, and what failed. */
    List<String> looking(Ledger ledger, Operation operation, String phase) {
        return List.of(
                looking(operation, "SELECT * FROM ops.progress('" + ledger.operation() + "', '" + phase + "')"),
                looking(
                        operation,
                        "SELECT * FROM ops.pieces WHERE operation = '" + ledger.operation() + "' AND phase = '" + phase
                                + "' AND NOT done AND failures > 0 ORDER BY piece LIMIT 50"));
    }
}
