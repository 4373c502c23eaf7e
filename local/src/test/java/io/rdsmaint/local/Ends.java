package io.rdsmaint.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.events.Event;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Which executions have ended, as the bus tells: whoever waits for an end need not ask Step Functions at every timer. */
final class Ends implements Consumer<Event> {
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    @Override
    public void accept(Event event) {
        if (!event.detailType().equals("Step Functions Execution Status Change")) {
            return;
        }
        JsonNode detail = event.detail();
        String execution = detail.path("executionArn").asText();
        if (detail.path("status").asText().equals("RUNNING")) {
            ended.remove(execution);
        } else {
            ended.add(execution);
        }
    }

    /** True for an execution that has ended and was not redriven. */
    boolean has(String executionArn) {
        return ended.contains(executionArn);
    }
}
