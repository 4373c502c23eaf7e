package io.rdsmaint.local.notification;

import com.fasterxml.jackson.databind.JsonNode;

/** EventBridge's matching of events, as far as our rules use it: exact values, {@code exists} and {@code prefix}. */
final class EventPattern {
    private EventPattern() {}

    static boolean matches(JsonNode pattern, JsonNode event) {
        return pattern.propertyStream().allMatch(field -> {
            JsonNode wanted = field.getValue();
            JsonNode found = event.path(field.getKey());
            return wanted.isArray()
                    ? wanted.valueStream().anyMatch(one -> matchesOne(one, found))
                    : matches(wanted, found);
        });
    }

    private static boolean matchesOne(JsonNode wanted, JsonNode found) {
        if (!wanted.isObject()) {
            return wanted.equals(found);
        }
        if (wanted.size() == 1 && wanted.has("prefix")) {
            return found.isTextual()
                    && found.asText().startsWith(wanted.path("prefix").asText());
        }
        if (wanted.size() == 1 && wanted.has("exists")) {
            return wanted.path("exists").asBoolean() == !found.isMissingNode();
        }
        throw new IllegalArgumentException("this pattern is not understood here: " + wanted);
    }
}
