package io.rdsmaint.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.kit.Json;
import io.rdsmaint.restore.plan.Names;
import io.rdsmaint.restore.step.CopySnapshot;
import io.rdsmaint.restore.step.DeleteOldCluster;
import io.rdsmaint.restore.step.Expose;
import io.rdsmaint.restore.step.FenceOld;
import io.rdsmaint.restore.step.FinalSnapshot;
import io.rdsmaint.restore.step.Hold;
import io.rdsmaint.restore.step.RestoreCluster;
import io.rdsmaint.restore.step.SwapNames;
import io.rdsmaint.sql.step.Reconcile;
import io.rdsmaint.sql.step.RunPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people should know in the end, of what is stored alone. */
final class Report {
    private Report() {}

    static List<String> of(Operation operation) {
        List<String> lines = new ArrayList<>();
        Names names = new Names(operation.target().name(), operation.id());
        done(operation, Expose.ACTION)
                .ifPresent(step ->
                        lines.add("endpoint: " + result(step).path("endpoint").asText()));
        operation.steps().stream()
                .filter(step -> step.planned().action().equals(RestoreCluster.ACTION))
                .findFirst()
                .ifPresent(step -> lines.add("snapshot: " + RestoreCluster.snapshot(step.planned()) + taken(step)));
        operation.steps().stream()
                .filter(step -> step.planned().action().equals(CopySnapshot.ACTION))
                .forEach(step -> lines.add("copied: " + CopySnapshot.source(step.planned()) + " to "
                        + CopySnapshot.copy(step.planned())
                        + (result(step).has("gigabytes")
                                ? ", " + result(step).path("gigabytes").asLong() + " GiB"
                                : "")
                        + taken(step)));
        for (Step step : operation.steps()) {
            if (step.planned().action().equals(RunPhase.ACTION) && step.state() == StepState.COMPLETED) {
                lines.add(RunPhase.phase(step.planned()) + ": "
                        + result(step).path("rows").asLong() + " rows in "
                        + pieces(result(step).path("pieces").asLong()) + taken(step));
            }
            if (step.planned().action().equals(Reconcile.ACTION) && step.state() == StepState.COMPLETED) {
                lines.add("verified "
                        + step.planned().parameters().path("check").asText() + ": "
                        + result(step).path("found").asText() + " "
                        + result(step).path("op").asText() + " "
                        + result(step).path("expected").asText()
                        + (result(step).path("accepted").asBoolean() ? ", ACCEPTED although it does not hold" : ""));
            }
        }
        interrupted(operation)
                .ifPresent(time -> lines.add("not served under the name: at most " + time.toSeconds() + " s"));
        old(operation, names).ifPresent(lines::add);
        return lines;
    }

    private static String pieces(long number) {
        return number == 1 ? "1 statement or piece" : number + " statements or pieces";
    }

    private static Optional<Duration> interrupted(Operation operation) {
        Optional<Instant> from = done(operation, FenceOld.ACTION).map(Step::startedAt);
        Optional<Instant> to = done(operation, Expose.ACTION).map(Step::completedAt);
        return from.flatMap(begin -> to.map(end -> Duration.between(begin, end)));
    }

    private static Optional<String> old(Operation operation, Names names) {
        if (operation.target().resourceId() == null) {
            return Optional.empty();
        }
        if (done(operation, DeleteOldCluster.ACTION).isPresent()) {
            return Optional.of("the old cluster is removed; "
                    + done(operation, FinalSnapshot.ACTION)
                            .map(step -> "its rows are in snapshot "
                                    + result(step).path("snapshot").asText())
                            .orElse("no snapshot of it was asked for"));
        }
        Optional<Instant> exchanged = done(operation, SwapNames.ACTION).map(Step::completedAt);
        return exchanged.map(at -> "the old cluster is " + names.old()
                + operation.steps().stream()
                        .map(Step::planned)
                        .filter(step -> step.action().equals(Hold.ACTION))
                        .findFirst()
                        .map(hold -> ", kept until " + until(at, hold))
                        .orElse(""));
    }

    private static String until(Instant at, PlannedStep hold) {
        return Hold.until(at, hold).toString();
    }

    private static Optional<Step> done(Operation operation, String action) {
        return operation.lastCompleted(action);
    }

    private static JsonNode result(Step step) {
        return step.result() == null ? Json.object() : step.result();
    }

    private static String taken(Step step) {
        return step.startedAt() == null || step.completedAt() == null
                ? ""
                : ", " + Duration.between(step.startedAt(), step.completedAt()).toSeconds() + " s";
    }
}
