package io.rdsmaint.sql.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Json;
import io.rdsmaint.sql.ledger.Ledger;
import io.rdsmaint.sql.pipeline.Parameters;
import io.rdsmaint.sql.pipeline.Phase;
import io.rdsmaint.sql.script.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        String publishing = flag == null
                ? "No flag was given: publishing changes nothing in the database, the operation then ends as completed."
                : "Publishing runs the flag's ok statement, which tells others that they may use the result.";
        return approval
                ? step.gated("Everything that was planned is done and was reconciled. " + publishing + " Publish it?")
                : step;
    }

    /** What there is to publish: the phases by the ledger, not by what was remembered. */
    @Override
    public Optional<Sight> sight(StepRun run) {
        Operation operation = run.operation();
        Ledger ledger = ledger(operation);
        List<Phase> phases = parameters(operation).phases();
        return Optional.of(new Sight(
                phases.stream()
                        .map(phase -> "phase " + phase.name() + ": "
                                + ledger.progress(phase.name()).words())
                        .toList(),
                phases.stream()
                        .flatMap(phase -> looking(ledger, operation, phase.name()).stream())
                        .toList()));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Parameters.Flag flag = parameters(operation).quiesce().flag();
        List<Template> statements = flag == null ? List.of() : templates(operation, flag.ok());
        return statements(run, "#publish", statements, false).orElseGet(Outcome::done);
    }
}
