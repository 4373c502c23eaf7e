package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * A form-encoded request as a tree: {@code Tags.Tag.1.Key=a} becomes {@code {"Tags":[{"Key":"a"}]}}. The name that a
 * list's items carry ({@code Tag}, {@code member}) disappears, so that rules see the same input in every protocol.
 */
final class QueryForm {

    /** No structure of the services here is nested deeper. */
    private static final int DEEPEST = 20;

    private QueryForm() {}

    static ObjectNode parse(String body) {
        ObjectNode flat = JsonNodeFactory.instance.objectNode();
        for (String pair : body.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                List<String> path = List.of(decode(name).split("\\.", -1));
                if (path.size() > DEEPEST) {
                    throw new ApiError("MalformedQueryString", 400, "The query string contains a syntax error.");
                }
                place(flat, path, decode(value));
            }
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        flat.properties().forEach(field -> result.set(field.getKey(), listsOf(field.getValue())));
        return result;
    }

    private static void place(ObjectNode into, List<String> path, String value) {
        String head = path.getFirst();
        if (path.size() == 1) {
            into.put(head, value);
            return;
        }
        JsonNode next = into.get(head);
        ObjectNode child = next instanceof ObjectNode object ? object : into.putObject(head);
        place(child, path.subList(1, path.size()), value);
    }

    private static JsonNode listsOf(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (indexed(object)) {
            return items(object);
        }
        if (object.size() == 1
                && object.properties().iterator().next().getValue() instanceof ObjectNode only
                && indexed(only)) {
            return items(only);
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> result.set(field.getKey(), listsOf(field.getValue())));
        return result;
    }

    private static boolean indexed(ObjectNode object) {
        return !object.isEmpty()
                && object.properties().stream().allMatch(field -> field.getKey().matches("[0-9]{1,9}"));
    }

    private static ArrayNode items(ObjectNode object) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        object.properties().stream()
                .sorted(Comparator.comparing(field -> Integer.valueOf(field.getKey())))
                .forEach(field -> items.add(listsOf(field.getValue())));
        return items;
    }

    /** Decodes a name or a value; XML has no way to write most control characters, so no answer could quote them. */
    private static String decode(String text) {
        String decoded;
        try {
            decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiError("MalformedQueryString", 400, "The query string contains a syntax error.");
        }
        if (!decoded.codePoints().allMatch(XmlWriter::writable)) {
            throw ApiError.invalidValue("A parameter contains characters that are not allowed.");
        }
        return decoded;
    }
}
