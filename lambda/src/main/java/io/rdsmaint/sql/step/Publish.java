package io.rdsmaint.sql.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Json;
import io.rdsmaint.sql.pipeline.Parameters;
import io.rdsmaint.sql.script.Template;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goal: the flag tells that all went well. */
public final class Publish extends ServiceStep {
    /** The word in plans. */
    public static final String ACTION = "publish";

    public Publish(SqlTools tools) {
        super(ACTION, tools);
    }

    /**
     * Publishes.
     *
     * @param approval whether a person is asked first
     */
    public static PlannedStep planned(Parameters.@Nullable Flag flag, boolean approval) {
        PlannedStep step = PlannedStep.of(
                "Publish",
                ACTION,
                Json.object(),
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                flag == null ? List.of() : List.of("ExecuteStatement the flag's ok"));
        return approval ? step.gated("Everything that was planned is done and was reconciled. Publish it?") : step;
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Parameters.Flag flag = parameters(operation).quiesce().flag();
        List<Template> statements = flag == null ? List.of() : templates(operation, flag.ok());
        return statements(run, "#publish", statements, false).orElseGet(Outcome::done);
    }
}
