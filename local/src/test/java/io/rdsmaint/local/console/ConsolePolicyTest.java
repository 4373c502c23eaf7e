package io.rdsmaint.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.ConsoleBench;
import io.rdsmaint.local.console.ApiClient.Answer;
import io.rdsmaint.local.policy.Authorization;
import io.rdsmaint.local.policy.Policy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A deployment with the console grants what its requests need, and beyond a deployment without one nothing that they do not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsolePolicyTest {
    private static final String WANTED =
            "\"type\":\"instance_type_change\",\"cluster_id\":\"demo-multi\",\"pause_before\":"
                    + "[\"mark_cluster\"],\"params\":{\"target_instance_type\":\"db.r6g.xlarge\",\"warm_up_seconds\":0}";

    private final ConsoleBench bench = new ConsoleBench("aurora");
    private final ApiClient api = new ApiClient(bench.uri());
    private final Policy with = ConsoleBench.policy("lambda-policy-console.json");
    private final Policy without = ConsoleBench.policy("lambda-policy.json");

    @BeforeAll
    void everyRequestOfThePage() {
        lists();
        String id = started();
        reads(id);
        changes(id);
    }

    @AfterAll
    void close() {
        api.close();
        bench.close();
    }

    /** What the form is filled with. */
    private void lists() {
        for (JsonNode type : api.get("/types").body().path("types")) {
            String path = "/types/" + type.path("type").asText();
            ok(api.get(path + "/targets?region=us-east-1"));
            type.findValuesAsText("x-list").stream()
                    .distinct()
                    .forEach(list -> ok(api.get(path + "/lists/" + list + "?region=us-east-1&target=demo-multi")));
        }
    }

    private String started() {
        String plan = named(api.send("POST", "/plans", "{" + WANTED + "}", "Idempotency-Key", "key-00001"));
        String hash = ended("/plans/" + plan, "planning").path("plan_hash").asText();
        String start = named(api.send(
                "POST",
                "/operations",
                "{\"plan_hash\":\"" + hash + "\"," + WANTED + "}",
                "Idempotency-Key",
                "key-00002"));
        String id = ended("/starts/" + start, "starting").path("operation_id").asText();
        assertThat(bench.until(() -> operation(id).path("question").isObject())).isTrue();
        return id;
    }

    private void reads(String id) {
        List.of(
                        "/session",
                        "/operations",
                        "/operations/" + id,
                        "/operations/" + id + "/log",
                        "/targets/aurora-cluster/us-east-1/demo-multi",
                        "/targets/aurora-cluster/us-east-1/demo-multi/now",
                        "/residue",
                        "/freeze")
                .forEach(path -> ok(api.get(path)));
    }

    private void changes(String id) {
        ok(api.send("PUT", "/freeze", "{\"reason\":\"a look\"}"));
        ok(api.send("DELETE", "/freeze", ""));
        ok(api.send("PATCH", "/operations/" + id, "{\"window\":\"always\"}", "If-Match", seen(id)));
        bench.stop(operation(id).at("/owner/execution_arn").asText());
        assertThat(bench.until(() -> operation(id).at("/owner/stalled").asBoolean()))
                .isTrue();
        ok(api.send(
                "POST", "/operations/" + id + "/takeover", "", "If-Match", seen(id), "Idempotency-Key", "key-00003"));
        assertThat(bench.until(() -> operation(id).path("question").isObject()
                        && !operation(id).at("/owner/stalled").asBoolean()))
                .isTrue();
        ok(api.send(
                "POST",
                "/operations/" + id + "/answer",
                "{\"question_id\":\"" + operation(id).at("/question/id").asText()
                        + "\",\"action\":\"abort\",\"confirm\":\"demo-multi\"}",
                "If-Match",
                seen(id)));
        assertThat(bench.until(() -> operation(id).path("state").asText().equals("failed")))
                .isTrue();
    }

    private JsonNode operation(String id) {
        return api.get("/operations/" + id).body().path("operation");
    }

    private String seen(String id) {
        return api.get("/operations/" + id).etag().orElseThrow();
    }

    private JsonNode ended(String path, String meanwhile) {
        assertThat(bench.until(
                        () -> !api.get(path).body().path("state").asText().equals(meanwhile)))
                .isTrue();
        return api.get(path).body();
    }

    private static String named(Answer begun) {
        return ok(begun).body().path("name").asText();
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer;
    }

    @Test
    void everyCallIsAllowed() {
        assertThat(bench.asked())
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(with.allow(asked)).as("denied").isNotEmpty());
    }

    @Test
    void whatTheConsoleAddsIsCalledAndNothingElseNeedsIt() {
        Set<Policy.Use> added = with.parts().stream()
                .filter(part ->
                        without.parts().stream().noneMatch(other -> other.sid().equals(part.sid())))
                .collect(Collectors.toSet());
        List<Authorization> only = bench.asked().stream()
                .filter(asked -> without.allow(asked).isEmpty())
                .toList();

        assertThat(added).isNotEmpty();
        assertThat(only).extracting(Authorization::action).containsOnly("states:StartExecution");
        assertThat(only.stream().flatMap(asked -> with.allow(asked).stream()).collect(Collectors.toSet()))
                .isEqualTo(added);
    }
}
