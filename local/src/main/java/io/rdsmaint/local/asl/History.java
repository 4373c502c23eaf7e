package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The events of one execution; the last one that fits ends it. Used under the execution's lock. */
final class History {
    /** Events of one execution, a hard limit of AWS. */
    static final int LIMIT = 25_000;

    private final InstantSource clock;
    private final List<HistoryEvent> events = new ArrayList<>();

    History(InstantSource clock) {
        this.clock = clock;
    }

    /** Thrown when only the event that ends the execution still fits. */
    static final class FullException extends RuntimeException {
        FullException() {
            super("The execution reached the maximum number of history events (" + LIMIT + ").");
        }
    }

    List<HistoryEvent> events() {
        return List.copyOf(events);
    }

    long lastId() {
        return events.size();
    }

    void started(String input, String roleArn) {
        ObjectNode details = data("input", input);
        details.put("roleArn", roleArn);
        add("ExecutionStarted", "executionStartedEventDetails", details);
    }

    void entered(State state, JsonNode input) {
        ObjectNode details = data("input", Json.write(input));
        details.put("name", state.name());
        add(state.getClass().getSimpleName() + "StateEntered", "stateEnteredEventDetails", details);
    }

    void exited(State state, JsonNode output) {
        ObjectNode details = data("output", Json.write(output));
        details.put("name", state.name());
        add(state.getClass().getSimpleName() + "StateExited", "stateExitedEventDetails", details);
    }

    /** TaskStarted, TaskSucceeded and so on; the details gain the service and its action. */
    void task(String type, Integration integration, ObjectNode details) {
        details.put("resourceType", integration.service());
        details.put("resource", integration.action());
        add(type, Character.toLowerCase(type.charAt(0)) + type.substring(1) + "EventDetails", details);
    }

    /** The event that ends the execution otherwise than by success; it always fits. */
    void ended(String type, Failure failure) {
        append(type, Character.toLowerCase(type.charAt(0)) + type.substring(1) + "EventDetails", details(failure));
    }

    void succeeded(JsonNode output) {
        append("ExecutionSucceeded", "executionSucceededEventDetails", data("output", Json.write(output)));
    }

    static ObjectNode data(String field, String text) {
        ObjectNode details = Json.object();
        details.put(field, text);
        details.putObject(field + "Details").put("truncated", false);
        return details;
    }

    static ObjectNode details(Failure failure) {
        ObjectNode details = Json.object();
        failure.error().ifPresent(error -> details.put("error", error));
        failure.cause().ifPresent(cause -> details.put("cause", cause));
        return details;
    }

    private void add(String type, String detailsField, ObjectNode details) {
        if (events.size() >= LIMIT - 1) {
            throw new FullException();
        }
        append(type, detailsField, details);
    }

    private void append(String type, String detailsField, ObjectNode details) {
        long id = events.size() + 1L;
        events.add(new HistoryEvent(id, id == 2 ? 0 : id - 1, clock.instant(), type, detailsField, details));
    }
}
