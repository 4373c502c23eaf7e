package io.rdsmaint.local.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.asl.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the receivers document that they refuse. */
public final class Limits {
    /** An API destination's payload. */
    private static final int EVENT_BRIDGE = 64 * 1024;

    private static final int SNS_MESSAGE = 256 * 1024;
    private static final Pattern SNS_SUBJECT = Pattern.compile("[\\p{Alnum}\\p{Punct}][ -~]{0,98}");
    private static final Pattern LINK = Pattern.compile("<https://[^<>|&]+\\|[^<>&]+>");
    private static final Pattern LONE_AMPERSAND_OR_BRACKET = Pattern.compile("[<>]|&(?!(amp|lt|gt);)");

    private final List<String> problems = new ArrayList<>();

    private Limits() {}

    /** What the receiver would refuse about this. */
    public static List<String> problems(Delivery delivery) {
        Limits limits = new Limits();
        JsonNode body = delivery.body();
        limits.require(Json.size(body) <= EVENT_BRIDGE, "body of " + Json.size(body) + " bytes");
        limits.require(!body.toString().contains("task_token"), "a task token");
        switch (delivery.receiver()) {
            case "Slack" -> limits.slack(body);
            case "PagerDuty" -> limits.pagerDuty(body);
            case "Mail" -> limits.mail(body);
            case "Webhook" -> limits.webhook(body);
            default -> limits.problems.add("unknown receiver");
        }
        return limits.problems;
    }

    private void slack(JsonNode body) {
        text(body, "channel", 1, 100);
        text(body, "text", 1, 4_000);
        JsonNode blocks = body.path("blocks");
        require(blocks.isArray() && !blocks.isEmpty() && blocks.size() <= 50, blocks.size() + " blocks");
        blocks.forEach(block -> {
            switch (block.path("type").asText()) {
                case "header" -> slackText(block.path("text"), "plain_text", 150);
                case "section" ->
                    slackText(block.path("text"), block.at("/text/type").asText(), 3_000);
                case "context" -> {
                    require(block.path("elements").size() <= 10, "elements of a context");
                    block.path("elements").forEach(element -> slackText(element, "mrkdwn", 3_000));
                }
                default -> problems.add("block " + block);
            }
        });
    }

    private void slackText(JsonNode text, String type, int most) {
        require(text.path("type").asText().equals(type), type + " is " + text);
        text(text, "text", 1, most);
        require(
                type.equals("plain_text")
                        || !LONE_AMPERSAND_OR_BRACKET
                                .matcher(
                                        LINK.matcher(text.path("text").asText()).replaceAll(""))
                                .find(),
                "unescaped markup: " + text);
    }

    private void pagerDuty(JsonNode body) {
        text(body, "dedup_key", 1, 255);
        if (body.path("event_action").asText().equals("resolve")) {
            return;
        }
        require(body.path("event_action").asText().equals("trigger"), "event_action");
        JsonNode payload = body.path("payload");
        text(payload, "summary", 1, 1_024);
        text(payload, "source", 1, 255);
        require(
                Set.of("info", "warning", "error", "critical")
                        .contains(payload.path("severity").asText()),
                "severity");
        require(payload.path("custom_details").isObject(), "custom_details");
    }

    private void mail(JsonNode body) {
        require(SNS_SUBJECT.matcher(body.path("subject").asText()).matches(), "subject " + body.path("subject"));
        byte[] message = body.at("/message/text").asText().getBytes(StandardCharsets.UTF_8);
        require(message.length > 0 && message.length <= SNS_MESSAGE, "message of " + message.length + " bytes");
    }

    private void webhook(JsonNode body) {
        for (String field : List.of("event", "event_id", "time", "severity", "dedup_key", "title")) {
            text(body, field, 1, 1_000);
        }
        require(body.at("/message/text").isTextual(), "message");
    }

    private void text(JsonNode in, String field, int least, int most) {
        JsonNode text = in.path(field);
        int length = text.asText().length();
        require(text.isTextual() && length >= least && length <= most, field + " is " + text);
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            problems.add(otherwise);
        }
    }
}
