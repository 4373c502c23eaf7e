package io.rdsmaint.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Execution;
import io.rdsmaint.local.asl.HistoryEvent;
import io.rdsmaint.local.asl.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** How machines, executions and events look in answers. */
final class Shown {
    private Shown() {}

    /** Seconds since the epoch, with milliseconds. */
    static BigDecimal time(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    static ObjectNode machine(Machine machine) {
        return Json.object()
                .put("stateMachineArn", machine.arn())
                .put("name", machine.name())
                .put("type", "STANDARD")
                .put("creationDate", time(machine.created()));
    }

    static ObjectNode machineInFull(Machine machine) {
        ObjectNode shown = machine(machine)
                .put("status", "ACTIVE")
                .put("definition", machine.definition().text())
                .put("roleArn", machine.roleArn());
        shown.putObject("loggingConfiguration").put("level", "OFF").put("includeExecutionData", false);
        shown.putObject("tracingConfiguration").put("enabled", false);
        return shown;
    }

    static ObjectNode execution(Execution execution) {
        Execution.View view = execution.view();
        ObjectNode shown = Json.object()
                .put("executionArn", execution.identity().arn())
                .put("stateMachineArn", execution.identity().machineArn())
                .put("name", execution.identity().name())
                .put("status", view.status().name())
                .put("startDate", time(execution.started()))
                .put("redriveCount", 0);
        view.stopped().ifPresent(stopped -> shown.put("stopDate", time(stopped)));
        return shown;
    }

    static ObjectNode executionInFull(Execution execution) {
        Execution.View view = execution.view();
        ObjectNode shown = execution(execution).put("input", execution.input());
        shown.putObject("inputDetails").put("included", true);
        view.output().ifPresent(output -> {
            shown.put("output", output);
            shown.putObject("outputDetails").put("included", true);
        });
        view.failure().ifPresent(failure -> {
            failure.error().ifPresent(error -> shown.put("error", error));
            failure.cause().ifPresent(cause -> shown.put("cause", cause));
        });
        return shown.put("redriveStatus", "NOT_REDRIVABLE")
                .put("redriveStatusReason", "Redrive is not supported by this interpreter");
    }

    static ObjectNode event(HistoryEvent event, boolean withData) {
        ObjectNode shown = Json.object()
                .put("timestamp", time(event.time()))
                .put("type", event.type())
                .put("id", event.id())
                .put("previousEventId", event.previousId());
        ObjectNode details = event.details();
        if (!withData) {
            details = details.deepCopy();
            details.remove(List.of("input", "inputDetails", "output", "outputDetails", "parameters"));
        }
        shown.set(event.detailsField(), details);
        return shown;
    }
}
