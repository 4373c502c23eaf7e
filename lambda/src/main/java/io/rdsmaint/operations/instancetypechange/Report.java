package io.rdsmaint.operations.instancetypechange;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.steps.ChangeClass;
import io.rdsmaint.steps.CreateInstance;
import io.rdsmaint.steps.Failover;
import io.rdsmaint.steps.Verify;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What the operator should know at the end. */
final class Report {

    private Report() {}

    static List<String> of(Operation operation) {
        List<String> lines = new ArrayList<>();
        lines.addAll(interruptions(operation));
        lines.addAll(readers(operation));
        operation.lastCompleted(Verify.ACTION).map(Step::result).ifPresent(seen -> {
            lines.add("Writer: "
                    + (seen.path("writer").asText().isEmpty()
                            ? "none"
                            : seen.path("writer").asText()) + ".");
            seen.path("autoscaled").properties().stream()
                    .filter(e -> !e.getValue().asText().equals(wanted(operation)))
                    .forEach(e -> lines.add("Auto scaled " + e.getKey() + " still is "
                            + e.getValue().asText() + "; auto scaling gives new readers the writer's class."));
            lines.addAll(code(operation, seen));
        });
        return lines;
    }

    private static List<String> interruptions(Operation operation) {
        List<String> lines = new ArrayList<>();
        List<Step> failovers = completed(operation, Failover.ACTION);
        for (Step step : failovers) {
            JsonNode result = step.result();
            if (result == null || !result.has("writer")) {
                continue;
            }
            String how = switch (result.path("measured_by").asText()) {
                case "events" -> result.path("interruption_seconds").asText() + " s, measured by RDS events";
                case "sightings" ->
                    "at most " + result.path("interruption_seconds").asText() + " s, the time between two looks";
                default -> "not measured";
            };
            lines.add("Write interruption at the failover to "
                    + result.path("writer").asText()
                    + (result.path("by_itself").asBoolean() ? " (which happened by itself)" : "") + ": " + how + ".");
        }
        if (failovers.isEmpty()) {
            boolean inPlace = completed(operation, ChangeClass.ACTION).stream()
                    .anyMatch(s -> s.planned().parameters().path("in_place").asBoolean());
            lines.add(
                    inPlace
                            ? "Writes were interrupted while the only instance was changed."
                            : "No write interruption.");
        }
        return lines;
    }

    private static List<String> readers(Operation operation) {
        long seconds = 0;
        int times = 0;
        for (Step step : completed(operation, ChangeClass.ACTION)) {
            if (step.result() != null && step.result().has("out_of_service_seconds")) {
                seconds += step.result().path("out_of_service_seconds").asLong();
                times++;
            }
        }
        if (times == 0) {
            return List.of();
        }
        boolean spare = !completed(operation, CreateInstance.ACTION).isEmpty();
        long minutes = Math.max(1, Duration.ofSeconds(seconds).plusSeconds(30).toMinutes());
        return List.of("One instance was out of service " + (times == 1 ? "once" : times + " times") + ", at most "
                + minutes + (minutes == 1 ? " minute" : " minutes") + " in all"
                + (spare ? "; the temporary instance stood in." : "."));
    }

    /** The lines that infrastructure code must say from now on, so that its next run changes nothing back. */
    private static List<String> code(Operation operation, JsonNode seen) {
        List<String> lines = new ArrayList<>();
        JsonNode before = operation.baseline().path("members");
        new TreeMap<>(io.rdsmaint.steps.Json.map(seen.path("classes"))).forEach((id, instanceClass) -> {
            boolean changed = before.has(id)
                    && !before.path(id).path("class").asText().equals(instanceClass)
                    && !before.path(id).path("autoscaled").asBoolean();
            if (changed) {
                lines.add("Infrastructure code, " + id + ": Terraform instance_class = \"" + instanceClass
                        + "\"; CloudFormation DBInstanceClass: " + instanceClass);
            }
        });
        return lines;
    }

    private static List<Step> completed(Operation operation, String action) {
        return operation.steps().stream()
                .filter(s ->
                        s.state() == StepState.COMPLETED && s.planned().action().equals(action))
                .toList();
    }

    private static String wanted(Operation operation) {
        return operation.parameters().path("target_instance_type").asText();
    }
}
