package io.rdsmaint.recovery.step;

import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Json;
import java.time.Duration;

/** Goal: the evidence is kept: what came up, how fast, and how old its data were, against the targets. */
public final class Report extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "report";

    public Report(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Writes the report. */
    public static PlannedStep planned() {
        return PlannedStep.looking("Report", ACTION, Json.object(), Duration.ofSeconds(5), Duration.ofHours(1));
    }

    @Override
    public Outcome advance(StepRun run) {
        return Outcome.done(Evidence.of(run.operation()).json());
    }
}
