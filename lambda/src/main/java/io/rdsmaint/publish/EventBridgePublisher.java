package io.rdsmaint.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Product;
import io.rdsmaint.engine.Publisher;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.engine.Typed;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.notification.Notifications;
import io.rdsmaint.notification.Runbook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Publishes events to a bus as versioned envelopes. EventBridge delivers at least once and so do we:
 * {@code metadata.event_id} is the same for every delivery of an event. Events of a type without a detail-type stay in
 * the log.
 */
public final class EventBridgePublisher implements Publisher {
    /** The source of everything this system publishes. */
    public static final String SOURCE = Product.NAME;

    private static final String VERSION = "1";

    /** What PutEvents takes (EventBridge API reference). */
    private static final int ENTRIES_PER_CALL = 10;

    /**
     * PutEvents takes less than 256 KB, of which source, type and time count, too (EventBridge guide, PutEvents entry
     * size).
     */
    private static final int BYTES_PER_CALL = 200_000;

    /** Of an event that must be shortened: details of ordinary events are smaller; chosen. */
    private static final int BYTES_OF_DETAILS = 20_000;

    /** Characters of each text in a notification; the event itself has it whole; chosen. */
    private static final int MOST_TEXT = 2_000;

    private final Supplier<EventBridgeClient> eventBridge;
    private final String bus;
    private final String functionVersion;
    private final Runbook runbook;
    private final ErrorTranslation calls;

    /**
     * @param bus name or ARN of the event bus
     * @param functionVersion of the code that publishes
     * @param runbook what notifications refer to
     */
    public EventBridgePublisher(
            Supplier<EventBridgeClient> eventBridge,
            String bus,
            String functionVersion,
            Runbook runbook,
            ErrorTranslation calls) {
        this.eventBridge = eventBridge;
        this.bus = bus;
        this.functionVersion = functionVersion;
        this.runbook = runbook;
        this.calls = calls;
    }

    @Override
    public void publish(Operation operation, List<LogEntry> events) {
        List<PutEventsRequestEntry> batch = new ArrayList<>();
        int bytes = 0;
        for (LogEntry event : events) {
            String detailType = event.type().detailType();
            if (detailType == null) {
                continue;
            }
            String detail = detail(operation, event);
            int size = bytes(detail);
            if (batch.size() == ENTRIES_PER_CALL || (!batch.isEmpty() && bytes + size > BYTES_PER_CALL)) {
                put(batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(PutEventsRequestEntry.builder()
                    .eventBusName(bus)
                    .source(SOURCE)
                    .detailType(detailType)
                    .detail(detail)
                    .time(event.at())
                    .build());
            bytes += size;
        }
        if (!batch.isEmpty()) {
            put(batch);
        }
    }

    /** One that the bus would never take must not keep those behind it from being sent: it is sent as a note of itself. */
    private String detail(Operation operation, LogEntry event) {
        String whole = envelope(operation, event).toString();
        int size = bytes(whole);
        if (size <= BYTES_PER_CALL) {
            return whole;
        }
        String note =
                "This event is too large for the bus (" + size + " bytes) and was shortened; status with operation_id "
                        + operation.id() + " shows it whole, as number " + event.number() + ".";
        return envelope(operation, shortened(event, note)).toString();
    }

    private static LogEntry shortened(LogEntry event, String note) {
        boolean large = bytes(event.data().toString()) > BYTES_OF_DETAILS;
        return new LogEntry(
                event.number(),
                event.at(),
                event.type(),
                Typed.cut(event.actor()),
                event.cause() == null ? null : Typed.cut(event.cause()),
                note + " " + Typed.cut(event.message()),
                large ? JsonNodeFactory.instance.objectNode().put("left_out", note) : event.data());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void put(List<PutEventsRequestEntry> entries) {
        PutEventsResponse answer = calls.read(
                "events:PutEvents", "bus " + bus, () -> eventBridge.get().putEvents(r -> r.entries(entries)));
        if (answer.failedEntryCount() != null && answer.failedEntryCount() > 0) {
            String codes = answer.entries().stream()
                    .filter(e -> e.errorCode() != null)
                    .map(e -> e.errorCode() + ": " + e.errorMessage())
                    .distinct()
                    .reduce((a, b) -> a + "; " + b)
                    .orElse("no reason given");
            throw new TransientFailure(
                    answer.failedEntryCount() + " of " + entries.size() + " events were not accepted by bus " + bus
                            + "; all will be sent again",
                    new IllegalStateException(codes));
        }
    }

    private ObjectNode envelope(Operation operation, LogEntry event) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.putObject("metadata")
                .put("version", VERSION)
                .put("event_id", operation.id() + "#" + event.number())
                .put("correlation_id", operation.id())
                .put("time", event.at().toString())
                .put("function_version", functionVersion);
        ObjectNode data = envelope.putObject("data")
                .put("operation_id", operation.id())
                .put("operation_type", operation.type())
                .put("operation_state", operation.state().word())
                .put("account", operation.target().account())
                .put("region", operation.target().region());
        operation.target().tell(data);
        data.put("execution_arn", operation.owner().executionArn())
                .put("step_index", operation.index())
                .put("step_count", operation.steps().size())
                .put("step_name", operation.current().map(s -> s.name()).orElse(null))
                .put("message", event.message())
                .put("cause", event.cause())
                .put("actor", event.actor());
        data.set("details", event.data());
        data.set("notification", Notifications.of(operation, event, runbook).json(MOST_TEXT));
        return envelope;
    }
}
