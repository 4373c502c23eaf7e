package io.rdsmaint.infra.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Takes CloudFormation's functions out of a piece of template: {@code Fn::Join} becomes the joined text, {@code Ref}
 * and {@code Fn::GetAtt} become placeholders as {@code Fn::Sub} has them: {@code ${Table}}, {@code ${Table.Arn}}. The
 * partition is written as {@code aws}, so that service ARNs read as in AWS's documentation.
 */
final class Flat {
    private Flat() {}

    /** The same piece without functions; every other function is refused. */
    static JsonNode of(JsonNode node) {
        return switch (node) {
            case ArrayNode list -> {
                ArrayNode flat = JsonNodeFactory.instance.arrayNode();
                list.forEach(item -> flat.add(of(item)));
                yield flat;
            }
            case ObjectNode object when isFunction(object) -> TextNode.valueOf(text(object));
            case ObjectNode object -> {
                ObjectNode flat = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> flat.set(field.getKey(), of(field.getValue())));
                yield flat;
            }
            default -> node;
        };
    }

    /** What a function, or a plain text, says. */
    static String text(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        Map.Entry<String, JsonNode> function = node.properties().iterator().next();
        JsonNode argument = function.getValue();
        return switch (function.getKey()) {
            case "Ref" -> argument.textValue().equals("AWS::Partition") ? "aws" : placeholder(argument.textValue());
            case "Fn::GetAtt" ->
                placeholder(argument.get(0).textValue() + "." + argument.get(1).textValue());
            case "Fn::Join" ->
                argument.get(1)
                        .valueStream()
                        .map(Flat::text)
                        .collect(Collectors.joining(argument.get(0).textValue()));
            default -> throw new IllegalArgumentException("cannot flatten " + function.getKey());
        };
    }

    private static boolean isFunction(ObjectNode object) {
        return object.size() == 1
                && object.propertyStream()
                        .map(Map.Entry::getKey)
                        .allMatch(name -> name.equals("Ref") || name.startsWith("Fn::"));
    }

    private static String placeholder(String name) {
        return "${" + name + "}";
    }
}
