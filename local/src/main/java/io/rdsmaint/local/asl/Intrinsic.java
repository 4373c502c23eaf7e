package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The intrinsic functions that are implemented; a definition that calls another is refused. */
enum Intrinsic {
    FORMAT("States.Format", 1, Integer.MAX_VALUE),
    JSON_TO_STRING("States.JsonToString", 1, 1),
    STRING_TO_JSON("States.StringToJson", 1, 1),
    ARRAY("States.Array", 0, Integer.MAX_VALUE),
    HASH("States.Hash", 2, 2),
    UUID("States.UUID", 0, 0);

    private static final Map<String, String> ALGORITHMS =
            Map.of("MD5", "MD5", "SHA-1", "SHA-1", "SHA-256", "SHA-256", "SHA-384", "SHA-384", "SHA-512", "SHA-512");
    private static final int HASH_INPUT_LIMIT = 10_000;

    private final String title;
    private final int least;
    private final int most;

    Intrinsic(String title, int least, int most) {
        this.title = title;
        this.least = least;
        this.most = most;
    }

    static Optional<Intrinsic> named(String title) {
        return Stream.of(values()).filter(one -> one.title.equals(title)).findFirst();
    }

    boolean accepts(int arguments) {
        return arguments >= least && arguments <= most;
    }

    /** Whether ErrorPath and CausePath may call it: AWS allows those functions that give a string. */
    boolean givesText() {
        return switch (this) {
            case FORMAT, JSON_TO_STRING, HASH, UUID -> true;
            case STRING_TO_JSON, ARRAY -> false;
        };
    }

    /** The result; an IllegalArgumentException says what is wrong with the arguments. */
    JsonNode apply(List<JsonNode> arguments, Scope scope) {
        return switch (this) {
            case FORMAT -> TextNode.valueOf(format(text(arguments, 0), arguments.subList(1, arguments.size())));
            case JSON_TO_STRING -> TextNode.valueOf(Json.write(arguments.getFirst()));
            case STRING_TO_JSON -> parsed(text(arguments, 0));
            case ARRAY -> array(arguments);
            case HASH -> TextNode.valueOf(hash(arguments.getFirst(), text(arguments, 1)));
            case UUID -> TextNode.valueOf(scope.uuids().get());
        };
    }

    private static String text(List<JsonNode> arguments, int position) {
        if (!arguments.get(position).isTextual()) {
            throw new IllegalArgumentException("argument " + (position + 1) + " must be a string");
        }
        return arguments.get(position).textValue();
    }

    private static String format(String template, List<JsonNode> values) {
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int i = 0; i < template.length(); i++) {
            if (template.charAt(i) == '\\' && i + 1 < template.length()) {
                i++;
                out.append(template.charAt(i));
            } else if (template.startsWith("{}", i)) {
                if (used == values.size()) {
                    throw new IllegalArgumentException("there are more {} than values");
                }
                out.append(shown(values.get(used)));
                used++;
                i++;
            } else {
                out.append(template.charAt(i));
            }
        }
        if (used < values.size()) {
            throw new IllegalArgumentException("there are more values than {}");
        }
        return out.toString();
    }

    private static String shown(JsonNode value) {
        if (value.isContainerNode()) {
            throw new IllegalArgumentException("a value is an object or a list");
        }
        return value.asText();
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (Json.MalformedException e) {
            throw new IllegalArgumentException("the string is not JSON: " + e.getMessage(), e);
        }
    }

    private static ArrayNode array(List<JsonNode> values) {
        return JsonNodeFactory.instance.arrayNode().addAll(values);
    }

    private static String hash(JsonNode value, String algorithm) {
        String name = ALGORITHMS.get(algorithm.toUpperCase(Locale.ROOT));
        if (name == null) {
            throw new IllegalArgumentException("the algorithm " + algorithm + " is unknown");
        }
        String data = value.isTextual() ? value.textValue() : Json.write(value);
        if (data.length() > HASH_INPUT_LIMIT) {
            throw new IllegalArgumentException("the data is longer than " + HASH_INPUT_LIMIT + " characters");
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(name).digest(data.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
