package io.rdsmaint.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.clock.Ids;
import io.rdsmaint.local.endpoint.Account;
import io.rdsmaint.local.endpoint.ServiceException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The default event bus. Faults that are planned strike the next calls of PutEvents, one each. */
public final class EventBus {
    private static final int MOST_ENTRIES = 10;

    /** Of all entries of a call. */
    private static final int MOST_BYTES = 262_144;

    private static final int BYTES_OF_A_TIME = 14;

    private final InstantSource clock;
    private final Ids ids;
    private final List<Consumer<Event>> targets = new CopyOnWriteArrayList<>();
    private final Deque<BusFault> faults = new ArrayDeque<>();

    /** What may go wrong with a call of PutEvents. */
    public sealed interface BusFault {
        /** The call succeeds, and says that no entry was taken (FailedEntryCount). */
        record FailedEntries(String code) implements BusFault {}

        /** The call fails with this error code. */
        record Refused(int status, String code) implements BusFault {}
    }

    /** A bus without targets. */
    public EventBus(InstantSource clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** Adds a target, which sees every event, on the publisher's thread. */
    public void subscribe(Consumer<Event> target) {
        targets.add(target);
    }

    /** Plans a fault for one call. */
    public void fail(BusFault fault) {
        synchronized (faults) {
            faults.add(fault);
        }
    }

    /** Publishes an event of AWS itself. */
    public void publish(String source, String detailType, List<String> resources, JsonNode detail) {
        deliver(new Event(ids.uuid(), source, detailType, clock.instant(), resources, detail));
    }

    private void deliver(Event event) {
        targets.forEach(target -> target.accept(event));
    }

    /** PutEvents: the answer, with an event id or an error for each entry. */
    public ObjectNode put(List<JsonNode> entries) {
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new ServiceException(
                    "ValidationException",
                    "1 validation error detected: 'entries' must have 1 to " + MOST_ENTRIES + " members");
        }
        if (entries.stream().mapToLong(EventBus::size).sum() > MOST_BYTES) {
            throw new ServiceException(
                    "ValidationException", "Total size of the entries in the request is over the limit.");
        }
        Optional<BusFault> fault;
        synchronized (faults) {
            fault = Optional.ofNullable(faults.poll());
        }
        if (fault.orElse(null) instanceof BusFault.Refused(int status, String code)) {
            throw new ServiceException(status, code, "The event bus refused the call.");
        }
        ObjectNode answer = Json.object();
        ArrayNode results = Json.object().putArray("Entries");
        int failed = 0;
        for (JsonNode entry : entries) {
            Optional<ObjectNode> problem = fault.orElse(null) instanceof BusFault.FailedEntries(String code)
                    ? Optional.of(problem(code, "The entry was not taken."))
                    : problem(entry);
            failed += problem.isPresent() ? 1 : 0;
            results.add(problem.orElseGet(() -> accept(entry)));
        }
        answer.put("FailedEntryCount", failed);
        answer.set("Entries", results);
        return answer;
    }

    /** As EventBridge counts: the texts in bytes of UTF-8, and 14 for a time. */
    private static long size(JsonNode entry) {
        long size = entry.has("Time") ? BYTES_OF_A_TIME : 0;
        for (String field : List.of("Source", "DetailType", "Detail")) {
            size += bytes(entry.path(field).asText());
        }
        return size
                + entry.path("Resources")
                        .valueStream()
                        .mapToLong(one -> bytes(one.asText()))
                        .sum();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private ObjectNode accept(JsonNode entry) {
        Event event = new Event(
                ids.uuid(),
                entry.path("Source").asText(),
                entry.path("DetailType").asText(),
                clock.instant(),
                entry.path("Resources").valueStream().map(JsonNode::asText).toList(),
                detail(entry).orElseThrow());
        deliver(event);
        return Json.object().put("EventId", event.id());
    }

    private static Optional<ObjectNode> problem(JsonNode entry) {
        for (String field : List.of("Source", "DetailType", "Detail")) {
            if (entry.path(field).asText().isEmpty()) {
                return Optional.of(problem(
                        "InvalidArgument",
                        "Parameter " + field + " is not valid. Reason: " + field + " is a required argument."));
            }
        }
        if (entry.path("Source").asText().startsWith("aws.")) {
            return Optional.of(problem("NotAuthorizedForSourceException", "Not authorized for the source."));
        }
        String bus = entry.path("EventBusName").asText("default");
        if (!bus.equals("default") && !bus.equals(Account.arn("events", "event-bus/default"))) {
            return Optional.of(problem("ResourceNotFoundException", "Event bus " + bus + " does not exist."));
        }
        return detail(entry).isPresent()
                ? Optional.empty()
                : Optional.of(problem("MalformedDetail", "Detail is malformed."));
    }

    private static Optional<JsonNode> detail(JsonNode entry) {
        try {
            return Optional.of(Json.parse(entry.path("Detail").asText())).filter(JsonNode::isObject);
        } catch (Json.MalformedException _) {
            return Optional.empty();
        }
    }

    private static ObjectNode problem(String code, String message) {
        return Json.object().put("ErrorCode", code).put("ErrorMessage", message);
    }
}
