package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Catalogue;
import io.rdsmaint.engine.InvalidRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The news of an execution's end names an operation only where an operation can have that name. */
class NewsParserTest {
    private final NewsParser news = new NewsParser(JsonMapper.builder().build(), new Catalogue(List.of()));

    private Request ended(String input) {
        ObjectNode detail = JsonNodeFactory.instance
                .objectNode()
                .put("executionArn", "arn:one")
                .put("status", "FAILED")
                .put("input", input);
        return news.parse(event("Step Functions Execution Status Change", detail));
    }

    private static ObjectNode event(String type, JsonNode detail) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("version", "0")
                .put("id", "5b2c")
                .put("detail-type", type)
                .put("source", "aws.states")
                .put("account", "123456789012")
                .put("time", "2026-11-30T22:00:00Z")
                .put("region", "us-east-1");
        event.putArray("resources").add("arn:one");
        event.set("detail", detail);
        return event;
    }

    @Test
    void theScheduleCallsForASweep() {
        assertThat(news.parse(event("Scheduled Event", JsonNodeFactory.instance.objectNode())))
                .isEqualTo(new Request.Sweep());
    }

    @Test
    void whatNoRuleSendsIsRefused() {
        assertThatThrownBy(() -> news.parse(event("Other Event", JsonNodeFactory.instance.objectNode())))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("'Other Event'");
        assertThatThrownBy(() -> news.parse(
                        event("Step Functions Execution Status Change", JsonNodeFactory.instance.textNode("x"))))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("executionArn");
    }

    @Test
    void theInputsOperationIsTaken() {
        assertThat(ended("{\"operation_id\":\"op-1\"}"))
                .isEqualTo(new Request.ExecutionEnded("arn:one", "op-1", "its execution arn:one ended FAILED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "7", "null", "\"op 1\"", "\"op-1#STATE\"", "\"%s\""})
    void whatNoOperationCanBeCalledIsNotLookedFor(String id) {
        String input = "{\"operation_id\":" + id.formatted("x".repeat(3_000)) + "}";

        assertThat(ended(input))
                .isEqualTo(new Request.ExecutionEnded("arn:one", null, "its execution arn:one ended FAILED"));
    }
}
