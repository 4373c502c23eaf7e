package io.rdsmaint.restore.step;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rdsdata.Database;
import io.rdsmaint.gateway.rdsdata.Sql;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;

/** Goal: the restored cluster has answered a query under its final name. */
public final class Smoke extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "smoke_query";

    private final CopyDatabase place;

    public Smoke(RestoreTools tools, CopyDatabase place) {
        super(ACTION, tools);
        this.place = place;
    }

    /** Asks it. */
    public static PlannedStep planned(String target) {
        return PlannedStep.looking(
                "Query " + target, ACTION, Json.object(), Duration.ofSeconds(10), Duration.ofMinutes(30));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Database database = place.database(operation);
        try {
            String answer = world(operation)
                    .data()
                    .read(database, Sql.of("SELECT current_database() AS name"))
                    .getFirst()
                    .text("name")
                    .orElse("");
            return Outcome.done(Json.object().put("database", answer));
        } catch (LastingFailure e) {
            return StepQuestion.ask(
                    run,
                    RestoreQuestion.SMOKE_FAILED,
                    "the restored cluster has the target's name and does not answer under it.",
                    String.valueOf(e.getMessage()),
                    "ask again",
                    show(operation, operation.target().name()));
        }
    }
}
