package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The AWS REST-JSON protocol: the action is the path, JSON in and out, the error's code in a header. */
public final class RestJsonCodec implements Codec {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/json";

    private final Map<String, String> actions;
    private final int longest;

    /**
     * @param actions names of actions by path
     * @param longest bytes that a request may have, with its headers
     */
    public RestJsonCodec(Map<String, String> actions, int longest) {
        this.actions = Map.copyOf(actions);
        this.longest = longest;
    }

    @Override
    public Call decode(SimulatorRequest request, Caller caller) {
        if (size(request) > longest) {
            throw new ApiError(
                    "RequestEntityTooLargeException",
                    413,
                    "The request is longer than " + longest + " bytes, headers included");
        }
        String action = Optional.ofNullable(actions.get(request.path().split("\\?", 2)[0]))
                .orElseThrow(() ->
                        new ApiError("UnknownOperationException", 404, "There is no operation at " + request.path()));
        try {
            JsonNode input = JSON.readTree(
                    request.body().length() == 0 ? "{}" : request.body().text());
            if (input instanceof ObjectNode object) {
                return new Call(caller.service(), action, object, caller);
            }
        } catch (JsonProcessingException e) {
            throw new ApiError("SerializationException", 400, "The body is not JSON: " + e.getOriginalMessage());
        }
        throw new ApiError("SerializationException", 400, "The body must be a JSON object");
    }

    private static long size(SimulatorRequest request) {
        long headers = request.headers().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value + "\r\n"))
                .mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        return headers + request.body().length();
    }

    @Override
    public SimulatorResponse.Answer encode(String action, ObjectNode result, String requestId) {
        return answer(200, EpochSeconds.in(result), Map.of("x-amzn-RequestId", requestId));
    }

    @Override
    public SimulatorResponse.Answer encode(ApiError error, String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", error.text());
        body.setAll(error.more());
        return answer(error.status(), body, Map.of("x-amzn-RequestId", requestId, "x-amzn-ErrorType", error.code()));
    }

    @Override
    public ApiError expired(ApiError error) {
        return new ApiError("InvalidSignatureException", 403, error.text());
    }

    private static SimulatorResponse.Answer answer(int status, JsonNode body, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Content-Type", TYPE);
        return new SimulatorResponse.Answer(status, headers, Body.of(body.toString()));
    }
}
