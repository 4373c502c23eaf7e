package io.rdsmaint.local.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The JSON paths that EventBridge understands: dots, letters, digits, dashes, underscores, array indices and
 * wildcards.
 */
final class EventPath {
    private static final String STEP = "\\.([A-Za-z0-9_-]+)|\\[(\\d+|\\*)\\]";
    private static final Pattern PATH = Pattern.compile("\\$(" + STEP + ")*");
    private static final Pattern STEPS = Pattern.compile(STEP);

    private EventPath() {}

    static boolean isOne(String path) {
        return PATH.matcher(path).matches();
    }

    /** What the path leads to; a wildcard gives a list. */
    static Optional<JsonNode> find(JsonNode event, String path) {
        JsonNode node = event;
        for (MatchResult step : STEPS.matcher(path).results().toList()) {
            if (step.group(1) != null) {
                node = step(node, step.group(1));
            } else if (!step.group(2).equals("*")) {
                node = node.path(Integer.parseInt(step.group(2)));
            }
        }
        return Optional.of(node).filter(found -> !found.isMissingNode());
    }

    private static JsonNode step(JsonNode node, String name) {
        if (!node.isArray()) {
            return node.path(name);
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        node.forEach(one -> {
            if (one.has(name)) {
                all.add(one.get(name));
            }
        });
        return all;
    }
}
