package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.engine.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:rds-maint-machine";

    @ParameterizedTest
    @ValueSource(strings = {"", ":7", ":$LATEST", ":gone", ":Machine", ":people-machine"})
    void whatIsNoAliasOfOursMayDoNothing(String qualifier) {
        for (String action : new String[] {"start", "step", "status", "resume"}) {
            assertThatThrownBy(() -> Caller.of(FUNCTION + qualifier).require(asked(action)))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("by one of its aliases");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "machine, start, true", "machine, step, true", "machine, status, true", "machine, resume, true",
        "people, start, false", "people, step, false", "people, status, true", "people, resume, true",
        "viewers, start, false", "viewers, step, false", "viewers, status, true", "viewers, resume, false"
    })
    void eachAliasTakesItsOwnActions(String alias, String action, boolean may) {
        Caller caller = Caller.of(FUNCTION + ":" + alias);
        if (may) {
            assertThatCode(() -> caller.require(asked(action))).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> caller.require(asked(action)))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("the alias " + alias + " takes status");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"people", "viewers"})
    void newsOfExecutionsAndTheirNamesComeFromTheMachineAlone(String alias) {
        Caller caller = Caller.of(FUNCTION + ":" + alias);
        assertThatThrownBy(() -> caller.require(json("{\"action\":\"status\",\"detail-type\":null}")))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> caller.require(json("{\"action\":\"status\",\"execution_arn\":\"\"}")))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void httpRequestsComeByTheConsoleAndNothingElseDoes() {
        JsonNode http = json("{\"version\":\"2.0\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}");
        JsonNode forged = json("{\"action\":\"status\",\"requestContext\":{}}");
        for (String alias : new String[] {"machine", "people", "viewers", "nobody"}) {
            for (JsonNode request : new JsonNode[] {http, forged}) {
                assertThatThrownBy(() -> Caller.of(FUNCTION + ":" + alias).require(request))
                        .isInstanceOf(InvalidRequest.class)
                        .hasMessageContaining("by the alias console alone");
            }
        }
        Caller console = Caller.of(FUNCTION + ":console");
        assertThatCode(() -> console.require(http)).doesNotThrowAnyException();
        for (String action : new String[] {"start", "step", "status", "resume"}) {
            assertThatThrownBy(() -> console.require(asked(action)))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("takes HTTP requests alone");
        }
    }

    private static JsonNode asked(String action) {
        return json("{\"action\":\"" + action + "\"}");
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
