package io.rdsmaint.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.Lazy;
import io.rdsmaint.gateway.StubHttp;
import io.rdsmaint.notification.Runbook;
import io.rdsmaint.testkit.TestClients;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

class EventBridgePublisherTest {
    private static final Operation OPERATION = new Samples().fresh();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final EventSchemas SCHEMAS = new EventSchemas();
    private static final StubHttp.Answer ACCEPTED = new StubHttp.Answer(200, "{\"FailedEntryCount\":0,\"Entries\":[]}");

    @Test
    void anEventIsAnEnvelopeThatToldAgainHasTheSameId() throws JsonProcessingException {
        StubHttp http = new StubHttp(r -> ACCEPTED);
        EventBridgePublisher publisher = publisher(http);
        LogEntry event = event(7, LogEntry.Type.STEP_COMPLETED);

        publisher.publish(OPERATION, List.of(event));
        publisher.publish(OPERATION, List.of(event));

        JsonNode entry =
                JSON.readTree(http.asked().getFirst().body()).path("Entries").path(0);
        assertThat(entry.path("Source").asText()).isEqualTo("rds-maint-machine");
        assertThat(entry.path("DetailType").asText()).isEqualTo("StepCompleted");
        assertThat(entry.path("EventBusName").asText()).isEqualTo("maintenance");
        JsonNode detail = JSON.readTree(entry.path("Detail").asText());
        String operation = OPERATION.id();
        assertThat(detail.path("metadata").path("version").asText()).isEqualTo("1");
        assertThat(detail.path("metadata").path("event_id").asText()).isEqualTo(operation + "#7");
        assertThat(detail.path("metadata").path("correlation_id").asText()).isEqualTo(operation);
        assertThat(detail.path("metadata").path("function_version").asText()).isEqualTo("7");
        assertThat(detail.path("data").path("operation_id").asText()).isEqualTo(operation);
        assertThat(detail.path("data").path("message").asText()).isEqualTo("message 7");
        assertThat(detail.path("data").path("actor").asText()).isEqualTo("somebody");
        assertThat(http.asked().get(1).body()).isEqualTo(http.asked().get(0).body());
    }

    @ParameterizedTest
    @MethodSource("published")
    void whatIsSentIsAsItsSchemaSays(LogEntry.Type type) throws JsonProcessingException {
        StubHttp http = new StubHttp(r -> ACCEPTED);
        Samples samples = new Samples();

        publisher(http)
                .publish(
                        samples.in(samples.everythingSet(), stateAt(type)),
                        List.of(samples.event(7, type, "<a> \"b\"\n\\c & ü", details(type))));

        JsonNode entry =
                JSON.readTree(http.asked().getFirst().body()).path("Entries").path(0);
        JsonNode detail = JSON.readTree(entry.path("Detail").asText());
        assertThat(SCHEMAS.problems(entry.path("DetailType").asText(), detail)).isEmpty();
        ((ObjectNode) detail.path("data")).put("surprise", true);
        assertThat(SCHEMAS.problems(entry.path("DetailType").asText(), detail)).isNotEmpty();
    }

    private static List<LogEntry.Type> published() {
        return Arrays.stream(LogEntry.Type.values())
                .filter(type -> type.detailType() != null)
                .toList();
    }

    private static OperationState stateAt(LogEntry.Type type) {
        return switch (type) {
            case OPERATION_COMPLETED -> OperationState.COMPLETED;
            case OPERATION_ABORTED -> OperationState.FAILED;
            case OPERATION_ROLLED_BACK -> OperationState.ROLLED_BACK;
            default -> OperationState.PAUSED;
        };
    }

