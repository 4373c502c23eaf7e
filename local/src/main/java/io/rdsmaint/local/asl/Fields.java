package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One object of a definition while it is checked: every getter notes what is wrong and goes on with a value that does no
 * harm, so that all problems are found at once.
 *
 * @param node the object
 * @param at its location, such as /States/A
 * @param problems where problems are noted
 */
record Fields(JsonNode node, String at, List<Problem> problems) {
    /** Fields of the language that this interpreter knows and does not implement. */
    private static final Set<String> NOT_IMPLEMENTED = Set.of(
            "Arguments", "Assign", "Condition", "Credentials", "Output", "QueryLanguage", "Timestamp", "TimestampPath");

    /** Notes a problem with the object itself. */
    void problem(String message) {
        problems.add(new Problem(Problem.SCHEMA, message, at));
    }

    /** Notes a problem with one field. */
    void problem(String field, String message) {
        problems.add(new Problem(Problem.SCHEMA, message, within(field)));
    }

    String within(String field) {
        return (at.equals("/") ? "" : at) + "/" + field;
    }

    boolean has(String field) {
        return node.has(field);
    }

    JsonNode get(String field) {
        return node.path(field);
    }

    /** Notes every field that is not among these. */
    void allow(Set<String> known) {
        for (String name : new TreeSet<>(names())) {
            if (!known.contains(name)) {
                problem(
                        NOT_IMPLEMENTED.contains(name)
                                ? "Field '" + name + "' is not supported by this interpreter"
                                : "Field '" + name + "' is not supported");
            }
        }
    }

    private List<String> names() {
        return node.propertyStream().map(java.util.Map.Entry::getKey).toList();
    }

    /** Notes those of these fields that are missing. */
    void require(String... fields) {
        List<String> missing =
                List.of(fields).stream().filter(field -> !has(field)).toList();
        if (!missing.isEmpty()) {
            problem("These fields are required: " + missing);
        }
    }

    /** Notes when both fields are there. */
    boolean conflict(String one, String other) {
        if (has(one) && has(other)) {
            problem("Only one of '" + one + "' and '" + other + "' may be there");
            return true;
        }
        return false;
    }

    Optional<String> text(String field) {
        return typed(field, "String", JsonNode::isTextual).map(JsonNode::textValue);
    }

    boolean flag(String field) {
        return typed(field, "Boolean", JsonNode::isBoolean)
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    Optional<Long> integer(String field, long least, long most) {
        Optional<Long> value = typed(field, "Integer", node -> node.isIntegralNumber() && node.canConvertToLong())
                .map(JsonNode::longValue);
        value.ifPresent(number -> {
            if (number < least) {
                problem(field, "Minimum value is " + least);
            } else if (number > most) {
                problem(field, "Maximum value is " + most);
            }
        });
        return value;
    }

    Optional<JsonNode> typed(String field, String type, java.util.function.Predicate<JsonNode> accepts) {
        if (!has(field)) {
            return Optional.empty();
        }
        if (!accepts.test(get(field))) {
            problem(field, "Expected value of type " + type);
            return Optional.empty();
        }
        return Optional.of(get(field));
    }

    /** The elements of a list that must not be empty. */
    List<JsonNode> list(String field) {
        List<JsonNode> elements = new ArrayList<>();
        typed(field, "Array", JsonNode::isArray).ifPresent(array -> {
            array.forEach(elements::add);
            if (elements.isEmpty()) {
                problem(field, "The list must not be empty");
            }
        });
        return elements;
    }

    /** A reference path; {@code $$} is for those fields only that may read the context object. */
    Optional<Path> path(String field, boolean contextAllowed) {
        return text(field).flatMap(text -> {
            Optional<Path> path = Path.parse(text).filter(one -> contextAllowed || !one.ofContext());
            if (path.isEmpty()) {
                problem(field, "Value is not a Reference Path: " + text);
            }
            return path;
        });
    }

    /** The object of a field, or nothing when it is none. */
    Optional<Fields> object(String field) {
        return typed(field, "Object", JsonNode::isObject).map(value -> new Fields(value, within(field), problems));
    }

    /** An element of a list field. */
    Fields element(String field, int position, JsonNode element) {
        return new Fields(element, within(field) + "[" + position + "]", problems);
    }
}
