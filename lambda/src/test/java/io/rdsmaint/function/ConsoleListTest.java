package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.stepfunctions.Starts;
import io.rdsmaint.http.HttpAnswer;
import io.rdsmaint.testkit.engine.EngineRig;
import io.rdsmaint.testkit.machine.StateMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever opens the first page sees what needs them, however many operations run. */
class ConsoleListTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EngineRig rig = EngineRig.planning("one", "two");
    private final ConsoleApi api;

    ConsoleListTest() {
        Settings settings = Settings.from(
                Map.of("AWS_REGION", "us-east-1", "TABLE_NAME", "t", "EVENT_BUS_NAME", "b", "DEPLOYMENT", "d"));
        api = new ConsoleApi(
                settings,
                rig.engine,
                new RequestParser(settings, rig.engine.catalogue()),
                new StatusView(() -> rig.now, rig.engine.catalogue(), ""),
                new Starts(
                        () -> {
                            throw new IllegalStateException("nothing is started");
                        },
                        new ErrorTranslation(AwsScope.own("us-east-1"))));
    }

    private String started(String cluster, boolean asks) {
        String arn = StateMachine.arn(cluster);
        rig.running.add(arn);
        String id = rig.start(cluster, arn).operation().orElseThrow().id();
        if (asks) {
            rig.script.put("one", run -> {
                throw new LastingFailure("broken");
            });
            for (int i = 0; rig.operation(id).question() == null; i++) {
                assertThat(i).isLessThan(5);
                rig.engine.step(rig.invocation(), id, arn);
            }
            rig.script.remove("one");
        }
        rig.pass(Duration.ofMinutes(1));
        return id;
    }

    private JsonNode list(String query) {
        try {
            ObjectNode event = (ObjectNode) JSON.readTree("""
                    {"version": "2.0", "rawPath": "/console/api/operations", "headers": {},
                     "requestContext": {"http": {"method": "GET"}, "authorizer": {"jwt": {"claims":
                       {"sub": "ann", "cognito:groups": "[rds-maint-viewers]"}}}}}
                    """);
            HttpAnswer answer = api.answer(event.put("rawQueryString", query), rig.invocation(), "arn:machine");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> ids(JsonNode page, String list) {
        return page.path(list)
                .valueStream()
                .map(row -> row.path("operation_id").asText())
                .toList();
    }

    @Test
    void theOldestQuestionComesFirstAndNothingIsMissedFromPageToPage() {
        String first = started("a", false);
        String asked = started("b", true);
        String second = started("c", false);
        String askedLater = started("d", true);
        String third = started("e", false);

        JsonNode page = list("limit=3&recent=0");
        assertThat(ids(page, "needs_you")).containsExactly(asked, askedLater);
        assertThat(ids(page, "running")).containsExactly(third);

        List<String> all = new ArrayList<>();
        String query = "limit=1&recent=0";
        for (int pages = 0; pages < 5; pages++) {
            JsonNode one = list(query);
            all.addAll(ids(one, "needs_you"));
            all.addAll(ids(one, "running"));
            query = "limit=1&recent=0&next_token=" + one.path("next_token").asText();
        }
        assertThat(all).containsExactly(asked, askedLater, third, second, first);
    }

    @Test
    void anotherPageIsToldOfOnlyWhereSomethingIsOlder() {
        List<String> ids = new ArrayList<>();
        for (String cluster : List.of("a", "b", "c")) {
            ids.addFirst(started(cluster, false));
            for (int i = 0; !rig.operation(ids.getFirst()).state().ended(); i++) {
                assertThat(i).isLessThan(9);
                rig.engine.step(rig.invocation(), ids.getFirst(), StateMachine.arn(cluster));
            }
        }

        assertThat(list("recent=3").path("next_token").isNull()).isTrue();
        JsonNode page = list("recent=2");
        assertThat(ids(page, "recent")).containsExactlyElementsOf(ids.subList(0, 2));
        JsonNode older = list("limit=1&next_token=" + page.path("next_token").asText());
        assertThat(ids(older, "recent")).containsExactly(ids.getLast());
        assertThat(older.path("next_token").isNull()).isTrue();
    }
}
