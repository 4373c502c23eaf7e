package io.rdsmaint.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Product;
import io.rdsmaint.gateway.rds.EndingEvents;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.clock.Scheduler;
import io.rdsmaint.local.endpoint.Account;
import io.rdsmaint.local.lambda.FunctionRuntime;
import io.rdsmaint.local.lambda.Result;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The rules of the deployment: executions that did not end well, and a sweep every now and then, go to the function,
 * asynchronously, so with two more attempts when it fails.
 */
public final class Rules {
    private static final Set<String> ENDED_BADLY = Set.of("FAILED", "TIMED_OUT", "ABORTED");
    private static final List<Duration> AGAIN_AFTER = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));
    private static final String ALIAS = "machine";

    private final String machineArn;
    private final EventBus bus;
    private final FunctionRuntime function;
    private final Scheduler scheduler;

    /** Rules for one machine and the function. */
    public Rules(String machineArn, EventBus bus, FunctionRuntime function, Scheduler scheduler) {
        this.machineArn = machineArn;
        this.bus = bus;
        this.function = function;
        this.scheduler = scheduler;
    }

    /** From now on, ends of executions are told to the function. */
    public void watchExecutions() {
        bus.subscribe(event -> {
            if (event.source().equals("aws.states")
                    && event.detail().path("stateMachineArn").asText().equals(machineArn)
                    && ENDED_BADLY.contains(event.detail().path("status").asText())) {
                deliver(event.json(), 0);
            }
        });
    }

    /** From now on, events of RDS which tell that something has ended go to the function; once, for a late one helps nobody. */
    public void watchResources() {
        bus.subscribe(event -> {
            if (event.source().equals(EndingEvents.SOURCE)
                    && EndingEvents.IDS.contains(event.detail().path("EventID").asText())) {
                deliver(event.json(), AGAIN_AFTER.size());
            }
        });
    }

    /** From now on, the function sweeps this often. */
    public void sweepEvery(Duration period) {
        scheduler.after(period, () -> {
            bus.publish(
                    "aws.events",
                    "Scheduled Event",
                    List.of(Account.arn("events", "rule/" + Product.NAME + "-sweep")),
                    Json.object());
            sweepEvery(period);
        });
    }

    /** Delivers the scheduled events that {@link #sweepEvery} publishes. */
    public void watchSweeps() {
        bus.subscribe(event -> {
            if (event.source().equals("aws.events")) {
                deliver(event.json(), 0);
            }
        });
    }

    private void deliver(JsonNode event, int attempt) {
        function.invoke(ALIAS, event, result -> {
            if (!(result instanceof Result.Returned) && attempt < AGAIN_AFTER.size()) {
                scheduler.after(AGAIN_AFTER.get(attempt), () -> deliver(event, attempt + 1));
            }
        });
    }
}
