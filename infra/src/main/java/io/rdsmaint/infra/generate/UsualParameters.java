package io.rdsmaint.infra.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rdsmaint.infra.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The usual options as parameters of the template that is deployed without the CDK. What a parameter puts in a text is synthesized
 * with a word that stands for it; what belongs to an option that is not chosen depends on a condition.
 */
final class UsualParameters {
    /**
     * A text that may be chosen.
     *
     * @param word what is synthesized in its place
     * @param owns the beginning of the logical ids of what is there only with it; empty when nothing is named so
     */
    private record Text(String name, String option, String word, String owns, String description) {}

    private static final String SLACK_SECRET = "SlackSecret";

    private static final List<Text> TEXTS = List.of(
            new Text(
                    "SlackChannel",
                    "slack-channel",
                    "C0SLACKCHANNEL",
                    "Slack",
                    "Slack: the channel to post to, C… or #name."),
            new Text(
                    SLACK_SECRET,
                    "slack-secret",
                    "SlackSecretWord",
                    "",
                    "Slack: the secret that holds the bot's token."),
            new Text(
                    "PagerDutySecret",
                    "pagerduty-secret",
                    "PagerDutySecretWord",
                    "PagerDuty",
                    "PagerDuty: the secret that holds the routing key."),
            new Text(
                    "NotifyEmail",
                    "notify-email",
                    "notify@word.example",
                    "Mail",
                    "Mail notifications to this address."),
            new Text(
                    "AlarmEmail",
                    "alarm-email",
                    "alarm@word.example",
                    "",
                    "Mail alarms and failed executions to this address."));

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NOTHING = "AWS::NoValue";
    private static final int[] RETENTIONS = {
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
    };

    private final ObjectNode template;

    private UsualParameters(ObjectNode template) {
        this.template = template;
    }

    /** The options to synthesize with. */
    static Options words() {
        Map<String, String> words = new LinkedHashMap<>();
        TEXTS.forEach(text -> words.put(text.option(), text.word()));
        return Options.from(key -> Optional.ofNullable(words.get(key)));
    }

    /** Puts the parameters in place of the words. */
    static void into(ObjectNode template) {
        UsualParameters parameters = new UsualParameters(template);
        parameters.texts();
        parameters.slack();
        parameters.receivers();
        parameters.deadLetters();
        parameters.roles();
        parameters.function();
        parameters.logs();
    }

    private ObjectNode resources() {
        return (ObjectNode) template.path("Resources");
    }

    private ObjectNode parameter(String name, String type, String description) {
        return ((ObjectNode) template.path("Parameters"))
                .putObject(name)
                .put("Type", type)
                .put("Description", description);
    }

    /** A condition that a parameter is something else than what stands for nothing. */
    private void chosen(String name, String nothing) {
        template.withObjectProperty("Conditions")
                .putObject(name + "Chosen")
                .putArray("Fn::Not")
                .addObject()
                .putArray("Fn::Equals")
                .add(ref(name))
                .add(nothing);
    }

    private void texts() {
        for (Text text : TEXTS) {
            parameter(text.name(), "String", text.description() + " Empty: not wanted.")
                    .put("Default", "");
            if (!text.name().equals(SLACK_SECRET)) {
                chosen(text.name(), "");
            }
            named(text.word()).ifPresent(id -> {
                ObjectNode subscription = (ObjectNode) resources().remove(id);
                subscription.put("Condition", text.name() + "Chosen");
                resources().set(text.name() + "Subscription", subscription);
            });
            template.set("Resources", replaced(template.path("Resources"), text));
        }
    }

    /** A channel needs a token and the other way round. */
    private void slack() {
        ArrayNode either = template.putObject("Rules")
                .putObject("SlackIsWhole")
                .putArray("Assertions")
                .addObject()
                .put("AssertDescription", "SlackChannel and SlackSecret go together.")
                .putObject("Assert")
                .putArray("Fn::Or");
        ArrayNode none = either.addObject().putArray("Fn::And");
        ArrayNode both = either.addObject().putArray("Fn::And");
        for (String name : List.of("SlackChannel", SLACK_SECRET)) {
            none.addObject().putArray("Fn::Equals").add(ref(name)).add("");
            both.addObject()
                    .putArray("Fn::Not")
                    .addObject()
                    .putArray("Fn::Equals")
                    .add(ref(name))
                    .add("");
        }
    }

