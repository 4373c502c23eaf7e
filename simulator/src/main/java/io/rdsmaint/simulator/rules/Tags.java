package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.protocol.ApiError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags as the wire has them. */
final class Tags {

    private static final int MOST = 50;

    private Tags() {}

    static void put(ObjectNode into, String name, Map<String, String> tags) {
        ArrayNode list = into.putArray(name);
        tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
    }

    /** Reads tags to set; AWS keeps the prefix {@code aws:} for itself. */
    static Map<String, String> read(List<JsonNode> items) {
        var tags = new LinkedHashMap<String, String>();
        for (JsonNode item : items) {
            String key = item.path("Key").asText();
            if (key.isEmpty() || key.length() > 128 || key.startsWith("aws:")) {
                throw ApiError.invalidValue(
                        "Tag keys have 1 to 128 characters and do not begin with aws: '" + key + "'");
            }
            tags.put(key, item.path("Value").asText());
        }
        if (tags.size() > MOST) {
            throw ApiError.invalidValue("A resource can have at most " + MOST + " tags");
        }
        return tags;
    }
}
