package io.rdsmaint.local.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** One statement of a policy. */
record Statement(String sid, boolean allows, List<String> actions, List<String> resources, List<Condition> conditions) {
    private static final Set<String> FIELDS = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    static Statement read(JsonNode json) {
        String sid = json.path("Sid").asText();
        json.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("Statement " + sid + ": " + field + " is not understood here");
            }
        });
        List<Condition> conditions = new ArrayList<>();
        json.path("Condition")
                .properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key ->
                                conditions.add(Condition.of(operator.getKey(), key.getKey(), texts(key.getValue())))));
        return new Statement(
                sid, allows(sid, json), texts(json.path("Action")), texts(json.path("Resource")), conditions);
    }

    private static boolean allows(String sid, JsonNode json) {
        return switch (json.path("Effect").asText()) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw new IllegalArgumentException("Statement " + sid + " neither allows nor denies");
        };
    }

    private static List<String> texts(JsonNode oneOrMore) {
        Stream<JsonNode> all = oneOrMore.isArray() ? oneOrMore.valueStream() : Stream.of(oneOrMore);
        return all.map(JsonNode::asText).toList();
    }

    /** Its actions and resources that fit, if all of its conditions hold. */
    List<Policy.Use> uses(Authorization asked) {
        if (!conditions.stream().allMatch(condition -> condition.holds(asked))) {
            return List.of();
        }
        String action = asked.action().toLowerCase(Locale.ROOT);
        return actions.stream()
                .filter(one -> Wildcards.match(one.toLowerCase(Locale.ROOT), action))
                .flatMap(one -> resources.stream()
                        .filter(resource -> Wildcards.match(resource, asked.resource()))
                        .map(resource -> new Policy.Use(sid, one, resource)))
                .toList();
    }

    /** Everything it speaks of. */
    Stream<Policy.Use> parts() {
        return actions.stream()
                .flatMap(action -> resources.stream().map(resource -> new Policy.Use(sid, action, resource)));
    }
}
