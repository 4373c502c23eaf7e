package io.rdsmaint.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Execution;
import io.rdsmaint.local.asl.Failure;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.events.EventBus;
import java.time.Instant;
import java.util.List;

/** Publishes what executions come to, as Step Functions does on the default bus. */
public final class StatusEvents {
    private final EventBus bus;

    /** Publishes here. */
    public StatusEvents(EventBus bus) {
        this.bus = bus;
    }

    /** Publishes one change. */
    public void publish(Execution execution, Execution.View view) {
        ObjectNode detail = Json.object()
                .put("executionArn", execution.identity().arn())
                .put("stateMachineArn", execution.identity().machineArn())
                .put("name", execution.identity().name())
                .put("status", view.status().name())
                .put("startDate", execution.started().toEpochMilli())
                .put("stopDate", view.stopped().map(Instant::toEpochMilli).orElse(null))
                .put("input", execution.input())
                .put("output", view.output().orElse(null))
                .put("error", view.failure().flatMap(Failure::error).orElse(null))
                .put("cause", view.failure().flatMap(Failure::cause).orElse(null));
        detail.putObject("inputDetails").put("included", true);
        detail.putObject("outputDetails").put("included", true);
        bus.publish(
                "aws.states",
                "Step Functions Execution Status Change",
                List.of(execution.identity().arn()),
                detail);
    }
}