    private static ObjectNode details(LogEntry.Type type) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        return switch (type) {
            case INTERVENTION_ANSWERED ->
                details.put("question_id", "op-1-q1").put("action", "continue").putNull("choice");
            case STEP_COMPLETED, OPERATION_STARTED -> details.put("n", 1);
            default -> details;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "INTERVENTION_ANSWERED,op-1-q1",
        "OPERATION_COMPLETED,q0",
        "OPERATION_ABORTED,q0",
        "OPERATION_STALLED,-stalled",
        "OPERATION_TAKEN_OVER,-stalled"
    })
    void whatClosesAnAlertCarriesTheKeyThatOpenedIt(LogEntry.Type type, String key) throws JsonProcessingException {
        StubHttp http = new StubHttp(r -> ACCEPTED);
        Operation operation = new Samples().everythingSet();

        publisher(http).publish(operation, List.of(new Samples().event(7, type, "m", details(type))));

        String detail = JSON.readTree(http.asked().getFirst().body())
                .at("/Entries/0/Detail")
                .asText();
        assertThat(JSON.readTree(detail).at("/data/notification/dedup_key").asText())
                .isEqualTo(key.startsWith("-") ? operation.id() + key : key);
    }

    @ParameterizedTest
    @MethodSource("published")
    void anEventThatIsTooLargeForTheBusIsReplacedByANoteAndThoseBehindItAreSent(LogEntry.Type type)
            throws JsonProcessingException {
        StubHttp http = new StubHttp(r -> ACCEPTED);
        Samples samples = new Samples();
        String large = "\u00fc".repeat(150_000);
        ObjectNode details = details(type);
        if (type == LogEntry.Type.STEP_COMPLETED || type == LogEntry.Type.OPERATION_STARTED) {
            details.put("facts", large);
        }
        Operation operation = samples.in(samples.everythingSet(), stateAt(type));

        publisher(http)
                .publish(
                        operation,
                        List.of(
                                new LogEntry(7, Instant.EPOCH, type, large, large, large, details),
                                event(8, LogEntry.Type.STEP_COMPLETED)));

        JsonNode entries = JSON.readTree(http.asked().getFirst().body()).path("Entries");
        assertThat(http.asked()).hasSize(1);
        assertThat(entries).hasSize(2);
        String text = entries.path(0).path("Detail").asText();
        JsonNode detail = JSON.readTree(text);
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(50_000);
        assertThat(SCHEMAS.problems(entries.path(0).path("DetailType").asText(), detail))
                .isEmpty();
        assertThat(detail.at("/data/message").asText())
                .contains("too large for the bus", "operation_id " + operation.id(), "number 7");
        assertThat(detail.at("/metadata/event_id").asText()).isEqualTo(operation.id() + "#7");
    }

    @Test
    void eventsWithoutADetailTypeStayInTheLog() {
        StubHttp http = new StubHttp(r -> ACCEPTED);

        publisher(http).publish(OPERATION, List.of(event(1, LogEntry.Type.INTENT_SAVED)));

        assertThat(http.asked()).isEmpty();
    }

    @Test
    void atMostTenEventsGoInOneCallAndTheirOrderIsKept() throws JsonProcessingException {
        StubHttp http = new StubHttp(r -> ACCEPTED);
        List<LogEntry> many = IntStream.rangeClosed(1, 23)
                .mapToObj(n -> event(n, LogEntry.Type.STEP_COMPLETED))
                .toList();

        publisher(http).publish(OPERATION, many);

        assertThat(http.asked())
                .extracting(a -> JSON.readTree(a.body()).path("Entries").size())
                .containsExactly(10, 10, 3);
        assertThat(http.asked().getLast().body()).contains("message 21").contains("message 23");
    }

    /** EventBridge takes 256 KB a call, all its entries together: events that fit alone must not keep each other from being sent. */
    @Test
    void largeEventsThatWouldBeTooLargeTogetherGoInCallsOfTheirOwn() throws JsonProcessingException {
        StubHttp http = new StubHttp(r -> ACCEPTED);
        String large = "\u00fc".repeat(40_000);
        List<LogEntry> many = IntStream.rangeClosed(1, 5)
                .mapToObj(n -> new LogEntry(
                        n,
                        Instant.EPOCH,
                        LogEntry.Type.STEP_COMPLETED,
                        "somebody",
                        null,
                        large,
                        details(LogEntry.Type.STEP_COMPLETED)))
                .toList();

        publisher(http).publish(OPERATION, many);

        assertThat(http.asked())
                .extracting(a -> JSON.readTree(a.body()).path("Entries").size())
                .containsExactly(2, 2, 1);
        assertThat(http.asked())
                .allSatisfy(a ->
                        assertThat(a.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(256_000));
        assertThat(http.asked()).noneMatch(a -> a.body().contains("too large for the bus"));
    }

    @Test
    void anEntryThatTheBusDidNotTakeMeansAllAreToBeSentAgain() {
        StubHttp http = new StubHttp(r -> new StubHttp.Answer(
                200,
                "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"m\"}]}"));

        assertThatThrownBy(() ->
                        publisher(http).publish(OPERATION, List.of(event(1, LogEntry.Type.OPERATION_COMPLETED))))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContainingAll("1 of 1", "maintenance")
                .hasRootCauseMessage("InternalFailure: m");
    }

    private static LogEntry event(long number, LogEntry.Type type) {
        return new LogEntry(
                number,
                Instant.parse("2026-03-04T12:00:00Z"),
                type,
                "somebody",
                null,
                "message " + number,
                JsonNodeFactory.instance.objectNode());
    }

    private static EventBridgePublisher publisher(StubHttp http) {
        return new EventBridgePublisher(
                new Lazy<>(() -> TestClients.over(http, InstantSource.system())
                        .reading(EventBridgeClient.builder(), TestClients.PLACE)),
                "maintenance",
                "7",
                Runbook.UNPUBLISHED,
                new ErrorTranslation(TestClients.PLACE));
    }
}
