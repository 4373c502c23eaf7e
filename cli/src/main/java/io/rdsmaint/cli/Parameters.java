package io.rdsmaint.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parameters of an operation type as they are typed: {@code key=value}, or {@code key:=JSON} for exactly that. A value is true or
 * false, a whole number, a list when it has commas or its key is plural, else a text; a version, name or type is always a text.
 */
final class Parameters {
    private static final Pattern PAIR = Pattern.compile("([a-z][a-z0-9_]*)(:?=)(.*)", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile(".*_(version|name|type|id)");
    private static final Pattern LIST = Pattern.compile(".*_(instances|clusters|names|alarms)");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * All of them.
     *
     * @throws Failure naming everything that is no parameter
     */
    ObjectNode read(List<String> typed) {
        ObjectNode parameters = json.createObjectNode();
        List<String> problems = new ArrayList<>();
        for (String one : typed) {
            Matcher pair = PAIR.matcher(one);
            if (!pair.matches()) {
                problems.add("'" + one + "' is not key=value");
            } else if (parameters.has(pair.group(1))) {
                problems.add(pair.group(1) + " is given twice; several values are one list: key=a,b");
            } else {
                set(parameters, pair, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new Failure(ExitCode.USAGE, "Not understood: " + String.join("; ", problems) + ".", "See --help.");
        }
        return parameters;
    }

    private void set(ObjectNode parameters, Matcher pair, List<String> problems) {
        String key = pair.group(1);
        String value = pair.group(3);
        if (pair.group(2).equals("=")) {
            parameters.set(key, guessed(key, value));
            return;
        }
        try {
            parameters.set(key, json.readTree(value));
        } catch (JsonProcessingException e) {
            problems.add(key + ":= wants JSON, and '" + value + "' is none");
        }
    }

    private JsonNode guessed(String key, String value) {
        if (TEXT.matcher(key).matches()) {
            return json.getNodeFactory().textNode(value);
        }
        if (LIST.matcher(key).matches() || value.contains(",")) {
            ArrayNode list = json.createArrayNode();
            for (String each : value.split(",", -1)) {
                if (!each.isBlank()) {
                    list.add(each.strip());
                }
            }
            return list;
        }
        if (value.equals("true") || value.equals("false")) {
            return json.getNodeFactory().booleanNode(value.equals("true"));
        }
        return WHOLE_NUMBER.matcher(value).matches()
                ? json.getNodeFactory().numberNode(Long.parseLong(value))
                : json.getNodeFactory().textNode(value);
    }
}
