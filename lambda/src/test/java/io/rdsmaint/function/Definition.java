package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state machine's definition as the function's replies meet it: every path that any state reads from a reply, until the
 * next call of the function, must find something of the kind that the state needs. It knows what this definition uses, and
 * refuses the rest.
 */
final class Definition {
    private static final String CHOICE = "What next?";
    private static final Pattern PATH =
            Pattern.compile("(?<!\\$)\\$(?:\\.[a-z_]+)*(?![.a-z_$])|(?<!\\$)\\$\\.[A-Za-z_.]+");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final JsonNode states;

    Definition() {
        try {
            states = JsonMapper.builder()
                    .build()
                    .readTree(Files.readString(Path.of("../statemachine/rds-maint-machine.asl.json")))
                    .path("States");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The state that a reply leads to. */
    String next(ObjectNode reply) {
        JsonNode choice = states.path(CHOICE);
        for (JsonNode rule : choice.path("Choices")) {
            if (holds(rule, reply)) {
                return rule.path("Next").asText();
            }
        }
        return choice.path("Default").asText();
    }

    /** Goes every way from there and holds each path to what its state takes; answers the paths that were read. */
    Set<String> walk(ObjectNode reply) {
        Set<String> read = new HashSet<>();
        visit(next(reply), reply, new HashSet<>(), read);
        return read;
    }

    private void visit(String name, ObjectNode input, Set<String> visited, Set<String> read) {
        if (!visited.add(name)) {
            return;
        }
        JsonNode state = states.path(name);
        assertThat(state.isObject()).as("state " + name).isTrue();
        for (String path : paths(state)) {
            assertThat(find(input, path))
                    .as("%s reads %s of %s", name, path, input)
                    .isPresent();
            read.add(path);
        }
        seconds(state, "SecondsPath", input, 0);
        seconds(state, "TimeoutSecondsPath", input, 1);
        text(state, "ErrorPath", input, 256);
        text(state, "CausePath", input, 32_768);
        boolean function = state.path("Resource").asText().endsWith(":lambda:invoke");
        if (state.has("Next") && !function) {
            visit(state.path("Next").asText(), result(state, input, JSON.objectNode()), visited, read);
        }
        for (JsonNode catcher : state.path("Catch")) {
            ObjectNode error = JSON.objectNode().put("Error", "States.Timeout").put("Cause", "");
            visit(catcher.path("Next").asText(), result(catcher, input, error), visited, read);
        }
    }

    /** What a state or a catcher passes on: here results are kept aside in one field, or dropped. */
    private static ObjectNode result(JsonNode from, ObjectNode input, ObjectNode result) {
        ObjectNode output = input.deepCopy();
        JsonNode path = from.path("ResultPath");
        if (path.isTextual()) {
            assertThat(path.asText()).matches("\\$\\.[a-z_]+");
            output.set(path.asText().substring(2), result);
        } else {
            assertThat(path.isNull() || from.path("Type").asText().equals("Wait"))
                    .as("a result that replaces the reply: " + from)
                    .isTrue();
        }
        return output;
    }

    private static List<String> paths(JsonNode state) {
        List<String> paths = new ArrayList<>();
        collect(state.path("Parameters"), paths);
        for (String field : List.of("SecondsPath", "TimeoutSecondsPath", "ErrorPath", "CausePath", "InputPath")) {
            pathsIn(state.path(field).asText(""), paths);
        }
        return paths;
    }

    private static void collect(JsonNode template, List<String> paths) {
        template.properties().forEach(field -> {
            if (field.getKey().endsWith(".$")) {
                pathsIn(field.getValue().asText(), paths);
            } else {
                collect(field.getValue(), paths);
            }
        });
        if (template.isArray()) {
            template.forEach(each -> collect(each, paths));
        }
    }

    private static void pathsIn(String expression, List<String> paths) {
        Matcher found = PATH.matcher(expression.replaceAll("'[^']*'", "''").replaceAll("\\$\\$[A-Za-z.]*", ""));
        while (found.find()) {
            paths.add(found.group());
        }
    }

    private static Optional<JsonNode> find(JsonNode input, String path) {
        JsonNode at = input.at(path.substring(1).replace('.', '/'));
        return at.isMissingNode() ? Optional.empty() : Optional.of(at);
    }

    private static void seconds(JsonNode state, String field, ObjectNode input, int least) {
        if (state.has(field)) {
            JsonNode value = find(input, state.path(field).asText()).orElseThrow();
            assertThat(value.isIntegralNumber()).as(field + " " + value).isTrue();
            assertThat(value.asLong()).isBetween((long) least, 99_999_999L);
        }
    }

    private static void text(JsonNode state, String field, ObjectNode input, int most) {
        String path = state.path(field).asText("");
        if (!path.isEmpty() && !path.startsWith("States.")) {
            JsonNode value = find(input, path).orElseThrow();
            assertThat(value.isTextual()).as(field + " " + value).isTrue();
            assertThat(value.asText())
                    .hasSizeLessThanOrEqualTo(most)
                    .doesNotStartWith("States.")
                    .isNotBlank();
        }
    }

    private static boolean holds(JsonNode rule, ObjectNode reply) {
        if (rule.has("And")) {
            return rule.path("And").valueStream().allMatch(part -> holds(part, reply));
        }
        Optional<JsonNode> value = find(reply, rule.path("Variable").asText());
        return rule.properties().stream()
                .filter(field -> !Set.of("Variable", "Next", "Comment").contains(field.getKey()))
                .allMatch(test -> test(test.getKey(), test.getValue(), value));
    }

    private static boolean test(String operator, JsonNode operand, Optional<JsonNode> value) {
        return switch (operator) {
            case "IsPresent" -> value.isPresent() == operand.asBoolean();
            case "IsNumeric" -> value.orElseThrow().isNumber() == operand.asBoolean();
            case "IsString" -> value.orElseThrow().isTextual() == operand.asBoolean();
            case "BooleanEquals", "StringEquals" -> value.orElseThrow().equals(operand);
            case "NumericGreaterThanEquals" -> value.orElseThrow().asLong() >= operand.asLong();
            case "NumericLessThanEquals" -> value.orElseThrow().asLong() <= operand.asLong();
            default -> throw new AssertionError("the definition uses " + operator + ", which this does not know yet");
        };
    }
}
