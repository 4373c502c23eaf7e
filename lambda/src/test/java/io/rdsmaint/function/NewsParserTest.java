package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.engine.Catalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The news of an execution's end names an operation only where an operation can have that name. */
class NewsParserTest {
    private final NewsParser news = new NewsParser(JsonMapper.builder().build(), new Catalogue(List.of()));

    private Request ended(String input) {
        ScheduledEvent event = new ScheduledEvent();
        event.setDetailType("Step Functions Execution Status Change");
        event.setDetail(Map.of("executionArn", "arn:one", "status", "FAILED", "input", input));
        return news.parse(event);
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
