package io.rdsmaint.local.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Optional;

/** The variables that EventBridge defines itself. */
enum Reserved {
    RULE_ARN("aws.events.rule-arn"),
    RULE_NAME("aws.events.rule-name"),
    INGESTION_TIME("aws.events.event.ingestion-time"),
    EVENT("aws.events.event"),
    EVENT_JSON("aws.events.event.json");

    private final String variable;

    Reserved(String variable) {
        this.variable = variable;
    }

    static Optional<Reserved> of(String variable) {
        return Arrays.stream(values())
                .filter(one -> one.variable.equals(variable))
                .findFirst();
    }

    /**
     * {@code aws.events.event} is the event without its detail, and calls the detail-type {@code detailType}, as
     * observed on AWS.
     */
    JsonNode value(ObjectNode event, InputTransformer.Rule rule) {
        return switch (this) {
            case RULE_ARN -> TextNode.valueOf(rule.arn());
            case RULE_NAME -> TextNode.valueOf(rule.name());
            case INGESTION_TIME -> event.path("time");
            case EVENT -> {
                ObjectNode rest = event.deepCopy();
                rest.remove("detail");
                rest.set("detailType", rest.remove("detail-type"));
                yield rest;
            }
            case EVENT_JSON -> event;
        };
    }
}
