package io.rdsmaint.sql.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rdsdata.Sql;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.sql.pipeline.Comparison;
import io.rdsmaint.sql.pipeline.Inspector;
import io.rdsmaint.sql.pipeline.Parameters;
import io.rdsmaint.sql.pipeline.Source;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Goal: a query answers what it should before anything is published, or a person accepts that it does not. */
public final class Reconcile extends SqlStep {
    /** The word in plans. */
    public static final String ACTION = "reconcile";

    public Reconcile(SqlTools tools) {
        super(ACTION, tools);
    }

    /** Makes a comparison. */
    public static PlannedStep planned(Parameters.Check check) {
        return PlannedStep.looking(
                "Reconcile " + check.name(),
                ACTION,
                Json.object().put("check", check.name()),
                Duration.ofSeconds(10),
                Duration.ofHours(1));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        String name = run.parameters().path("check").asText();
        Parameters.Check check = parameters(operation).checks().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LastingFailure("the parameters have no comparison " + name));
        String found = value(operation, check.sql());
        String expected =
                check.against() == null ? Objects.requireNonNull(check.expected()) : value(operation, check.against());
        ObjectNode result =
                Json.object().put("found", found).put("op", check.op()).put("expected", expected);
        if (Comparison.holds(found, check.op(), expected)) {
            return Outcome.done(result);
        }
        Violation mismatch = new Violation.NeedsApproval(
                SqlQuestion.RECONCILE_MISMATCH,
                "RECONCILE_MISMATCH",
                Choices.ACCEPT,
                name + " does not hold, so nothing is published.",
                "found " + found + ", which should be " + check.op() + " " + expected,
                List.of(looking(
                        operation,
                        "SELECT * FROM ops.phases WHERE operation = '"
                                + tools.place().ledger(operation) + "'")),
                List.of(Violation.key("RECONCILE_MISMATCH", name + " " + found + " " + check.op() + " " + expected)));
        return tools.evaluator()
                .hindrance(run, List.of(mismatch))
                .orElseGet(() -> Outcome.done(result.put("accepted", true)));
    }

    /** The first column of the first row. */
    private String value(Operation operation, Source source) {
        String text = Inspector.query(
                world(operation).data(),
                database(operation),
                parameters(operation),
                tools.texts().of(source),
                bounds(operation));
        return world(operation).data().read(database(operation), Sql.of(text)).stream()
                .findFirst()
                .flatMap(row -> row.first())
                .orElse("");
    }
}
