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
        if (!detail.path("status").asText().equals("RUNNING")) {
            ended.add(execution);
        }
    }

    /** True for an execution that has ended. The news that it began may come after that of its end. */
    boolean has(String executionArn) {
        return ended.contains(executionArn);
    }
}
