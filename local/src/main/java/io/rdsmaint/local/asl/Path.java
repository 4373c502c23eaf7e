package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference path: {@code $}, {@code $.a.b}, {@code $['a b']}, {@code $.list[0]}; with {@code $$} it reads the context
 * object. JSONPath expressions that can select several nodes are refused.
 *
 * @param text the path as written
 * @param ofContext whether it starts with {@code $$}
 * @param steps the way from the root
 */
record Path(String text, boolean ofContext, List<Step> steps) {
    private static final Pattern STEP =
            Pattern.compile("\\.([^\\s.\\[\\]'\"()*?@,:$]+)|\\['([^']+)'\\]|\\[(\\d{1,9})\\]");

    /** One step down. */
    sealed interface Step {
        record Field(String name) implements Step {}

        record Index(int position) implements Step {}
    }

    /** The path, or nothing when the text is none. */
    static Optional<Path> parse(String text) {
        if (!text.startsWith("$")) {
            return Optional.empty();
        }
        boolean ofContext = text.startsWith("$$");
        int at = ofContext ? 2 : 1;
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                return Optional.empty();
            }
            steps.add(step(matcher));
            at = matcher.end();
        }
        return Optional.of(new Path(text, ofContext, List.copyOf(steps)));
    }

    private static Step step(Matcher matcher) {
        if (matcher.group(3) != null) {
            return new Step.Index(Integer.parseInt(matcher.group(3)));
        }
        return new Step.Field(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }

    /** The node that the path points at; JSON's null is a node. */
    Optional<JsonNode> find(JsonNode root) {
        JsonNode node = root;
        for (Step step : steps) {
            JsonNode next = switch (step) {
                case Step.Field(String name) -> node.isObject() ? node.get(name) : null;
                case Step.Index(int position) -> node.isArray() ? node.get(position) : null;
            };
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.of(node);
    }

    /** A copy of the root with the value at this path, objects being made on the way. */
    JsonNode put(JsonNode root, JsonNode value) {
        if (steps.isEmpty()) {
            return value;
        }
        if (root.isNull()) {
            throw new StatesException("States.ReferencePathConflict", Scope.NULL_INPUT);
        }
        JsonNode copy = root.deepCopy();
        JsonNode node = copy;
        for (Step step : steps.subList(0, steps.size() - 1)) {
            node = descend(node, step, root);
        }
        set(node, steps.getLast(), value, root);
        return copy;
    }

    private static JsonNode descend(JsonNode node, Step step, JsonNode root) {
        return switch (step) {
            case Step.Field(String name)
            when node instanceof ObjectNode object -> object.has(name) ? object.get(name) : object.putObject(name);
            case Step.Index(int position)
            when node instanceof ArrayNode array && position < array.size() -> array.get(position);
            default -> throw conflict(step, root);
        };
    }

    private static void set(JsonNode node, Step step, JsonNode value, JsonNode root) {
        switch (step) {
            case Step.Field(String name) when node instanceof ObjectNode object -> object.set(name, value);
            case Step.Index(int position)
            when node instanceof ArrayNode array && position < array.size() -> array.set(position, value);
            default -> throw conflict(step, root);
        }
    }

    private static StatesException conflict(Step step, JsonNode root) {
        String name = switch (step) {
            case Step.Field(String field) -> field;
            case Step.Index(int position) -> String.valueOf(position);
        };
        return new StatesException(
                "States.ReferencePathConflict", "Unable to apply step \"" + name + "\" to input " + Json.write(root));
    }
}
