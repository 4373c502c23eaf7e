package io.rdsmaint.sql.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Json;
import io.rdsmaint.sql.pipeline.Parameters;
import io.rdsmaint.sql.script.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Goal: the flag tells that the pipeline runs, and the cron jobs that would disturb it are off. */
public final class Quiesce extends ServiceStep {
    /** The word in plans. */
    public static final String ACTION = "quiesce";

    public Quiesce(SqlTools tools) {
        super(ACTION, tools);
    }

    /** Keeps others away. */
    public static PlannedStep planned(Parameters.Quiesce quiesce) {
        return new PlannedStep(
                "Quiesce",
                ACTION,
                Json.object(),
                null,
                Duration.ofHours(1),
                Duration.ofSeconds(10),
                calls(quiesce, "off", "start"),
                false,
                false);
    }

    static List<String> calls(Parameters.Quiesce quiesce, String jobs, String flag) {
        List<String> calls = new ArrayList<>();
        if (quiesce.flag() != null) {
            calls.add("ExecuteStatement the flag's " + flag);
        }
        quiesce.jobs().forEach(job -> calls.add("ExecuteStatement cron.alter_job " + job + " " + jobs));
        return calls;
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Parameters.Quiesce quiesce = parameters(operation).quiesce();
        List<Template> statements = new ArrayList<>();
        if (quiesce.flag() != null) {
            statements.addAll(templates(operation, quiesce.flag().start()));
        }
        wereOn(operation).forEach(job -> statements.add(job(job, false)));
        return statements(run, "#quiesce", statements, false).orElseGet(Outcome::done);
    }

    /** The jobs that were on before this operation. */
    static List<String> wereOn(Operation operation) {
        JsonNode jobs = operation
                .lastCompleted(SaveQuiesce.ACTION)
                .map(step ->
                        step.result() == null ? Json.object() : step.result().path(SaveQuiesce.JOBS))
                .orElseGet(Json::object);
        return jobs.properties().stream()
                .filter(job -> job.getValue().asBoolean())
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /** True when its statements may have been executed. */
    static boolean begun(Operation operation) {
        return operation.steps().stream()
                .anyMatch(step -> step.planned().action().equals(ACTION) && step.startedAt() != null);
    }
}
