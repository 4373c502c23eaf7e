package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A payload template, as in Parameters and ResultSelector: fields whose names end in {@code .$} are computed. */
sealed interface Template {
    /** The value for this scope. */
    JsonNode evaluate(Scope scope);

    /** A value given as it is. */
    record Constant(JsonNode value) implements Template {
        @Override
        public JsonNode evaluate(Scope scope) {
            return value;
        }
    }

    /** A computed field; {@code field} is its name with the ending. */
    record Computed(String field, Expression expression) implements Template {
        @Override
        public JsonNode evaluate(Scope scope) {
            return expression.evaluate(scope, field);
        }
    }

    /** An object; names are without the ending. */
    record Fields(Map<String, Template> fields) implements Template {
        @Override
        public JsonNode evaluate(Scope scope) {
            ObjectNode object = Json.object();
            fields.forEach((name, value) -> object.set(name, value.evaluate(scope)));
            return object;
        }
    }

    /** A list. */
    record Items(List<Template> items) implements Template {
        @Override
        public JsonNode evaluate(Scope scope) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(item.evaluate(scope)));
            return array;
        }
    }
}
