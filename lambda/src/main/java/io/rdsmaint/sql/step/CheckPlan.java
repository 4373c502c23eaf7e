package io.rdsmaint.sql.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.sql.ledger.Ledger;
import io.rdsmaint.sql.pipeline.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Goal: a piece is as much less work than the whole as it has fewer rows. Where the predicate does not reach what makes the work, each
 * piece costs as much as all: it is asked about before the first one runs.
 */
public final class CheckPlan extends SqlStep {
    /** The word in plans. */
    public static final String ACTION = "check_plan";

    /** How many times the cost of the whole all pieces may cost; chosen. */
    private static final double MOST_TIMES = 4;

    /** Cost units of the planner, some seconds of work: less than that too much hurts nobody; chosen. */
    private static final double SMALL = 100_000;

    public CheckPlan(SqlTools tools) {
        super(ACTION, tools);
    }

    /** Looks at the plan of a phase's statement. */
    public static PlannedStep planned(Phase phase) {
        ObjectNode parameters = Json.object();
        parameters.set("phase", phase.json());
        return PlannedStep.looking(
                "Check plan of " + phase.name(), ACTION, parameters, Duration.ofSeconds(10), Duration.ofMinutes(30));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Phase phase = PlanPhase.phase(run.parameters());
        Ledger ledger = ledger(operation);
        long pieces =
                ledger.phase(phase.name()).map(planned -> planned.pieces()).orElse(0L);
        if (pieces == 0) {
            return Outcome.done(Json.object().put("pieces", 0));
        }
        long largest = ledger.largest(phase.name());
        double whole = ledger.cost(phase.name(), null);
        double one = ledger.cost(phase.name(), ledger.middle(phase.name()));
        Phase.Chunk chunk = phase.chunk();
        if (chunk == null) {
            throw new LastingFailure("phase " + phase.name() + " has no pieces to check");
        }
        List<Violation> objections = new ArrayList<>();
        if (largest > chunk.maxRows()) {
            objections.add(ask(
                    operation,
                    ledger,
                    phase,
                    SqlQuestion.PIECE_TOO_LARGE,
                    "a piece of " + phase.name() + " has more rows than it may.",
                    "the largest has " + largest + " rows, max_rows is " + chunk.maxRows()
                            + ": a key with so many rows needs split_by, columns by which it can be cut"));
        }
        if (one * pieces > whole * MOST_TIMES && one * pieces - whole > SMALL) {
            objections.add(ask(
                    operation,
                    ledger,
                    phase,
                    SqlQuestion.PREDICATE_TOO_LATE,
                    "the predicate of a piece of " + phase.name() + " does not reach what makes the work.",
                    "by the planner one piece costs " + Math.round(one) + ", the whole " + Math.round(whole) + ", so "
                            + pieces + " pieces cost " + Math.round(one * pieces / whole)
                            + " times the whole: put {{piece v}} into the part that reads most, or make an index of "
                            + String.join(", ", chunk.keys())));
        }
        return tools.evaluator()
                .hindrance(run, objections)
                .orElseGet(() -> Outcome.done(Json.object()
                        .put("pieces", pieces)
                        .put("largest", largest)
                        .put("cost_of_piece", Math.round(one))
                        .put("cost_of_whole", Math.round(whole))));
    }

    private Violation ask(
            Operation operation, Ledger ledger, Phase phase, SqlQuestion code, String reason, String observed) {
        return new Violation.NeedsApproval(
                code, code.name(), Choices.ACCEPT, reason, observed, looking(ledger, operation, phase.name()));
    }
}
