package io.rdsmaint.sql.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.sql.ledger.Ledger;
import io.rdsmaint.sql.ledger.Progress;
import io.rdsmaint.sql.pipeline.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Goal: all that was planned is done, and as many rows were changed as was expected, or a person accepts that it were others. */
public final class JudgePhase extends SqlStep {
    /** The word in plans. */
    public static final String ACTION = "judge_phase";

    public JudgePhase(SqlTools tools) {
        super(ACTION, tools);
    }

    /** Judges a phase. */
    public static PlannedStep planned(Phase phase) {
        ObjectNode parameters = Json.object();
        parameters.set("phase", phase.json());
        return PlannedStep.looking(
                "Judge " + phase.name(), ACTION, parameters, Duration.ofSeconds(5), Duration.ofMinutes(30));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Phase phase = PlanPhase.phase(run.parameters());
        Ledger ledger = ledger(operation);
        Progress progress = ledger.progress(phase.name());
        long planned = ledger.phase(phase.name()).map(p -> p.pieces()).orElse(0L);
        List<Violation> objections = new ArrayList<>();
        if (!progress.complete() || progress.pieces() != planned) {
            objections.add(new Violation.NeedsApproval(
                    SqlQuestion.PIECES_MISSING,
                    "PIECES_MISSING",
                    Choices.LOOK_AGAIN,
                    "Pieces of phase " + phase.name() + " are missing or not done.",
                    progress.done() + " of " + planned + " planned pieces are done, " + progress.pieces()
                            + " are in the ledger",
                    looking(ledger, operation, phase.name())));
        }
        if (!phase.expect().met(progress.doneRows())) {
            objections.add(new Violation.NeedsApproval(
                    SqlQuestion.ROWS_UNEXPECTED,
                    "ROWS_UNEXPECTED",
                    Choices.ACCEPT,
                    "Phase " + phase.name() + " changed another number of rows than was expected.",
                    "expected were " + phase.expect().words() + ", changed were " + progress.doneRows(),
                    looking(ledger, operation, phase.name())));
        }
        return tools.evaluator()
                .hindrance(run, objections)
                .orElseGet(() -> Outcome.done(
                        Json.object().put("pieces", progress.pieces()).put("rows", progress.doneRows())));
    }
}
