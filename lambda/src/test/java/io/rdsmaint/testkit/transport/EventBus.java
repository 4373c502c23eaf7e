package io.rdsmaint.testkit.transport;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.simulator.http.SimulatorResponse.Answer;
import io.rdsmaint.testkit.JsonTrees;
import java.util.ArrayList;
import java.util.List;

/** The event bus: what was published, in the order of arrival. */
public final class EventBus {
    /** An event as published. */
    public record Published(String detailType, String detail) {}

    private final List<Published> published = new ArrayList<>();

    /**
     * Takes the events of a PutEvents call.
     *
     * @param most how many of them; the others are refused
     */
    Answer take(AwsRequest request, int most) {
        List<String> results = new ArrayList<>();
        int refused = 0;
        for (JsonNode entry : entries(request)) {
            if (results.size() < most) {
                published.add(new Published(
                        entry.path("DetailType").asText(), entry.path("Detail").asText()));
                results.add("{\"EventId\":\"" + published.size() + "\"}");
            } else {
                refused++;
                results.add("{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"simulated\"}");
            }
        }
        return ServiceAnswers.json(
                200, "{\"FailedEntryCount\":" + refused + ",\"Entries\":[" + String.join(",", results) + "]}");
    }

    /** The events of a PutEvents call. */
    static JsonNode entries(AwsRequest request) {
        return JsonTrees.read(request.http().body().text()).path("Entries");
    }

    /** All events so far. */
    public List<Published> published() {
        return published;
    }
}
