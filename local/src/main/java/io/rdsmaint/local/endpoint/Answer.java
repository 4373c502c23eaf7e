package io.rdsmaint.local.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.simulator.http.Body;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param status the HTTP status
 * @param headers by name
 * @param body may be empty
 */
public record Answer(int status, Map<String, String> headers, Body body) {
    private static final String JSON = "application/x-amz-json-1.0";

    /** A JSON answer. */
    public static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of("Content-Type", JSON), Body.of(Json.write(body)));
    }

    /** A typed error as AWS's JSON protocols send it. */
    public static Answer error(ServiceException e) {
        ObjectNode body = Json.object();
        body.put("__type", e.code()).put("message", e.detail()).put("Message", e.detail());
        return new Answer(
                e.status(), Map.of("Content-Type", JSON, "x-amzn-ErrorType", e.code()), Body.of(Json.write(body)));
    }
}
