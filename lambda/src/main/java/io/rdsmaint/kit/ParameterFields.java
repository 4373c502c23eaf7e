package io.rdsmaint.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Reads the parameters of a type of operation strictly, and collects every problem before it refuses. A field that is
 * wrong counts as absent until {@link #requireNoProblems()}.
 */
public final class ParameterFields {
    private final ObjectNode given;
    private final List<String> problems = new ArrayList<>();

    /**
     * Begins to read.
     *
     * @param type the operation type, as users write it
     * @param known all fields that it takes; others are problems
     */
    public ParameterFields(ObjectNode given, String type, List<String> known) {
        this.given = given;
        given.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                problems.add(
                        "params.params." + field + ": unknown field; " + type + " takes " + String.join(", ", known));
            }
        });
    }

    /** The field as given; a missing node when it is absent. */
    public JsonNode value(String field) {
        return given.path(field);
    }

    /** A field that is true or false; empty when it is absent. */
    public Optional<Boolean> flag(String field) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            problem(field, "must be true or false, is " + value, "write it without quotes, or leave it out");
            return Optional.empty();
        }
        return Optional.of(value.booleanValue());
    }

    /** A field that is a whole number within bounds; empty when it is absent. */
    public OptionalInt number(String field, int least, int most) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            problem(
                    field,
                    "must be a whole number from " + least + " to " + most + ", is " + value,
                    "write it without quotes, or leave it out");
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.intValue());
    }

    /**
     * A field that may be absent and else is a text that a pattern matches as a whole.
     *
     * @param what the text stands for, as "is not …" goes on
     * @param wayOut how to write it, or where to look it up
     */
    public Optional<String> text(String field, Pattern pattern, String what, String wayOut) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            problem(field, "must be a string, is " + value, wayOut);
            return Optional.empty();
        }
        if (!pattern.matcher(value.textValue()).matches()) {
            problem(field, value + " is not " + what, wayOut);
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** As {@link #text}, but the field must be there; an empty string stands for what is wrong. */
    public String requiredText(String field, Pattern pattern, String what, String wayOut) {
        JsonNode value = value(field);
        if (value.isMissingNode() || value.isNull()) {
            problem(field, "required", wayOut);
            return "";
        }
        return text(field, pattern, what, wayOut).orElse("");
    }

    /** Takes down one more problem of a field, and the way out of it. */
    public void problem(String field, String what, String wayOut) {
        problems.add("params.params." + field + ": " + what + "; " + wayOut);
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidRequest naming every problem there is
     */
    public void requireNoProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
    }
}
