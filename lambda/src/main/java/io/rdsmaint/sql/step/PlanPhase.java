package io.rdsmaint.sql.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import io.rdsmaint.sql.ledger.Ledger;
import io.rdsmaint.sql.ledger.Planned;
import io.rdsmaint.sql.pipeline.Phase;
import io.rdsmaint.sql.pipeline.PhaseScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Goal: the ledger has the pieces of a phase, all of them, with the statements that they are done by. */
public final class PlanPhase extends SqlStep {
    /** The word in plans. */
    public static final String ACTION = "plan_phase";

    public PlanPhase(SqlTools tools) {
        super(ACTION, tools);
    }

    /** Plans a phase. */
    public static PlannedStep planned(Phase phase, Duration expected) {
        ObjectNode parameters = Json.object();
        parameters.set("phase", phase.json());
        return PlannedStep.calling(
                "Plan " + phase.name(),
                ACTION,
                parameters,
                expected,
                Duration.ofHours(4),
                "ExecuteStatement ops.plan_pieces " + phase.name());
    }

    /** The phase of a step. */
    static Phase phase(JsonNode parameters) {
        return Phase.of(parameters.path("phase"));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Phase phase = phase(run.parameters());
        Ledger ledger = ledger(operation);
        ObjectNode spec = PhaseScript.of(
                        parameters(operation), phase, tools.texts().of(phase.sql()), bounds(operation))
                .spec();
        Optional<Planned> planned = ledger.phase(phase.name());
        if (planned.isEmpty()) {
            return change(
                    run,
                    "ops.plan_pieces " + ledger.operation() + "/" + phase.name(),
                    1,
                    intent -> ledger.plan(intent, phase.name(), spec.toString()));
        }
        run.reached("the phase is planned");
        if (!planned.get().sha256().equals(spec.path("sha256").asText())) {
            return StepQuestion.ask(
                    run,
                    SqlQuestion.PHASE_DIFFERS,
                    "the ledger has a phase of this name with other SQL or another window.",
                    "planned was " + planned.get().sha256() + ", asked for is "
                            + spec.path("sha256").asText(),
                    "look again",
                    looking(ledger, operation, phase.name()));
        }
        return Outcome.done(Json.object()
                .put("pieces", planned.get().pieces())
                .put("rows", planned.get().rows()));
    }

    /** What it planned stays in the ledger, where it does nothing by itself. */
    @Override
    public List<PlannedStep> undo(Operation operation, io.rdsmaint.engine.Step step) {
        return List.of();
    }
}
