package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tags as the wire has them, and what AWS takes as one. */
final class Tags {

    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final List<String> RESERVED = List.of("aws:", "rds:");

    private Tags() {}

    static void put(ObjectNode into, String name, Map<String, String> tags) {
        ArrayNode list = into.putArray(name);
        tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
    }

    /** The tags that a resource is made with. */
    static Map<String, String> read(Call call) {
        return merged(Map.of(), call);
    }

    /** Sets tags on a resource that has some; none at all is no request. */
    static void add(Map<String, String> tags, Call call) {
        if (call.list("Tags").isEmpty()) {
            throw ApiError.missing("Tags");
        }
        tags.putAll(merged(tags, call));
    }

    private static Map<String, String> merged(Map<String, String> before, Call call) {
        var tags = new LinkedHashMap<>(before);
        for (JsonNode item : call.list("Tags")) {
            String key = item.path("Key").asText();
            String value = item.path("Value").asText();
            check("key", key, LONGEST_KEY);
            check("value", value, LONGEST_VALUE);
            if (key.isEmpty()) {
                throw ApiError.invalidValue("A tag key has at least 1 character.");
            }
            tags.put(key, value);
        }
        if (tags.keySet().stream().filter(key -> !key.startsWith("aws:")).count() > MOST) {
            throw ApiError.invalidValue("A resource can have at most " + MOST + " tags.");
        }
        return tags;
    }

    private static void check(String what, String text, int longest) {
        if (text.length() > longest) {
            throw ApiError.invalidValue(
                    "A tag " + what + " has at most " + longest + " characters, not " + text.length() + ".");
        }
        if (RESERVED.stream().anyMatch(text::startsWith)) {
            throw ApiError.invalidValue("A tag " + what + " can't begin with " + RESERVED + ".");
        }
        if (!ALLOWED.matcher(text).matches()) {
            throw ApiError.invalidValue(
                    "A tag " + what + " has only letters, digits, white space and the characters _ . : / = + - @");
        }
    }
}
