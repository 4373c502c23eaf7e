package io.rdsmaint.infra.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.infra.Options;
import io.rdsmaint.infra.Product;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules that tell people, of a deployment that tells all of them: patterns and input transformers as AWS gets
 * them.
 */
final class NotificationRules {
    private static final Map<String, String> EVERYBODY = Map.of(
            "slack-channel",
            "#rds-maintenance",
            "slack-secret",
            Product.NAME + "/slack",
            "pagerduty-secret",
            Product.NAME + "/pagerduty",
            "webhook-url",
            "https://hooks.example.com/rds-maintenance",
            "webhook-secret",
            Product.NAME + "/webhook",
            "notify-email",
            "dba@example.com");

    private NotificationRules() {}

    /** By the rule's logical id: its pattern, and the transformer for each receiver, by the target's logical id. */
    static JsonNode all() {
        ObjectNode rules = JsonNodeFactory.instance.objectNode();
        resources(Synthesized.with(Options.from(key -> Optional.ofNullable(EVERYBODY.get(key)))))
                .filter(resource -> resource.getValue().path("Type").asText().equals("AWS::Events::Rule"))
                .filter(resource -> resource.getKey().startsWith("Notify"))
                .forEach(resource ->
                        rules.set(resource.getKey(), rule(resource.getValue().path("Properties"))));
        return rules;
    }

    private static Stream<Map.Entry<String, JsonNode>> resources(Synthesized deployment) {
        return deployment.template().path("Resources").propertyStream();
    }

    private static ObjectNode rule(JsonNode properties) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.set("Description", properties.path("Description"));
        rule.set("EventPattern", properties.path("EventPattern"));
        ArrayNode targets = rule.putArray("Targets");
        properties.path("Targets").forEach(target -> {
            ObjectNode one = targets.addObject().put("Arn", Flat.text(target.path("Arn")));
            one.set("InputTransformer", target.path("InputTransformer"));
        });
        return rule;
    }
}
