package io.rdsmaint.sql.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.kit.Json;
import io.rdsmaint.sql.ledger.Ledger;
import io.rdsmaint.sql.ledger.Progress;
import io.rdsmaint.sql.pipeline.Phase;
import java.time.Duration;
import java.util.Optional;

/** Goal: every piece of a phase is done, each exactly once. */
public final class RunPhase extends SqlStep {
    /** The word in plans. */
    public static final String ACTION = "run_phase";

    private final PieceRunner runner;

    public RunPhase(SqlTools tools) {
        super(ACTION, tools);
        this.runner = new PieceRunner(this);
    }

    /** Runs a phase. */
    public static PlannedStep planned(Phase phase, Duration expected) {
        ObjectNode parameters = Json.object();
        parameters.set("phase", phase.json());
        Duration deadline = expected.multipliedBy(4).plusHours(12);
        return PlannedStep.calling(
                "Run " + phase.name(),
                ACTION,
                parameters,
                expected,
                deadline,
                "ExecuteStatement ops.run_piece " + phase.name() + " for every piece"
                        + (phase.chunk() == null ? "" : ", " + phase.lanes() + " at once"));
    }

    /** The phase's name. */
    public static String phase(PlannedStep step) {
        return PlanPhase.phase(step.parameters()).name();
    }

    /** How many lanes a step has; empty for a script. */
    public static Optional<Integer> lanes(PlannedStep step) {
        Phase phase = PlanPhase.phase(step.parameters());
        return phase.chunk() == null ? Optional.empty() : Optional.of(phase.lanes());
    }

    /** The same step with another number of lanes. */
    public static PlannedStep withLanes(PlannedStep step, int lanes) {
        Phase phase = PlanPhase.phase(step.parameters());
        ObjectNode parameters = step.parameters().deepCopy();
        parameters.set("phase", phase.withLanes(lanes).json());
        return new PlannedStep(
                step.name(),
                step.action(),
                parameters,
                step.gate(),
                step.deadline(),
                step.expected(),
                step.calls(),
                step.cleanup(),
                step.disruptive(),
                step.place());
    }

    @Override
    public Outcome advance(StepRun run) {
        Phase phase = PlanPhase.phase(run.parameters());
        Ledger ledger = ledger(run.operation());
        PieceRunner.Work work = new PieceRunner.Work(
                ledger,
                phase.name(),
                phase.lanes(),
                () -> lanesNow(run, phase),
                phase.retries(),
                phase.goesOn(),
                Duration.ofSeconds(phase.timeoutSeconds()),
                hint(phase));
        return runner.advance(run, work).orElseGet(() -> done(run, ledger.progress(phase.name())));
    }

    /** What a person may have edited meanwhile; when the store does not say, what it was. */
    private static int lanesNow(StepRun run, Phase phase) {
        try {
            return run.plannedMeanwhile().flatMap(RunPhase::lanes).orElse(phase.lanes());
        } catch (TransientFailure | LastingFailure e) {
            return phase.lanes();
        }
    }

    private static Outcome done(StepRun run, Progress now) {
        return Outcome.done(Json.object()
                .put("pieces", now.pieces())
                .put("rows", now.doneRows())
                .put("planned_rows", now.plannedRows())
                .put("batches", run.memo().path("batches").asInt()));
    }

    private static String hint(Phase phase) {
        return phase.chunk() == null
                ? "A statement took longer than statement_timeout_seconds, " + phase.timeoutSeconds()
                        + ": make the phase chunked (\"kind\": \"chunked\", \"chunk\": {\"source\": \"{app}.visits\", \"keys\":"
                        + " [\"day\"]}, and WHERE {{piece v}} in its SQL), or raise statement_timeout_seconds"
                : "A piece took longer than statement_timeout_seconds, " + phase.timeoutSeconds()
                        + ": use smaller pieces (target_rows) in an operation of its own, or raise"
                        + " statement_timeout_seconds";
    }

    @Override
    public Optional<String> irreversible(Operation operation, Step step) {
        return step.mayHaveChanged()
                ? Optional.of("the pieces that " + step.name()
                        + " did are committed, each for good: nothing brings their rows"
                        + " back. An operation with resume_of " + operation.id()
                        + " goes on with those that are not done")
                : Optional.empty();
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        Phase phase = PlanPhase.phase(step.planned().parameters());
        if (step.state() == StepState.COMPLETED) {
            JsonNode result = step.result() == null ? Json.object() : step.result();
            return operation.ending() == Operation.Ending.COMPLETED
                            || operation.lastCompleted(Publish.ACTION).isPresent()
                    ? Optional.empty()
                    : Optional.of("what phase " + phase.name() + " did is committed and stays: "
                            + result.path("rows").asLong() + " rows in "
                            + result.path("pieces").asLong()
                            + " pieces; an operation with resume_of " + operation.id()
                            + " repeats none of it and goes on from there");
        }
        return Optional.of("phase " + phase.name() + " is done in part ("
                + (step.waitCondition() == null ? "see its ledger" : step.waitCondition())
                + "); to go on with the pieces that are not done, start it again with resume_of " + operation.id()
                + "; to look: "
                + looking(
                        operation,
                        "SELECT * FROM ops.progress('" + tools.place().ledger(operation) + "', '" + phase.name()
                                + "')"));
    }
}
