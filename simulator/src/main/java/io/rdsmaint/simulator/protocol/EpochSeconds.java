package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.time.Instant;

/** Writes points in time as JSON has them: seconds since 1970, with a fraction. */
final class EpochSeconds {

    private EpochSeconds() {}

    static JsonNode in(JsonNode tree) {
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), in(field.getValue())));
                yield copy;
            }
            case ArrayNode items -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                items.forEach(item -> copy.add(in(item)));
                yield copy;
            }
            case POJONode pojo when pojo.getPojo() instanceof Instant at -> JsonNodeFactory.instance.numberNode(of(at));
            default -> tree;
        };
    }

    static double of(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }
}
