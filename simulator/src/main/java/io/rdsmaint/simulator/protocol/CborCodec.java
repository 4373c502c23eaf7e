package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Smithy RPC v2 protocol: the action in the path, CBOR in and out, time as tagged epoch seconds. */
public final class CborCodec implements Codec {

    private static final Pattern PATH = Pattern.compile("/service/[A-Za-z0-9.]+/operation/([A-Za-z0-9]+)");
    private static final int EPOCH_TAG = 1;
    private static final CBORMapper CBOR = new CBORMapper();

    /** True for a request that speaks this protocol. */
    public static boolean speaks(SimulatorRequest request) {
        return request.header("smithy-protocol").filter("rpc-v2-cbor"::equals).isPresent();
    }

    @Override
    public Call decode(SimulatorRequest request, Caller caller) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            throw new ApiError("UnknownOperationException", 404, "No operation at " + request.path());
        }
        try {
            JsonNode input = request.body().length() == 0
                    ? JsonNodeFactory.instance.objectNode()
                    : CBOR.readTree(request.body().bytes());
            if (input instanceof ObjectNode object) {
                return new Call(caller.service(), path.group(1), object, caller);
            }
        } catch (IOException e) {
            throw new ApiError("SerializationException", 400, "The body is not CBOR: " + e.getMessage());
        }
        throw new ApiError("SerializationException", 400, "The body must be a CBOR map");
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

    private static SimulatorResponse.Answer answer(int status, ObjectNode tree, String requestId) {
        var bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = new CBORFactory().createGenerator(bytes)) {
            write(out, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> headers = Map.of(
                "Content-Type", "application/cbor", "smithy-protocol", "rpc-v2-cbor", "x-amzn-RequestId", requestId);
        return new SimulatorResponse.Answer(status, headers, Body.of(bytes.toByteArray()));
    }

    private static void write(CBORGenerator out, JsonNode node) throws IOException {
        switch (node) {
            case ObjectNode object -> {
                out.writeStartObject(object, object.size());
                for (var field : object.properties()) {
                    out.writeFieldName(field.getKey());
                    write(out, field.getValue());
                }
                out.writeEndObject();
            }
            case ArrayNode items -> {
                out.writeStartArray(items, items.size());
                for (JsonNode item : items) {
                    write(out, item);
                }
                out.writeEndArray();
            }
            case POJONode pojo
            when pojo.getPojo() instanceof Instant at -> {
                out.writeTag(EPOCH_TAG);
                out.writeNumber(EpochSeconds.of(at));
            }
            case JsonNode number when number.isIntegralNumber() -> out.writeNumber(number.longValue());
            case JsonNode number when number.isNumber() -> out.writeNumber(number.doubleValue());
            case JsonNode truth when truth.isBoolean() -> out.writeBoolean(truth.booleanValue());
            case JsonNode none when none.isNull() -> out.writeNull();
            default -> out.writeString(node.asText());
        }
    }
}
