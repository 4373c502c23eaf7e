package io.rdsmaint.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON trees. */
public final class JsonTrees {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonTrees() {}

    /**
     * Reads any JSON.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An object written with single quotes. */
    public static ObjectNode object(String quoted) {
        return (ObjectNode) read(quoted.replace('\'', '"'));
    }
}
