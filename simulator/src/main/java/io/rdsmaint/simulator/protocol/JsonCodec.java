package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import java.util.Map;

/** The AWS JSON protocols 1.0 and 1.1: the action in {@code X-Amz-Target}, JSON in and out, time as epoch seconds. */
public final class JsonCodec implements Codec {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String contentType;
    private final String target;

    /**
     * @param version {@code 1.0} or {@code 1.1}
     * @param target prefix of {@code X-Amz-Target}
     */
    public JsonCodec(String version, String target) {
        this.contentType = "application/x-amz-json-" + version;
        this.target = target + ".";
    }

    @Override
    public Call decode(SimulatorRequest request, Caller caller) {
        String name = request.header("X-Amz-Target").orElse("");
        if (!name.startsWith(target)) {
            throw new ApiError(
                    "UnknownOperationException", 400, "X-Amz-Target must begin with " + target + ": " + name);
        }
        try {
            JsonNode input = JSON.readTree(
                    request.body().length() == 0 ? "{}" : request.body().text());
            if (input instanceof ObjectNode object) {
                return new Call(caller.service(), name.substring(target.length()), object, caller);
            }
        } catch (JsonProcessingException e) {
            throw new ApiError("SerializationException", 400, "The body is not JSON: " + e.getOriginalMessage());
        }
        throw new ApiError("SerializationException", 400, "The body must be a JSON object");
    }

    @Override
    public SimulatorResponse.Answer encode(String action, ObjectNode result, String requestId) {
        return answer(200, result, requestId);
    }

    @Override
    public SimulatorResponse.Answer encode(ApiError error, String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return answer(error.status(), body.put("__type", error.code()).put("message", error.text()), requestId);
    }

    @Override
    public ApiError expired(ApiError error) {
        return new ApiError("InvalidSignatureException", 400, error.text());
    }

    private SimulatorResponse.Answer answer(int status, ObjectNode tree, String requestId) {
        String body = EpochSeconds.in(tree).toString();
        return new SimulatorResponse.Answer(
                status, Map.of("Content-Type", contentType, "x-amzn-RequestId", requestId), Body.of(body));
    }
}
