package io.rdsmaint.sql.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.kit.Json;
import io.rdsmaint.sql.pipeline.Parameters;
import io.rdsmaint.sql.script.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goal: the cron jobs that were on are on again, and the flag tells how it ended: that it failed, unless it was published. The ledger
 * is closed first, so that no call that is still on its way undoes this.
 */
public final class RestoreQuiesce extends ServiceStep {
    /** The word in plans. */
    public static final String ACTION = "restore_quiesce";

    private final Fence fence = new Fence(this);

    public RestoreQuiesce(SqlTools tools) {
        super(ACTION, tools);
    }

    /** Lets others go on, however it ends. */
    public static PlannedStep planned(Parameters.Quiesce quiesce) {
        return new PlannedStep(
                "Restore cron jobs and flag",
                ACTION,
                Json.object(),
                null,
                Duration.ofHours(4),
                Duration.ofSeconds(15),
                Quiesce.calls(quiesce, "on, if it was", "failed, unless it was published"),
                true,
                false);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        if (!Quiesce.begun(operation)) {
            return Outcome.done();
        }
        return fence.raise(run).orElseGet(() -> restore(run, operation));
    }

    private Outcome restore(StepRun run, Operation operation) {
        boolean published = operation.lastCompleted(Publish.ACTION).isPresent();
        Parameters.Flag flag = parameters(operation).quiesce().flag();
        List<Template> statements = new ArrayList<>();
        if (flag != null && !published) {
            statements.addAll(templates(operation, flag.failed()));
        }
        Quiesce.wereOn(operation).forEach(job -> statements.add(job(job, true)));
        return statements(run, published ? "#restore" : "#restore-failed", statements, true)
                .orElseGet(() -> Outcome.done(Json.object().put("flag", published ? "ok" : "failed")));
    }

    /** What is held back from others until this step is through, in a sentence; empty when nothing is. */
    public static Optional<String> heldBack(Operation operation) {
        if (!Quiesce.begun(operation) || operation.lastCompleted(ACTION).isPresent()) {
            return Optional.empty();
        }
        List<String> jobs = Quiesce.wereOn(operation);
        boolean published = operation.lastCompleted(Publish.ACTION).isPresent();
        boolean flag = Parameters.of(operation.parameters()).quiesce().flag() != null && !published;
        String off = jobs.isEmpty() ? "" : "cron jobs " + String.join(", ", jobs) + " are off";
        return Optional.of((flag ? "The flag tells others that the pipeline runs" : "")
                        + (flag && !off.isEmpty() ? ", and " : "") + (flag ? off : off.replaceFirst("^c", "C")) + ".")
                .filter(sentence -> sentence.length() > 1);
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        if (step.state() == StepState.COMPLETED || !Quiesce.begun(operation)) {
            return Optional.empty();
        }
        List<String> jobs = Quiesce.wereOn(operation);
        return Optional.of("the flag still tells that the pipeline runs"
                + (jobs.isEmpty() ? "" : ", and these cron jobs may be off: " + String.join(", ", jobs))
                + "; to look: " + looking(operation, "SELECT jobname, active FROM cron.job"));
    }
}