    /** The subscription of an address. */
    private Optional<String> named(String address) {
        return resources()
                .propertyStream()
                .filter(one ->
                        one.getValue().at("/Properties/Endpoint").asText().equals(address))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static JsonNode replaced(JsonNode node, Text text) {
        return switch (node) {
            case TextNode said when said.textValue().contains(text.word()) -> joined(said.textValue(), text);
            case ArrayNode list -> {
                ArrayNode copy = JSON.arrayNode();
                list.forEach(item -> copy.add(replaced(item, text)));
                yield copy;
            }
            case ObjectNode object -> {
                ObjectNode copy = JSON.objectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), replaced(field.getValue(), text)));
                yield copy;
            }
            default -> node;
        };
    }

    private static JsonNode joined(String said, Text text) {
        if (said.equals(text.word())) {
            return ref(text.name());
        }
        ArrayNode parts = JSON.arrayNode();
        int from = 0;
        for (int at = said.indexOf(text.word()); at >= 0; at = said.indexOf(text.word(), from)) {
            parts.add(said.substring(from, at)).add(ref(text.name()));
            from = at + text.word().length();
        }
        parts.add(said.substring(from));
        ObjectNode join = JSON.objectNode();
        join.putArray("Fn::Join").add("").add(parts);
        return join;
    }

    /** What belongs to a receiver is there with it, a rule with any of those that it tells. */
    private void receivers() {
        resources().properties().forEach(resource -> {
            ObjectNode body = (ObjectNode) resource.getValue();
            owner(resource.getKey())
                    .filter(_ -> !body.has("Condition"))
                    .ifPresent(text -> body.put("Condition", text.name() + "Chosen"));
            if (resource.getKey().startsWith("Notify")
                    && body.path("Type").asText().equals("AWS::Events::Rule")) {
                rule(resource.getKey(), body);
            }
        });
    }

    private static Optional<Text> owner(String logicalId) {
        return TEXTS.stream()
                .filter(text -> !text.owns().isEmpty())
                .filter(text ->
                        logicalId.startsWith(text.owns()) || logicalId.startsWith("Notifications" + text.owns()))
                .findFirst();
    }

    private void rule(String id, ObjectNode rule) {
        TreeSet<String> conditions = new TreeSet<>();
        ArrayNode targets = JSON.arrayNode();
        rule.at("/Properties/Targets").forEach(target -> {
            JsonNode arn = target.path("Arn");
            String called = arn.has("Ref")
                    ? arn.path("Ref").asText()
                    : arn.path("Fn::GetAtt").path(0).asText();
            String condition = owner(called)
                            .orElseThrow(() -> new IllegalStateException(called + " belongs to no receiver"))
                            .name()
                    + "Chosen";
            conditions.add(condition);
            targets.add(when(condition, target, ref(NOTHING)));
        });
        ((ObjectNode) rule.path("Properties")).set("Targets", targets);
        if (conditions.size() == 1) {
            rule.put("Condition", conditions.first());
            return;
        }
        ArrayNode any = template.withObjectProperty("Conditions")
                .putObject(id + "Wanted")
                .putArray("Fn::Or");
        conditions.forEach(condition -> any.addObject().put("Condition", condition));
        rule.put("Condition", id + "Wanted");
    }

    /** The queue takes letters of each rule by a statement of its own, which can't name a rule that isn't there. */
    private void deadLetters() {
        resources()
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::SQS::QueuePolicy"))
                .map(policy -> (ObjectNode) policy.at("/Properties/PolicyDocument"))
                .forEach(document -> {
                    ArrayNode statements = JSON.arrayNode();
                    document.path("Statement").forEach(statement -> statements.add(ofRule(statement)));
                    document.set("Statement", statements);
                });
    }

    private JsonNode ofRule(JsonNode statement) {
        return resources()
                .propertyStream()
                .filter(resource -> resource.getKey().startsWith("Notify"))
                .filter(resource -> resource.getValue().has("Condition"))
                .filter(rule -> statement.toString().contains("[\"" + rule.getKey() + "\",\"Arn\"]"))
                .findFirst()
                .<JsonNode>map(rule -> when(rule.getValue().path("Condition").asText(), statement, ref(NOTHING)))
                .orElse(statement);
    }

    private void roles() {
        String name = "PermissionsBoundaryArn";
        parameter(name, "String", "A policy that bounds every role of the stack. Empty: none.")
                .put("Default", "");
        chosen(name, "");
        resources()
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::IAM::Role"))
                .forEach(role -> ((ObjectNode) role.path("Properties"))
                        .set("PermissionsBoundary", when(name + "Chosen", ref(name), ref(NOTHING))));
    }

    private void function() {
        String share = "ReservedConcurrency";
        parameter(
                        share,
                        "Number",
                        "The function's share of the account's concurrency, at least 4. 0: none is reserved.")
                .put("Default", 0);
        chosen(share, "0");
        ObjectNode function = (ObjectNode) resources().at("/Function/Properties");
        function.set("ReservedConcurrentExecutions", when(share + "Chosen", ref(share), ref(NOTHING)));
        String tracing = "Tracing";
        parameter(tracing, "String", "X-Ray traces of function and machine.")
                .put("Default", "on")
                .putArray("AllowedValues")
                .add("on")
                .add("off");
        chosen(tracing, "off");
        function.withObjectProperty("TracingConfig")
                .set("Mode", when(tracing + "Chosen", TextNode.valueOf("Active"), TextNode.valueOf("PassThrough")));
        ((ObjectNode) resources().at("/StateMachine/Properties"))
                .withObjectProperty("TracingConfiguration")
                .set("Enabled", when(tracing + "Chosen", JSON.booleanNode(true), JSON.booleanNode(false)));
    }

    private void logs() {
        String name = "LogRetentionDays";
        ArrayNode values = parameter(name, "Number", "How long the logs of function and machine are kept.")
                .put("Default", 90)
                .putArray("AllowedValues");
        for (int days : RETENTIONS) {
            values.add(days);
        }
        resources()
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::Logs::LogGroup"))
                .forEach(group -> ((ObjectNode) group.path("Properties")).set("RetentionInDays", ref(name)));
    }

    private static ObjectNode ref(String name) {
        return JSON.objectNode().put("Ref", name);
    }

    private static ObjectNode when(String condition, JsonNode then, JsonNode otherwise) {
        ObjectNode choice = JSON.objectNode();
        choice.putArray("Fn::If").add(condition).add(then).add(otherwise);
        return choice;
    }
}
