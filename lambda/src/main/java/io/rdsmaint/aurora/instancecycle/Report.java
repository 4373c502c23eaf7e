package io.rdsmaint.aurora.instancecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.instance.InstanceSteps;
import io.rdsmaint.aurora.instance.RebootInstance;
import io.rdsmaint.aurora.instance.Verify;
import io.rdsmaint.aurora.interruption.WriteReport;
import io.rdsmaint.aurora.rolling.Outcomes;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the operator should know at the end: who restarted when, and what it cost. */
final class Report {

    private Report() {}

    static List<String> of(Operation operation) {
        Outcomes outcomes = new Outcomes(operation, RebootInstance.ACTION);
        List<JsonNode> results = outcomes.done().stream()
                .map(Step::result)
                .flatMap(Stream::ofNullable)
                .filter(r -> r.has("instance"))
                .<JsonNode>map(r -> r)
                .toList();
        List<String> lines = new ArrayList<>(outcomes.interruptions(inPlace(outcomes)));
        results.forEach(r -> lines.add(restart(r)));
        lines.addAll(outcomes.outOfService());
        operation.lastCompleted(Verify.ACTION).map(Step::result).ifPresent(seen -> {
            lines.add(WriteReport.writer(operation, seen.path("writer").asText()));
            lines.addAll(Outcomes.parameters(seen));
        });
        return lines;
    }

    private static String inPlace(Outcomes outcomes) {
        return outcomes.done().stream()
                .filter(s -> InstanceSteps.inPlace(s.planned()))
                .map(Step::result)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(r -> "Writes were interrupted while " + r.path("instance").asText() + " was rebooted in place: "
                        + length(r) + ".")
                .orElse("Writes were interrupted while the writer was rebooted in place.");
    }

    private static String length(JsonNode result) {
        String seconds = result.path("out_of_service_seconds").asText();
        return switch (result.path("measured_by").asText()) {
            case "events" -> seconds + " s, measured by RDS events";
            case "sightings" -> "at most " + seconds + " s, the time between two looks";
            default -> "not measured";
        };
    }

    private static String restart(JsonNode result) {
        String id = result.path("instance").asText();
        boolean skipped = result.path(RebootInstance.SKIPPED).asBoolean();
        String why = skipped ? ", not rebooted: " + result.path("because").asText() : "";
        return result.has(RebootInstance.RESTARTED_AT)
                ? id + " restarted at "
                        + result.path(RebootInstance.RESTARTED_AT).asText() + why + " (proven by "
                        + result.path("proven_by").asText() + ")."
                : id + why + ".";
    }
}
