package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;

/** Reads the fields of an admin request; what it can't be is refused by a sentence. */
public final class Fields {

    private Fields() {}

    /** Refuses fields that a request does not have. */
    public static void only(JsonNode json, Collection<String> known) {
        List<String> unknown = json.properties().stream()
                .map(field -> field.getKey())
                .filter(name -> !known.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown field " + String.join(", ", unknown) + ", known are "
                    + known.stream().sorted().toList());
        }
    }

    /** A text that must be there. */
    public static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new IllegalArgumentException(name + " must be a text");
        }
        return value.asText();
    }

    /** A whole number, written as one or as a text. */
    public static long whole(JsonNode json, String name) {
        try {
            return Long.parseLong(json.path(name).asText());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, not " + json.path(name), e);
        }
    }

    /** A number, written as one or as a text. */
    public static double number(JsonNode json, String name) {
        try {
            return Double.parseDouble(json.path(name).asText());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, not " + json.path(name), e);
        }
    }

    /** True or false, written as such or as a text. */
    public static boolean flag(JsonNode json, String name) {
        return switch (json.path(name).asText()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + " must be true or false, not " + json.path(name));
        };
    }

    /** One of some words. */
    public static String word(JsonNode json, String name, Collection<String> words) {
        String word = text(json, name);
        if (!words.contains(word)) {
            throw new IllegalArgumentException(
                    name + " must be one of " + words.stream().sorted().toList());
        }
        return word;
    }
}
