package io.rdsmaint.infra.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One text for one document, whatever order its keys came in: CDK's Java maps have none. Keys that a reader looks for
 * first stand first, the others by name. Only the states of a definition keep their order, which follows the flow.
 */
final class CanonicalJson {
    private static final List<String> FIRST =
            List.of("Version", "Sid", "Effect", "Action", "Type", "Comment", "StartAt", "Resource", "Variable");
    private static final List<String> LAST = List.of("Retry", "Catch", "Next", "Default", "Principal", "Condition");

    private static final JsonMapper MAPPER = new JsonMapper();

    private CanonicalJson() {}

    static String write(JsonNode node) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);
        try {
            return MAPPER.writer(printer).writeValueAsString(sorted(node)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON could not be written", e);
        }
    }

    /** The same on one line. */
    static String compact(JsonNode node) {
        return sorted(node).toString();
    }

    private static JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ArrayNode list -> {
                ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
                list.forEach(item -> sorted.add(sorted(item)));
                yield sorted;
            }
            case ObjectNode object -> {
                ObjectNode sorted = JsonNodeFactory.instance.objectNode();
                object.propertyStream()
                        .sorted(Map.Entry.comparingByKey(
                                Comparator.comparingInt(CanonicalJson::rank).thenComparing(Comparator.naturalOrder())))
                        .forEach(field -> sorted.set(
                                field.getKey(),
                                field.getKey().equals("States") ? states(field.getValue()) : sorted(field.getValue())));
                yield sorted;
            }
            default -> node;
        };
    }

    private static JsonNode states(JsonNode states) {
        ObjectNode inOrder = JsonNodeFactory.instance.objectNode();
        states.properties().forEach(state -> inOrder.set(state.getKey(), sorted(state.getValue())));
        return inOrder;
    }

    private static int rank(String key) {
        int first = FIRST.indexOf(key);
        return first >= 0 ? first - FIRST.size() : LAST.indexOf(key) + 1;
    }
}
