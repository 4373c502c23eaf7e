package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.simulator.SimulatorResponse.Answer;
import java.util.ArrayList;
import java.util.List;

/** The event bus: what was published, in the order of arrival. */
final class Bus {
    /** An event as published. */
    record Published(String detailType, String detail) {}

    private final List<Published> published = new ArrayList<>();

    /**
     * Takes the events of a PutEvents call.
     *
     * @param most how many of them; the others are refused
     */
    Answer take(Call call, int most) {
        List<String> results = new ArrayList<>();
        int refused = 0;
        for (JsonNode entry : Json.read(call.http().body().text()).path("Entries")) {
            if (results.size() < most) {
                published.add(new Published(
                        entry.path("DetailType").asText(), entry.path("Detail").asText()));
                results.add("{\"EventId\":\"" + published.size() + "\"}");
            } else {
                refused++;
                results.add("{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"simulated\"}");
            }
        }
        return Answers.json(
                200, "{\"FailedEntryCount\":" + refused + ",\"Entries\":[" + String.join(",", results) + "]}");
    }

    List<Published> published() {
        return published;
    }
}
