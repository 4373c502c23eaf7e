package io.rdsmaint.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the fields of one JSON object strictly and collects every problem, so that all are told at once. */
final class Fields {
    private final JsonNode node;
    private final String path;
    private final List<String> problems;
    private final Set<String> known = new TreeSet<>();

    /**
     * @param path what precedes a field's name in messages, such as {@code params.}
     */
    Fields(JsonNode node, String path, List<String> problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    /** A string that must be there and not be empty; empty when it is not, with the problem noted. */
    String required(String name) {
        JsonNode value = take(name);
        if (value.isMissingNode() || value.isNull()) {
            problems.add(path + name + " is missing");
        } else if (!value.isTextual()) {
            problems.add(path + name + " must be a string, not " + type(value));
        } else if (value.asText().isBlank()) {
            problems.add(path + name + " is empty");
        } else {
            return value.asText();
        }
        return "";
    }

    /** A required string of a given form. */
    String required(String name, Pattern form, String formInWords) {
        String value = required(name);
        if (!value.isEmpty() && !form.matcher(value).matches()) {
            problems.add(path + name + " '" + shortened(value) + "' is not " + formInWords);
        }
        return value;
    }

    Optional<String> text(String name) {
        JsonNode value = take(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            problems.add(path + name + " must be a string, not " + type(value));
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    Optional<String> text(String name, Pattern form, String formInWords) {
        Optional<String> value = text(name);
        value.filter(v -> !form.matcher(v).matches())
                .ifPresent(v -> problems.add(path + name + " '" + shortened(v) + "' is not " + formInWords));
        return value;
    }

    /** A text that people write for people, no longer than they may. */
    Optional<String> typed(String name) {
        Optional<String> value = text(name);
        value.filter(v -> v.length() > Typed.MOST)
                .ifPresent(v -> problems.add(path + name + " has " + v.length() + " characters; at most " + Typed.MOST
                        + " are taken. It began: " + shortened(v)));
        return value;
    }

    /** One of some values, by its word. */
    <T> Optional<T> choice(String name, List<T> values, Function<T, String> word, String formInWords) {
        Optional<String> given = text(name);
        Optional<T> chosen = given.flatMap(text ->
                values.stream().filter(value -> word.apply(value).equals(text)).findFirst());
        if (given.isPresent() && chosen.isEmpty()) {
            problem(name, given.get(), formInWords);
        }
        return chosen;
    }

    Optional<Long> wholeNumber(String name, long least, long most) {
        JsonNode value = take(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
            problems.add(path + name + " must be a whole number from " + least + " to " + most + ", not "
                    + shortened(value.toString()));
            return Optional.empty();
        }
        return Optional.of(value.asLong());
    }

    boolean flag(String name) {
        JsonNode value = take(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            problems.add(path + name + " must be true or false, not " + type(value));
        }
        return value.asBoolean(false);
    }

    Optional<List<String>> texts(String name) {
        JsonNode value = take(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>();
        boolean good = value.isArray();
        for (JsonNode each : value) {
            good &= each.isTextual();
            all.add(each.asText());
        }
        if (!good) {
            problems.add(path + name + " must be a list of strings");
        }
        return Optional.of(all);
    }

    /** An object; an empty one when it is absent. */
    ObjectNode object(String name) {
        JsonNode value = take(name);
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (!value.isMissingNode() && !value.isNull()) {
            problems.add(path + name + " must be an object, not " + type(value));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** Whatever is there; a missing node when nothing is. */
    JsonNode any(String name) {
        return take(name);
    }

    /** Notes that a field says something that has no effect. */
    void unheeded(String name, String type) {
        problems.add(path + name + " has no effect on operations of type " + type + "; leave it out");
    }

    /** Notes that a field's value is not what it should be. */
    void problem(String name, String value, String shouldBe) {
        problems.add(path + name + " '" + shortened(value) + "' is not " + shouldBe);
    }

    /** Notes every field that nobody asked for. */
    void refuseOthers() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(
                        path + shortened(name) + " is not a field here; the fields are " + String.join(", ", known));
            }
        });
    }

    private JsonNode take(String name) {
        known.add(name);
        return node.path(name);
    }

    static String type(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
