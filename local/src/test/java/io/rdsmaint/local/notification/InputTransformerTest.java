package io.rdsmaint.local.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.notification.InputTransformer.Reading;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** AWS's own examples, from the user guide, and what AWS was observed to do where the guide is silent. */
class InputTransformerTest {
    private static final InputTransformer.Rule RULE =
            new InputTransformer.Rule("arn:aws:events:us-east-2:123456789012:rule/example", "example");
    private static final Map<String, String> PATHS =
            Map.of("timestamp", "$.time", "instance", "$.detail.instance-id", "state", "$.detail.state");
    private static final String EVENT = """
            {"version": "0", "id": "7bf73129-1428-4cd3-a780-95db273d1602",
             "detail-type": "EC2 Instance State-change Notification", "source": "aws.ec2", "account": "123456789012",
             "time": "2015-11-11T21:29:54Z", "region": "us-east-1",
             "resources": ["arn:aws:ec2:us-east-1:123456789012:instance/i-abcd1111"],
             "detail": {"instance-id": "i-0123456789", "state": "RUNNING"}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"instance <instance> is in <state>\" | \"instance i-0123456789 is in RUNNING\"",
                "\"instance \\\"<instance>\\\" is in <state>\" | \"instance \\\"i-0123456789\\\" is in RUNNING\"",
                "{ \"instance\" : <instance>, \"state\": <state> }"
                        + " | {\"instance\":\"i-0123456789\",\"state\":\"RUNNING\"}",
                "{\"instance\": <instance>, \"state\": \"<state>\", \"instanceStatus\": \"instance"
                        + " \\\"<instance>\\\" is in <state>\"}"
                        + " | {\"instance\":\"i-0123456789\",\"state\":\"RUNNING\",\"instanceStatus\":\"instance"
                        + " \\\"i-0123456789\\\" is in RUNNING\"}",
                "{\"instance\" : <instance>, \"state\": [ 9, <state>, true ], \"Transformed\" : \"Yes\"}"
                        + " | {\"instance\":\"i-0123456789\",\"state\":[9,\"RUNNING\",true],\"Transformed\":\"Yes\"}",
                "\"<aws.events.rule-name> triggered\" | \"example triggered\"",
                "{\"timestamp\": <timestamp>, \"message\": \"instance \\\"<instance>\\\" is in <state>\"}"
                        + " | {\"timestamp\":\"2015-11-11T21:29:54Z\",\"message\":\"instance"
                        + " \\\"i-0123456789\\\" is in RUNNING\"}"
            })
    void examplesOfTheUserGuide(String template, String output) throws Exception {
        assertThat(render(template, Map.of(), EVENT)).isEqualTo(output);
    }

    @Test
    void reservedVariablesInJson() throws Exception {
        String output = render(
                "{\"instance\": <instance>, \"ruleArn\": <aws.events.rule-arn>, \"ruleName\": <aws.events.rule-name>,"
                        + " \"originalEvent\": <aws.events.event.json>, \"rest\": <aws.events.event>,"
                        + " \"at\": <aws.events.event.ingestion-time>}",
                Map.of(),
                EVENT);

        ObjectNode rest = event(EVENT);
        rest.remove("detail");
        rest.set("detailType", rest.remove("detail-type"));
        assertThat(event(output).path("originalEvent")).isEqualTo(event(EVENT));
        assertThat(event(output).path("rest")).isEqualTo(rest);
        assertThat(output)
                .startsWith("{\"instance\":\"i-0123456789\",\"ruleArn\":"
                        + "\"arn:aws:events:us-east-2:123456789012:rule/example\",\"ruleName\":\"example\"")
                .endsWith("\"at\":\"2015-11-11T21:29:54Z\"}");
    }

    @Test
    void anObjectInAStringLosesItsQuotesAndAsAValueKeepsThem() throws Exception {
        Map<String, String> detail = Map.of("detail", "$.detail");

        assertThat(render("\"Detail is <detail>\"", detail, EVENT))
                .isEqualTo("\"Detail is {instance-id:i-0123456789,state:RUNNING}\"");
        assertThat(render("{\"detail\": <detail>}", detail, EVENT))
                .isEqualTo("{\"detail\":{\"instance-id\":\"i-0123456789\",\"state\":\"RUNNING\"}}");
    }

    @Test
    void whatTheEventDoesNotHaveIsEmpty() throws Exception {
        Map<String, String> missing = Map.of("no", "$.detail.no");

        assertThat(render("\"from detail <no>\"", missing, EVENT)).isEqualTo("\"from detail \"");
        assertThat(render("{\"command\": <no>}", missing, EVENT)).isEqualTo("{\"command\":\"\"}");
    }

    @Test
    void pathsLeadIntoLists() throws Exception {
        Map<String, String> paths = Map.of("first", "$.resources[0]", "all", "$.detail.list[*].n");
        String event = "{\"resources\": [\"a\"], \"detail\": {\"list\": [{\"n\": 1}, {\"n\": null}]}}";

        assertThat(render("{\"first\": <first>, \"all\": <all>}", paths, event))
                .isEqualTo("{\"first\":\"a\",\"all\":[1,null]}");
    }

    @Test
    void linesOfTextStayLines() throws Exception {
        assertThat(render("\"<instance>\"\n\"is <state>\"", Map.of(), EVENT))
                .isEqualTo("\"i-0123456789\"\n\"is RUNNING\"");
    }

    @Test
    void whatAwsRefusesIsRefused() {
        assertThatThrownBy(() -> new InputTransformer(PATHS, "\"<nobody>\""))
                .hasMessageContaining("placeholder nobody");
        assertThatThrownBy(() -> new InputTransformer(Map.of("aws.x", "$.id"), "\"x\""))
                .hasMessageContaining("aws.x");
        assertThatThrownBy(() -> new InputTransformer(Map.of("x", "$['id']"), "\"x\""))
                .hasMessageContaining("$['id']");
        assertThatThrownBy(() -> new InputTransformer(PATHS, "x".repeat(8_193))).hasMessageContaining("8193");
    }

    @ParameterizedTest
    @EnumSource(Reading.class)
    void aQuoteInAStringMayBreakJsonButNeverInAnObject(Reading reading) throws Exception {
        ObjectNode event = event("{\"detail\": {\"text\": \"a \\\"b\\\"\\nc\"}}");
        InputTransformer string = new InputTransformer(Map.of("text", "$.detail.text"), "{\"text\": <text>}");
        InputTransformer object = new InputTransformer(Map.of("detail", "$.detail"), "{\"in\": <detail>}");

        assertThat(object.render(event, RULE, reading)).isEqualTo("{\"in\":{\"text\":\"a \\\"b\\\"\\nc\"}}");
        if (reading == Reading.RAW) {
            assertThatThrownBy(() -> string.render(event, RULE, reading)).isInstanceOf(Json.MalformedException.class);
        } else {
            assertThat(string.render(event, RULE, reading)).isEqualTo("{\"text\":\"a \\\"b\\\"\\nc\"}");
        }
    }

    private static String render(String template, Map<String, String> more, String event) throws Exception {
        Map<String, String> paths = new TreeMap<>(PATHS);
        paths.putAll(more);
        return new InputTransformer(paths, template).render(event(event), RULE, Reading.ESCAPED);
    }

    private static ObjectNode event(String text) throws Json.MalformedException {
        return (ObjectNode) Json.parse(text);
    }
}
