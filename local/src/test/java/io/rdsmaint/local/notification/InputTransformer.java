package io.rdsmaint.local.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EventBridge's input transformer, as AWS documents it: the user guide's page "Amazon EventBridge input
 * transformation" and the API reference of {@code InputTransformer}.
 *
 * @param paths variable to JSON path
 * @param template what the target gets, with {@code <variable>} for values
 */
public record InputTransformer(Map<String, String> paths, String template) {
    private static final int MOST_VARIABLES = 100;
    private static final int MOST_TEMPLATE = 8_192;
    private static final Pattern NAME = Pattern.compile("(?![Aa][Ww][Ss]\\.)[A-Za-z0-9_-]{1,256}");
    private static final Pattern PLACEHOLDER = Pattern.compile("<([A-Za-z0-9_.-]+)>");

    /**
     * How a string gets into a template. The user guide says that values are not escaped, and also that quotes are
     * added so that the result is valid JSON; what must arrive has to survive both readings.
     */
    public enum Reading {
        /** A string keeps the escapes that it has as JSON. */
        ESCAPED,
        /** A string is put in letter by letter. */
        RAW
    }

    /** The rule that a reserved variable tells of. */
    public record Rule(String arn, String name) {}

    /** Refuses what PutTargets refuses. */
    public InputTransformer {
        paths = Map.copyOf(paths);
        if (paths.size() > MOST_VARIABLES) {
            throw new IllegalArgumentException("more than " + MOST_VARIABLES + " variables");
        }
        if (template.isEmpty() || template.length() > MOST_TEMPLATE) {
            throw new IllegalArgumentException("the template's length is " + template.length());
        }
        paths.forEach((name, path) -> {
            if (!NAME.matcher(name).matches() || !EventPath.isOne(path)) {
                throw new IllegalArgumentException("invalid variable " + name + ": " + path);
            }
        });
        Matcher placeholders = PLACEHOLDER.matcher(template);
        while (placeholders.find()) {
            String name = placeholders.group(1);
            if (!paths.containsKey(name) && Reserved.of(name).isEmpty()) {
                throw new IllegalArgumentException("InputTemplate contains invalid placeholder " + name);
            }
        }
    }

    /** From a target of a rule. */
    public static InputTransformer from(JsonNode target) {
        Map<String, String> paths = new LinkedHashMap<>();
        target.at("/InputTransformer/InputPathsMap")
                .properties()
                .forEach(path -> paths.put(path.getKey(), path.getValue().asText()));
        return new InputTransformer(
                paths, target.at("/InputTransformer/InputTemplate").asText());
    }

    /**
     * What the target gets: minified JSON for a template that is a JSON object, else text with its quotes.
     *
     * @throws Json.MalformedException when a JSON template gives something else, which is not delivered
     */
    public String render(ObjectNode event, Rule rule, Reading reading) throws Json.MalformedException {
        StringBuilder out = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(template);
        boolean json = template.strip().startsWith("{");
        boolean inString = false;
        for (int at = 0; at < template.length(); ) {
            char next = template.charAt(at);
            if (next == '<' && placeholder.region(at, template.length()).lookingAt()) {
                Optional<JsonNode> value = value(placeholder.group(1), event, rule);
                out.append(inString || !json ? inString(value, reading) : asValue(value, reading));
                at = placeholder.end();
                continue;
            }
            if (inString && next == '\\') {
                out.append(next).append(template.charAt(at + 1));
                at += 2;
                continue;
            }
            inString ^= next == '"';
            out.append(next);
            at++;
        }
        return json ? Json.write(Json.parse(out.toString())) : out.toString();
    }

    private Optional<JsonNode> value(String name, ObjectNode event, Rule rule) {
        return Reserved.of(name)
                .map(reserved -> Optional.of(reserved.value(event, rule)))
                .orElseGet(() -> EventPath.find(event, paths.getOrDefault(name, "")));
    }

    /** A variable that the event does not have is the empty string, as observed on AWS. */
    private static String asValue(Optional<JsonNode> value, Reading reading) {
        return value.filter(node -> !node.isTextual())
                .map(Json::write)
                .orElseGet(() -> '"' + inString(value, reading) + '"');
    }

    /** Objects and arrays lose their quotes, so that the string around them stays one. */
    private static String inString(Optional<JsonNode> value, Reading reading) {
        return value.map(node -> {
                    if (!node.isTextual()) {
                        return Json.write(node).replace("\"", "");
                    }
                    String quoted = Json.write(node);
                    return reading == Reading.RAW ? node.asText() : quoted.substring(1, quoted.length() - 1);
                })
                .orElse("");
    }
}
