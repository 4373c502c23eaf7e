package io.rdsmaint.aurora.rolling;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.instance.CreateInstance;
import io.rdsmaint.aurora.instance.Failover;
import io.rdsmaint.aurora.instance.InstanceSteps;
import io.rdsmaint.aurora.instance.RebootInstance;
import io.rdsmaint.aurora.instance.Verify;
import io.rdsmaint.aurora.interruption.WriteReport;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a finished operation cost its cluster's clients, as lines of a report.
 *
 * @param action the kind of the steps that did the work
 */
public record Outcomes(Operation operation, String action) {

    /**
     * How long writes were interrupted, failover by failover.
     *
     * @param inPlace what to say when the work was done to the writer itself
     */
    public List<String> interruptions(String inPlace) {
        List<String> lines = new ArrayList<>();
        List<Step> failovers = completed(Failover.ACTION);
        for (Step step : failovers) {
            JsonNode result = step.result();
            if (result == null || !result.has("writer")) {
                continue;
            }
            lines.add("Write interruption at the failover to "
                    + result.path("writer").asText()
                    + (result.path("by_itself").asBoolean() ? " (which happened by itself)" : "") + ": "
                    + WriteReport.length(operation, step) + ".");
        }
        if (done().stream()
                .filter(s -> s.result() == null
                        || !s.result().path(RebootInstance.SKIPPED).asBoolean())
                .anyMatch(s -> InstanceSteps.inPlace(s.planned()))) {
            lines.add(inPlace);
        }
        List<String> others = WriteReport.others(operation);
        if (lines.isEmpty() && failovers.isEmpty() && WriteReport.quiet(operation)) {
            lines.add("No write interruption.");
        }
        lines.addAll(others);
        return lines;
    }

    /** How often and how long one instance was out of service; empty when none was. */
    public List<String> outOfService() {
        long seconds = 0;
        int times = 0;
        for (Step step : done()) {
            if (step.result() != null && step.result().has("out_of_service_seconds")) {
                seconds += step.result().path("out_of_service_seconds").asLong();
                times++;
            }
        }
        for (Step step : operation.steps()) {
            Optional<Duration> out = step.planned().action().equals(action) && step.state() == StepState.FAILED
                    ? InstanceSteps.unfinished(operation, step)
                    : Optional.empty();
            seconds += out.map(Duration::toSeconds).orElse(0L);
            times += out.isPresent() ? 1 : 0;
        }
        if (times == 0) {
            return List.of();
        }
        boolean spare = !completed(CreateInstance.ACTION).isEmpty();
        long minutes = Math.max(1, Duration.ofSeconds(seconds).plusSeconds(59).toMinutes());
        return List.of("One instance was out of service " + (times == 1 ? "once" : times + " times") + ", at most "
                + minutes + (minutes == 1 ? " minute" : " minutes") + " in all"
                + (spare ? "; the temporary instance stood in." : "."));
    }

    /** Which instances do not run with the values of their parameter groups, as the last look saw it. */
    public static List<String> parameters(JsonNode seen) {
        List<String> lines = new ArrayList<>();
        List<String> waiting = Json.texts(seen.path(Verify.WAITING));
        if (!waiting.isEmpty()) {
            lines.add("Still waiting for a restart to apply parameters: " + String.join(", ", waiting) + ".");
        }
        Json.map(seen.path(Verify.WITHOUT_PARAMETERS))
                .forEach((id, what) -> lines.add(
                        id + " does not run with the values of its parameter groups, and no restart alone may give it"
                                + " them: " + what + "."));
        return lines;
    }

    /** The steps that did the work, in order. */
    public List<Step> done() {
        return completed(action);
    }

    private List<Step> completed(String kind) {
        return operation.steps().stream()
                .filter(s ->
                        s.state() == StepState.COMPLETED && s.planned().action().equals(kind))
                .toList();
    }
}
