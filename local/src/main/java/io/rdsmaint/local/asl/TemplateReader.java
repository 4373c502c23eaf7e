package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads payload templates. */
final class TemplateReader {
    private static final String ENDING = ".$";

    private final List<Problem> problems;

    TemplateReader(List<Problem> problems) {
        this.problems = problems;
    }

    /** The template of a field, which may hold any JSON value. */
    Optional<Template> read(Fields fields, String field) {
        return fields.has(field) ? Optional.of(template(fields.get(field), fields.within(field))) : Optional.empty();
    }

    private Template template(JsonNode node, String at) {
        if (node.isObject()) {
            return object(node, at);
        }
        if (node.isArray()) {
            List<Template> items = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                items.add(template(node.get(i), at + "[" + i + "]"));
            }
            return new Template.Items(List.copyOf(items));
        }
        return new Template.Constant(node);
    }

    private Template object(JsonNode node, String at) {
        Map<String, Template> fields = new LinkedHashMap<>();
        node.propertyStream().forEach(entry -> {
            String name = entry.getKey();
            boolean computed = name.endsWith(ENDING);
            String plain = computed ? name.substring(0, name.length() - ENDING.length()) : name;
            Template value =
                    computed ? computed(name, entry.getValue(), at) : template(entry.getValue(), at + "/" + name);
            if (fields.put(plain, value) != null) {
                problem("The fields '" + plain + "' and '" + plain + ENDING + "' exclude each other", at);
            }
        });
        return new Template.Fields(Collections.unmodifiableMap(fields));
    }

    private Template computed(String field, JsonNode value, String at) {
        if (!value.isTextual()) {
            problem(
                    "The value for the field '" + field + "' must be a STRING that contains a JSONPath but was "
                            + value.getNodeType().name().toUpperCase(Locale.ROOT),
                    at);
            return new Template.Constant(value);
        }
        try {
            return new Template.Computed(field, ExpressionParser.parse(value.textValue()));
        } catch (IllegalArgumentException e) {
            problem(
                    "The value for the field '" + field
                            + "' must be a valid JSONPath or a valid intrinsic function call: " + e.getMessage(),
                    at);
            return new Template.Constant(value);
        }
    }

    private void problem(String message, String at) {
        problems.add(new Problem(Problem.SCHEMA, message, at));
    }
}
