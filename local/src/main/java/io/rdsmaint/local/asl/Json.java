package io.rdsmaint.local.asl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** JSON as Step Functions treats it: no duplicate keys, nothing after the value, numbers kept as written. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** Thrown for text that is not one JSON value; the message is the parser's, without a source location. */
    public static final class MalformedException extends Exception {
        MalformedException(String message) {
            super(message);
        }
    }

    /** One JSON value; the empty text is not one. */
    public static JsonNode parse(String text) throws MalformedException {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw new MalformedException("the text is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new MalformedException(e.getOriginalMessage());
        }
    }

    /** The value without insignificant white space. */
    public static String write(JsonNode node) {
        return node.toString();
    }

    /** Bytes of the value in UTF-8, as the payload limit counts them. */
    public static int size(JsonNode node) {
        return write(node).getBytes(StandardCharsets.UTF_8).length;
    }

    /** A new, empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
