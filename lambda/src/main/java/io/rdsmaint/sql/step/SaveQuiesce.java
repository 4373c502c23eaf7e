package io.rdsmaint.sql.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rdsdata.Row;
import io.rdsmaint.gateway.rdsdata.Sql;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;

/** Goal: the operation knows which cron jobs were on before it switches any off. */
public final class SaveQuiesce extends SqlStep {
    /** The word in plans. */
    public static final String ACTION = "save_quiesce";

    /** In the result: the jobs, each with whether it was on. */
    static final String JOBS = "jobs";

    public SaveQuiesce(SqlTools tools) {
        super(ACTION, tools);
    }

    /** Writes down what is switched off. */
    public static PlannedStep planned() {
        return PlannedStep.looking(
                "Save cron jobs", ACTION, Json.object(), Duration.ofSeconds(5), Duration.ofMinutes(30));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        List<String> wanted = parameters(operation).quiesce().jobs();
        List<Row> found = world(operation)
                .data()
                .read(
                        database(operation),
                        Sql.of("SELECT jobname, bool_or(active) AS active FROM cron.job WHERE jobname IN"
                                        + " (SELECT jsonb_array_elements_text(CAST(:jobs AS jsonb))) GROUP BY jobname"
                                        + " ORDER BY jobname")
                                .withJson("jobs", Json.texts(wanted).toString()));
        ObjectNode jobs = Json.object();
        found.forEach(row -> jobs.put(row.text("jobname").orElse(""), row.flag("active")));
        List<String> missing = wanted.stream().filter(job -> !jobs.has(job)).toList();
        if (!missing.isEmpty()) {
            return StepQuestion.ask(
                    run,
                    SqlQuestion.CRON_JOBS_MISSING,
                    "there are no cron jobs of these names that the user of the secret may switch.",
                    String.join(", ", missing),
                    "look again",
                    List.of(looking(operation, "SELECT jobid, jobname, active, username FROM cron.job")));
        }
        ObjectNode result = Json.object();
        result.set(JOBS, jobs);
        return Outcome.done(result);
    }
}
