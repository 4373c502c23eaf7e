package io.rdsmaint.local.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a receiver gets.
 *
 * @param rule that matched
 * @param receiver {@code Slack}, {@code PagerDuty}, {@code Webhook} or {@code Mail}
 * @param body JSON
 */
public record Delivery(String rule, String receiver, JsonNode body) {
    private static final JsonNode RULES = read(Path.of("../docs/notifications/rules.json"));

    /** What the deployed rules make of an event. */
    public static List<Delivery> of(ObjectNode event, InputTransformer.Reading reading) {
        return RULES.propertyStream()
                .filter(rule -> EventPattern.matches(rule.getValue().path("EventPattern"), event))
                .flatMap(rule -> all(rule.getKey(), rule.getValue().path("Targets"), event, reading))
                .toList();
    }

    /** Where AWS does as the user guide's examples show. */
    public static List<Delivery> of(ObjectNode event) {
        return of(event, InputTransformer.Reading.ESCAPED);
    }

    private static Stream<Delivery> all(
            String rule, JsonNode targets, ObjectNode event, InputTransformer.Reading reading) {
        InputTransformer.Rule reserved = new InputTransformer.Rule("arn:aws:events:::rule/" + rule, rule);
        return targets.valueStream().map(target -> {
            String receiver = target.path("Arn").asText().replaceAll("\\$\\{|Destination|Machine|\\.Arn|\\}", "");
            try {
                String body = InputTransformer.from(target).render(event, reserved, reading);
                return new Delivery(rule, receiver, Json.parse(body));
            } catch (Json.MalformedException e) {
                throw new IllegalStateException(rule + " cannot tell " + receiver + ": " + e.getMessage(), e);
            }
        });
    }

    private static JsonNode read(Path file) {
        try {
            return Json.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Json.MalformedException e) {
            throw new IllegalStateException(e);
        }
    }
}
