package io.rdsmaint.function;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Catalogue;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Typed;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns an EventBridge event into a {@link Request}: an execution that ended, the schedule's call to sweep, or a change that is awaited. */
final class NewsParser {
    private static final String EXECUTION_STATUS = "Step Functions Execution Status Change";
    private static final String SCHEDULE = "Scheduled Event";

    private final JsonMapper mapper;
    private final Catalogue catalogue;

    NewsParser(JsonMapper mapper, Catalogue catalogue) {
        this.mapper = mapper;
        this.catalogue = catalogue;
    }

    /**
     * Reads an event.
     *
     * @throws InvalidRequest for an event that no rule of ours sends
     */
    Request parse(ScheduledEvent event) {
        return switch (String.valueOf(event.getDetailType())) {
            case SCHEDULE -> new Request.Sweep();
            case EXECUTION_STATUS -> executionEnded(event.getDetail());
            default ->
                resourceChanged(event)
                        .orElseThrow(() -> new InvalidRequest("events of detail-type '" + event.getDetailType()
                                + "' are not for this function; it takes '" + EXECUTION_STATUS + "' and '" + SCHEDULE
                                + "', and of AWS those that tell its families of what they wait for"));
        };
    }

    /** An event of AWS about a resource of which one of the families knows what it tells. */
    private Optional<Request> resourceChanged(ScheduledEvent event) {
        ObjectNode detail = mapper.valueToTree(event.getDetail() == null ? Map.of() : event.getDetail());
        return catalogue.families().stream()
                .flatMap(family -> family.ended(String.valueOf(event.getSource()), detail).stream())
                .findFirst()
                .map(resource -> new Request.ResourceChanged(
                        String.valueOf(event.getAccount()), String.valueOf(event.getRegion()), resource));
    }

    private Request executionEnded(@Nullable Map<String, Object> detail) {
        JsonNode news = mapper.valueToTree(detail == null ? Map.of() : detail);
        String arn = news.path("executionArn").asText("");
        if (arn.isEmpty()) {
            throw new InvalidRequest("the event names no executionArn");
        }
        String why = "its execution " + arn + " ended " + news.path("status").asText("in an unknown way")
                + said(news, "error") + said(news, "cause");
        return new Request.ExecutionEnded(arn, operationId(news.path("input")), why);
    }

    private @Nullable String operationId(JsonNode input) {
        try {
            JsonNode id = mapper.readTree(input.asText("{}")).path("operation_id");
            boolean usable = id.isTextual()
                    && RequestParser.OPERATION_ID.matcher(id.asText()).matches();
            return usable ? id.asText() : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String said(JsonNode news, String field) {
        String text = news.path(field).asText("");
        return text.isEmpty() || text.equals("null") ? "" : ", " + field + ": " + Typed.cut(text);
    }
}
