package io.rdsmaint.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rdsmaint.engine.Typed;
import java.nio.charset.StandardCharsets;

/** What is left of the size that Lambda takes as an answer, 6 MB. What does not fit is left out and counted. */
final class Room {
    /** Less than the limit, for what an answer holds beside its lists. */
    private static final int BYTES = 5_500_000;

    /** Of this size a document must be before its texts are cut. */
    private static final int LARGE = 1_000_000;

    /** Bytes that an entry of the log may have before its texts are cut; chosen. */
    private static final int LARGE_ENTRY = 20_000;

    private int left = BYTES;
    private int leftOut;

    /** Takes a tree in any case, with its texts cut if it is large: what earlier versions stored may be longer than the answer. */
    JsonNode whole(JsonNode tree) {
        JsonNode taken = bytes(tree) > LARGE ? cut(tree) : tree;
        left -= bytes(taken);
        return taken;
    }

    /** An entry of a log, with its texts cut if it is large. */
    static JsonNode entry(JsonNode tree) {
        return bytes(tree) > LARGE_ENTRY ? cut(tree) : tree;
    }

    /** Takes a tree if there is room for it and for everything that was to be taken before it. */
    boolean takes(JsonNode tree) {
        int bytes = bytes(tree) + 1;
        if (leftOut > 0 || bytes > left) {
            leftOut++;
            return false;
        }
        left -= bytes;
        return true;
    }

    /** How many were not taken. */
    int leftOut() {
        return leftOut;
    }

    /** The same tree with no text longer than what people may type. */
    private static JsonNode cut(JsonNode tree) {
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), cut(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(each -> copy.add(cut(each)));
                yield copy;
            }
            case TextNode text -> TextNode.valueOf(Typed.cut(text.asText()));
            default -> tree;
        };
    }

    private static int bytes(JsonNode tree) {
        return tree.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
