package io.rdsmaint.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the fields of one JSON object of a request strictly and collects every problem, so that all are told at once, in the
 * same words wherever the object is in the request. A field of a wrong type counts as absent until the problems are thrown.
 *
 * <p>Where a method takes a way out, it completes the problem after a semicolon: how to write the field, or where to look it up.
 */
public final class RequestFields {
    /** Characters of a value as given that a problem shows; chosen. */
    private static final int SHOWN = 60;

    private static final String PLAINLY = "; write it without quotes, or leave it out";

    private final JsonNode node;
    private final String path;
    private final List<String> problems;
    private final boolean nullIsAbsent;
    private final Set<String> known = new TreeSet<>();

    private RequestFields(JsonNode node, String path, List<String> problems, boolean nullIsAbsent) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        this.nullIsAbsent = nullIsAbsent;
    }

    /**
     * Begins to read an object whose fields may be null like absent ones, as templates write them.
     *
     * @param path what precedes a field's name in problems, such as {@code params.}
     * @param problems where they are collected
     */
    public RequestFields(JsonNode node, String path, List<String> problems) {
        this(node, path, problems, true);
    }

    /**
     * Begins to read the parameters of a type of operation. Null is a wrong value in them: what a template failed to fill in is
     * not taken for what was left out.
     */
    public static RequestFields ofParameters(ObjectNode given) {
        return new RequestFields(given, "params.params.", new ArrayList<>(), false);
    }

    /** A text that must be there and not be blank; empty when it is not. */
    public String required(String name) {
        return required(name, "");
    }

    /** A required text of a given form. */
    public String required(String name, Pattern form, String formInWords) {
        return formed(name, required(name), form, formInWords, "");
    }

    /** A required text of a given form. */
    public String required(String name, Pattern form, String formInWords, String wayOut) {
        return formed(name, required(name, wayOut), form, formInWords, wayOut);
    }

    /** A text that must be there and not be blank; empty when it is not. */
    public String required(String name, String wayOut) {
        JsonNode value = take(name);
        if (value.isMissingNode() || value.isNull()) {
            problems.add(path + name + " is missing" + last(wayOut));
            return "";
        }
        Optional<String> text = text(name, value, wayOut);
        if (text.isPresent() && text.get().isBlank()) {
            problems.add(path + name + " is empty" + last(wayOut));
            return "";
        }
        return text.orElse("");
    }

    private String formed(String name, String value, Pattern form, String formInWords, String wayOut) {
        if (!value.isEmpty() && !form.matcher(value).matches()) {
            refuse(name, value, formInWords, wayOut);
        }
        return value;
    }

    /** A text that may be absent. */
    public Optional<String> text(String name) {
        return text(name, take(name), "");
    }

    /** A text that may be absent, of a given form. */
    public Optional<String> text(String name, Pattern form, String formInWords) {
        return text(name, form, formInWords, "");
    }

    /** A text that may be absent, of a given form. */
    public Optional<String> text(String name, Pattern form, String formInWords, String wayOut) {
        Optional<String> value = text(name, take(name), wayOut);
        value.filter(v -> !form.matcher(v).matches()).ifPresent(v -> refuse(name, v, formInWords, wayOut));
        return value;
    }

    private Optional<String> text(String name, JsonNode value, String wayOut) {
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            problems.add(path + name + " must be a string, not " + type(value) + last(wayOut));
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    /** A text that people write for people, no longer than they may. */
    public Optional<String> typed(String name) {
        Optional<String> value = text(name);
        value.filter(v -> v.length() > Typed.MOST)
                .ifPresent(v -> problems.add(path + name + " has " + v.length() + " characters; at most " + Typed.MOST
                        + " are taken. It began: " + shortened(v)));
        return value;
    }

    /** One of some values, by its word. */
    public <T> Optional<T> choice(String name, List<T> values, Function<T, String> word, String formInWords) {
        Optional<String> given = text(name, take(name), "write " + formInWords);
        Optional<T> chosen = given.flatMap(text ->
                values.stream().filter(value -> word.apply(value).equals(text)).findFirst());
        if (given.isPresent() && chosen.isEmpty()) {
            refuse(name, given.get(), formInWords, "");
        }
        return chosen;
    }

    /** A whole number within bounds. */
    public Optional<Long> wholeNumber(String name, long least, long most) {
        JsonNode value = take(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < least || value.asLong() > most) {
            problems.add(path + name + " must be a whole number from " + least + " to " + most + ", not "
                    + shortened(value.toString()) + PLAINLY);
            return Optional.empty();
        }
        return Optional.of(value.asLong());
    }

    /** A whole number within bounds that an int holds. */
    public OptionalInt number(String name, int least, int most) {
        Optional<Long> number = wholeNumber(name, least, most);
        return number.isPresent() ? OptionalInt.of(Math.toIntExact(number.get())) : OptionalInt.empty();
    }

    /** True or false. */
    public Optional<Boolean> flag(String name) {
        JsonNode value = take(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            problems.add(path + name + " must be true or false, not " + type(value) + PLAINLY);
            return Optional.empty();
        }
        return Optional.of(value.booleanValue());
    }

    /** A list of texts. */
    public Optional<List<String>> texts(String name) {
        return texts(name, "");
    }

    /** A list of texts. */
    public Optional<List<String>> texts(String name, String wayOut) {
        JsonNode value = take(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isTextual)) {
            problems.add(path + name + " must be a list of strings" + last(wayOut));
            return Optional.empty();
        }
        return Optional.of(Json.texts(value));
    }

    /** An object; an empty one when it is absent. */
    public ObjectNode object(String name) {
        JsonNode value = take(name);
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (!value.isMissingNode()) {
            problems.add(path + name + " must be an object, not " + type(value));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** Begins to read an object in it, whose problems are told with these; an empty one when it is absent. */
    public RequestFields fields(String name) {
        return new RequestFields(object(name), path + name + ".", problems, nullIsAbsent);
    }

    /** Begins to read each object of a list in it; none when it is absent. */
    public List<RequestFields> each(String name) {
        JsonNode value = take(name);
        if (value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isObject)) {
            problems.add(path + name + " must be a list of objects");
            return List.of();
        }
        List<RequestFields> all = new ArrayList<>();
        for (JsonNode one : value) {
            all.add(new RequestFields(one, path + name + "[" + all.size() + "].", problems, nullIsAbsent));
        }
        return all;
    }

    /** Whether the field is there. */
    public boolean has(String name) {
        return !take(name).isMissingNode();
    }

    /** Whatever is there, also null; a missing node when nothing is. */
    public JsonNode any(String name) {
        known.add(name);
        return node.path(name);
    }

    /** Notes that a field says something that has no effect. */
    public void unheeded(String name, String type) {
        problems.add(path + name + " has no effect on operations of type " + type + "; leave it out");
    }

    /** Notes that a field's value is not what it should be. */
    public void refuse(String name, String value, String shouldBe) {
        refuse(name, value, shouldBe, "");
    }

    /** Notes that a field's value is not what it should be. */
    public void refuse(String name, String value, String shouldBe, String wayOut) {
        problems.add(path + name + " '" + shortened(value) + "' is not " + shouldBe + last(wayOut));
    }

    /** Notes whatever else is wrong with a field. */
    public void problem(String name, String what, String wayOut) {
        problems.add(path + name + ": " + what + last(wayOut));
    }

    /** Notes every field that nobody asked for. */
    public void refuseOthers() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(
                        path + shortened(name) + " is not a field here; the fields are " + String.join(", ", known));
            }
        });
    }

    /**
     * Ends the reading: fields that nobody asked for are problems, too.
     *
     * @throws InvalidRequest naming every problem there is
     */
    public void requireNoProblems() {
        refuseOthers();
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
    }

    private JsonNode take(String name) {
        JsonNode value = any(name);
        return value.isNull() && nullIsAbsent ? MissingNode.getInstance() : value;
    }

    /** A value's type in JSON's words. */
    public static String type(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String last(String wayOut) {
        return wayOut.isEmpty() ? "" : "; " + wayOut;
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
