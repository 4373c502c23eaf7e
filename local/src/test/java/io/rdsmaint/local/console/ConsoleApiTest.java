package io.rdsmaint.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.ConsoleBench;
import io.rdsmaint.local.console.ApiClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API as a browser meets it: the real function on the real machine; every answer is held to the description. */
class ConsoleApiTest {
    private static final String CHANGE = "\"type\":\"instance_type_change\",\"cluster_id\":\"demo-multi\"";
    private static final String CLASS = "\"params\":{\"target_instance_type\":\"db.r6g.xlarge\",\"warm_up_seconds\":0}";

    private final ConsoleBench bench = new ConsoleBench();
    private final ApiClient api = new ApiClient(bench.uri());
    private final AtomicInteger keys = new AtomicInteger();

    @AfterEach
    void close() {
        api.close();
        bench.close();
    }

    private String key() {
        return "key-%05d".formatted(keys.incrementAndGet());
    }

    private static String params(String more) {
        return "{" + CHANGE + "," + more + CLASS + "}";
    }

    /** The plan's hash. */
    private String planned(String params) {
        Answer begun = api.send("POST", "/plans", params, "Idempotency-Key", key());
        assertThat(begun.status()).as(begun.problems()).isEqualTo(202);
        return ended("/plans/" + begun.body().path("name").asText(), "planning")
                .body()
                .path("plan_hash")
                .asText();
    }

    private Answer ended(String path, String meanwhile) {
        Answer[] last = new Answer[1];
        assertThat(bench.until(() -> {
                    last[0] = api.get(path);
                    return !last[0].body().path("state").asText().equals(meanwhile);
                }))
                .isTrue();
        return last[0];
    }

    private Answer begun(String params, String hash) {
        Answer begun = api.send(
                "POST",
                "/operations",
                params.replaceFirst("\\{", "{\"plan_hash\":\"" + hash + "\","),
                "Idempotency-Key",
                key());
        assertThat(begun.status()).as(begun.problems()).isEqualTo(202);
        return ended("/starts/" + begun.body().path("name").asText(), "starting");
    }

    /** The id of an operation that was started and now asks. */
    private String asking() {
        String params = params("\"pause_before\":[\"mark_cluster\"],");
        String id = begun(params, planned(params)).body().path("operation_id").asText();
        asks(id);
        return id;
    }

    private Answer asks(String id) {
        assertThat(bench.until(() -> api.get("/operations/" + id)
                                .body()
                                .at("/operation/question")
                                .isObject()
                        && bench.questions() > 0))
                .isTrue();
        return api.get("/operations/" + id);
    }

    private Answer answer(String id, Answer seen, String more) {
        return api.send(
                "POST",
                "/operations/" + id + "/answer",
                "{\"question_id\":\"" + seen.body().at("/operation/question/id").asText() + "\"," + more + "}",
                "If-Match",
                seen.etag().orElseThrow());
    }

    @Test
    void thePlanThatWasSeenIsStartedAnsweredAndToldToItsEnd() {
        String id = asking();
        Answer seen = api.get("/operations/" + id);
        assertThat(api.get("/operations").body().path("needs_you"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.path("operation_id").asText()).isEqualTo(id);
                    assertThat(row.path("situation").asText())
                            .contains("serves")
                            .contains("It can wait");
                });

        Answer answered = answer(
                id,
                seen,
                "\"action\":\"continue\",\"by\":\"night shift\",\"comment\":\"looks fine\","
                        + "\"confirm\":\"demo-multi\"");

        assertThat(answered.status()).as(answered.problems()).isEqualTo(200);
        assertThat(bench.until(() -> api.get("/operations/" + id)
                        .body()
                        .at("/operation/state")
                        .asText()
                        .equals("completed")))
                .isTrue();
        JsonNode log = api.get("/operations/" + id + "/log").body().path("entries");
        assertThat(log).anySatisfy(entry -> {
            assertThat(entry.path("actor").asText()).isEqualTo("you@this-machine");
            assertThat(entry.at("/data/by_verified").asText()).isEqualTo("you@this-machine");
            assertThat(entry.at("/data/by_declared").asText()).isEqualTo("night shift");
        });
        assertThat(api.get("/targets/aurora-cluster/us-east-1/demo-multi")
                        .body()
                        .path("history"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("report").toString()).contains("Write interruption"));
        assertThat(api.bodies())
                .as("no token of a question is in any answer")
                .isNotEmpty()
                .noneMatch(body -> body.contains(bench.token()) || body.contains("task_token"));
    }

    @Test
    void anotherPlanIsNotStartedAndTheNewOneIsTold() {
        Answer changed = begun(params(""), "0".repeat(32));

        assertThat(changed.status()).isEqualTo(412);
        assertThat(changed.code()).isEqualTo("PlanChanged");
        assertThat(changed.body().at("/plan/plan_hash").asText()).isEqualTo(planned(params("")));
        assertThat(changed.body().at("/plan/plan")).hasSizeGreaterThan(6);
        assertThat(api.get("/operations").body().path("running")).isEmpty();
    }

    @Test
    void aPlanThatIsRefusedSaysWhy() {
        Answer begun =
                api.send("POST", "/plans", params("").replace("demo-multi", "demo-gone"), "Idempotency-Key", key());
        Answer refused = ended("/plans/" + begun.body().path("name").asText(), "planning");

        assertThat(refused.body().path("state").asText()).isEqualTo("refused");
        assertThat(refused.body().path("code").asText()).isEqualTo("InvalidRequest");
        assertThat(refused.body().path("cause").asText()).isNotEmpty();
    }

    @Test
    void whatIsSentTwiceIsStartedOnce() {
        String params = params("\"pause_before\":[\"mark_cluster\"],");
        String body = params.replaceFirst("\\{", "{\"plan_hash\":\"" + planned(params) + "\",");
        Answer first = api.send("POST", "/operations", body, "Idempotency-Key", "the-same-key");
        Answer again = api.send("POST", "/operations", body, "Idempotency-Key", "the-same-key");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(ended("/starts/run-the-same-key", "starting")
                        .body()
                        .path("operation_id")
                        .asText())
                .startsWith("op-");
        Answer other = api.send(
                "POST", "/operations", body.replace("mark_cluster", "preflight"), "Idempotency-Key", "the-same-key");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.problems()).contains("was used for another start");
    }

    @Test
    void aBusyClusterIsToldWithItsOwner() {
        String id = asking();

        Answer busy = begun(params(""), planned(params("")));

        assertThat(busy.status()).isEqualTo(409);
        assertThat(busy.code()).isEqualTo("ClusterBusy");
        assertThat(busy.problems()).contains(id);
    }

    @Test
    void ofTwoWhoAnswerAtTheSameTimeOneIsToldWhatTheOtherSaid() {
        String id = asking();
        Answer seen = api.get("/operations/" + id);
        assertThat(answer(id, seen, "\"action\":\"abort\",\"by\":\"ann\"").status())
                .isEqualTo(200);

        Answer late = answer(id, seen, "\"action\":\"abort\",\"by\":\"bob\"");

        assertThat(late.status()).isIn(409, 412);
        assertThat(late.body().path("operation").isObject()).isTrue();
        assertThat(late.body().path("changes").toString()).contains("abort").contains("ann");
        assertThat(bench.until(() -> api.get("/operations/" + id)
                        .body()
                        .at("/operation/state")
                        .asText()
                        .equals("failed")))
                .isTrue();
        Answer closed = answer(id, seen, "\"action\":\"continue\"");
        assertThat(closed.status()).isEqualTo(409);
        assertThat(closed.code()).isEqualTo("QuestionClosed");
    }

    @Test
    void aDestructiveAnswerTakesAnAdministratorWhoTypesTheName() {
        String id = asking();
        Answer seen = api.get("/operations/" + id);
        JsonNode options = seen.body().at("/operation/question/options");
        assertThat(options).anySatisfy(option -> {
            assertThat(option.path("action").asText()).isEqualTo("continue");
            assertThat(option.path("destructive").asBoolean()).isTrue();
        });

        assertThat(answer(id, seen, "\"action\":\"continue\"").code()).isEqualTo("NotConfirmed");
        assertThat(answer(id, seen, "\"action\":\"continue\",\"confirm\":\"demo\"")
                        .code())
                .isEqualTo("NotConfirmed");
        as("operator");
        assertThat(answer(id, seen, "\"action\":\"continue\",\"confirm\":\"demo-multi\"")
                        .code())
                .isEqualTo("Forbidden");
        assertThat(api.get("/operations/" + id).body().at("/operation/question/id"))
                .as("nothing was changed")
                .isEqualTo(seen.body().at("/operation/question/id"));
        assertThat(answer(id, seen, "\"action\":\"abort\"").status()).isEqualTo(200);
    }

    @Test
    void gatesWindowAndTimeoutAreEditedOnWhatWasSeen() {
        String id = asking();
        Answer seen = api.get("/operations/" + id);

        Answer edited = api.send(
                "PATCH",
                "/operations/" + id,
                "{\"pause_before\":[\"Verify\"],\"window\":\"02:00-04:00\",\"wait_timeout\":3600}",
                "If-Match",
                seen.etag().orElseThrow());
        Answer stale = api.send(
                "PATCH",
                "/operations/" + id,
                "{\"window\":\"always\"}",
                "If-Match",
                seen.etag().orElseThrow());

        assertThat(edited.status()).as(edited.problems()).isEqualTo(200);
        assertThat(edited.body().at("/operation/options/schedule").toString()).contains("02:00");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.body().path("changes").toString()).contains("pause_before [Verify]");
        assertThat(api.send("PATCH", "/operations/" + id, "{\"window\":\"always\"}")
                        .status())
                .as("without what was seen")
                .isEqualTo(428);
        Answer wrong = api.send(
                "PATCH",
                "/operations/" + id,
                "{\"window\":\"noon\",\"wait_timeout\":1,\"x\":1}",
                "If-Match",
                edited.etag().orElseThrow());
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().path("problems")).hasSize(3);
    }

    @Test
    void pausingAsksBeforeTheNextStepBesideThoseThatAskAlready() {
        String params = params("\"pause_before\":[\"Verify\"],");
        String id = begun(params, planned(params)).body().path("operation_id").asText();
        Answer seen = api.get("/operations/" + id);

        Answer paused = api.send(
                "POST",
                "/operations/" + id + "/pause",
                "",
                "If-Match",
                seen.etag().orElseThrow());

        assertThat(paused.status()).as(paused.problems()).isEqualTo(200);
        assertThat(paused.body()
                        .at("/operation/steps")
                        .valueStream()
                        .filter(step -> step.at("/planned/gate").asText().startsWith("pause_before"))
                        .count())
                .isEqualTo(2);
        assertThat(asks(id).body().at("/operation/question/kind").asText()).isEqualTo("gate");
        assertThat(api.send("POST", "/operations/" + id + "/pause", "", "If-Match", "\"1\"")
                        .code())
                .isEqualTo("PausedAlready");
    }

    @Test
    void aFreezeIsInSightEverywhereAndLifted() {
        String id = asking();
        assertThat(api.send("PUT", "/freeze", "{\"reason\":\"sale\",\"by\":\"dana\"}")
                        .status())
                .isEqualTo(200);

        for (String path : new String[] {
            "/operations", "/operations/" + id, "/targets/aurora-cluster/us-east-1/demo-multi", "/freeze"
        }) {
            assertThat(api.get(path).body().at("/freeze/reason").asText())
                    .as(path)
                    .isEqualTo("sale");
        }
        assertThat(api.get("/freeze").body().at("/freeze/by").asText()).isEqualTo("dana, verified as you@this-machine");
        assertThat(api.send("PUT", "/freeze", "{\"reason\":\"other\"}").code()).isEqualTo("FrozenAlready");
        assertThat(api.send("PUT", "/freeze", "{}").status()).isEqualTo(400);
        assertThat(api.send("DELETE", "/freeze", "").status()).isEqualTo(200);
        assertThat(api.get("/freeze").body().path("freeze").isNull()).isTrue();
    }

    @Test
    void whatNobodyRunsIsTakenOver() {
        String id = asking();
        Answer running = api.get("/operations/" + id);
        String owner = running.body().at("/operation/owner/execution_arn").asText();
        assertThat(api.send(
                                "POST",
                                "/operations/" + id + "/takeover",
                                "",
                                "If-Match",
                                running.etag().orElseThrow(),
                                "Idempotency-Key",
                                key())
                        .code())
                .isEqualTo("NotStalled");
        bench.stop(owner);
        assertThat(bench.until(() -> api.get("/operations/" + id)
                        .body()
                        .at("/operation/owner/stalled")
                        .asBoolean()))
                .isTrue();

        Answer taken = api.send(
                "POST",
                "/operations/" + id + "/takeover",
                "",
                "If-Match",
                api.get("/operations/" + id).etag().orElseThrow(),
                "Idempotency-Key",
                key());

        assertThat(taken.status()).isEqualTo(202);
        assertThat(bench.until(() -> !api.get("/operations/" + id)
                        .body()
                        .at("/operation/owner/execution_arn")
                        .asText()
                        .equals(owner)))
                .isTrue();
    }

    @Test
    void listsAreReadFromAwsAndNoMoreThanOnceInAWhile() {
        assertThat(api.get("/types").body().path("types")).hasSize(8);
        assertThat(api.get("/types/engine_upgrade/targets")
                        .body()
                        .at("/choices/0/value")
                        .asText())
                .isEqualTo("demo-multi");
        assertThat(api.get("/types/instance_type_change/lists/classes?target=demo-multi")
                        .body()
                        .path("choices"))
                .hasSizeGreaterThan(10);
        assertThat(api.get("/types/engine_upgrade/lists/versions?target=demo-multi")
                        .body()
                        .path("choices"))
                .isNotEmpty();
        assertThat(api.get("/types/engine_upgrade/lists/nonsense?target=demo-multi")
                        .status())
                .isEqualTo(400);
        assertThat(api.get("/types/engine_upgrade/lists/versions?target=gone").problems())
                .contains("no cluster is called 'gone'");

        String now = "/targets/aurora-cluster/us-east-1/demo-multi/now";
        Answer first = api.get(now);
        long calls = bench.rdsCalls();
        Answer again = api.get(now);
        assertThat(bench.rdsCalls()).isEqualTo(calls);
        assertThat(again.body().path("seen_at")).isEqualTo(first.body().path("seen_at"));
        bench.pass(Duration.ofSeconds(11));
        assertThat(api.get(now).body().path("seen_at"))
                .isNotEqualTo(first.body().path("seen_at"));
        assertThat(first.body().at("/now_there/instances")).hasSize(3);
    }

    @Test
    void aPollThatSeesNothingNewIsToldSoAndAsksAwsNothing() {
        String id = asking();
        long calls = bench.rdsCalls();

        for (String path : new String[] {
            "/operations",
            "/operations/" + id,
            "/operations/" + id + "/log",
            "/targets/aurora-cluster/us-east-1/demo-multi"
        }) {
            Answer first = api.get(path);
            assertThat(api.get(path, "If-None-Match", first.etag().orElseThrow())
                            .status())
                    .as(path)
                    .isEqualTo(304);
        }
        assertThat(bench.rdsCalls()).isEqualTo(calls);
        assertThat(api.get("/operations/" + id).etag())
                .contains("\"" + api.get("/operations/" + id).body().at("/operation/version") + "\"");
    }

    @Test
    void theLogIsPagedAndShowsTroubleAlone() {
        String id = asking();
        JsonNode whole = api.get("/operations/" + id + "/log").body().path("entries");
        Answer page = api.get("/operations/" + id + "/log?limit=2");

        assertThat(page.body().path("entries")).hasSize(2);
        assertThat(page.body().at("/entries/0")).isEqualTo(whole.get(0));
        Answer next = api.get("/operations/" + id + "/log?limit=2&before="
                + page.body().path("before").asInt());
        assertThat(next.body().at("/entries/0")).isEqualTo(whole.get(2));
        assertThat(api.get("/operations/" + id + "/log?errors=true").body().path("entries"))
                .allSatisfy(
                        entry -> assertThat(entry.path("trouble").asBoolean()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, 403, 403, 403",
        "operator, 202, 428, 403",
        "admin, 202, 428, 200",
    })
    void eachRoleMayDoItsOwn(String role, int plan, int edit, int freeze) {
        String id = asking();
        as(role);

        assertThat(api.get("/operations").status()).isEqualTo(200);
        assertThat(api.send("POST", "/plans", params(""), "Idempotency-Key", key())
                        .status())
                .isEqualTo(plan);
        assertThat(api.send("PATCH", "/operations/" + id, "{\"window\":\"always\"}")
                        .status())
                .isEqualTo(edit);
        assertThat(api.send("PUT", "/freeze", "{\"reason\":\"sale\"}").status()).isEqualTo(freeze);
        assertThat(api.get("/session").body().path("role").asText()).isEqualTo(role);
    }

    @Test
    void whatMakesNoSenseIsToldAllAtOnceAndChangesNothing() {
        String id = asking();
        String before = api.get("/operations/" + id).etag().orElseThrow();

        assertThat(api.get("/nowhere").status()).isEqualTo(404);
        assertThat(api.get("/operations/op-gone").status()).isEqualTo(404);
        assertThat(api.get("/operations/" + "x".repeat(70)).status()).isEqualTo(404);
        assertThat(api.send("PUT", "/operations", "{}").status()).isEqualTo(405);
        assertThat(api.get("/operations?limit=51").status()).isEqualTo(400);
        assertThat(api.get("/operations?limit=x").status()).isEqualTo(400);
        assertThat(api.get("/operations?page=2").status()).isEqualTo(400);
        assertThat(api.get("/operations?next_token=x").status()).isEqualTo(400);
        assertThat(api.get("/targets/fleet/us-east-1/x").status()).isEqualTo(404);
        assertThat(api.get("/targets/aurora-cluster/mars-1/x/now").status()).isEqualTo(400);
        assertThat(api.get("/plans/other-12345678").status()).isEqualTo(404);
        assertThat(api.get("/starts/plan-key-00001").status()).isEqualTo(404);
        assertThat(api.send("POST", "/plans", "{\"a\":\"" + "x".repeat(70_000) + "\"}", "Idempotency-Key", key())
                        .status())
                .isEqualTo(413);
        assertThat(api.send("POST", "/plans", "[]", "Idempotency-Key", key()).status())
                .isEqualTo(400);
        assertThat(api.send("POST", "/plans", params("")).status())
                .as("without a key")
                .isEqualTo(400);
        Answer plan =
                api.send("POST", "/plans", "{\"type\":\"x\",\"cluster_id\":\"-\",\"y\":1}", "Idempotency-Key", key());
        assertThat(plan.body().path("problems")).hasSizeGreaterThan(1);
        assertThat(api.send("POST", "/operations", params(""), "Idempotency-Key", key())
                        .code())
                .isEqualTo("PlanMissing");
        Answer seen = api.get("/operations/" + id);
        assertThat(answer(id, seen, "\"action\":\"no\"").status()).isEqualTo(400);
        assertThat(answer(id, seen, "\"action\":\"abort\",\"x\":1").status()).isEqualTo(400);
        assertThat(answer(id, seen, "\"action\":\"continue\",\"choice\":\"nonsense\",\"confirm\":\"demo-multi\"")
                        .status())
                .isEqualTo(400);
        assertThat(api.send("POST", "/operations/" + id + "/answer", "{}", "If-Match", "\"x\"")
                        .status())
                .isEqualTo(400);
        assertThat(api.get("/operations/" + id).etag()).contains(before);
    }

    @Test
    void everythingBeginsAgainOnAMachineOfOnesOwn() {
        String id = asking();
        assertThat(local("world", "{\"scenario\":\"nonsense\"}")).isEqualTo(400);
        assertThat(api.get("/operations/" + id).status()).isEqualTo(200);

        assertThat(local("world", "{\"scenario\":\"two-node\"}")).isEqualTo(200);

        assertThat(api.get("/operations").body().path("needs_you")).isEmpty();
        assertThat(api.get("/operations/" + id).status()).isEqualTo(404);
        bench.pass(Duration.ofMinutes(2));
        assertThat(api.get("/operations").body().path("recent")).isEmpty();
        assertThat(api.get("/types/instance_cycle/targets")
                        .body()
                        .at("/choices/0/value")
                        .asText())
                .isEqualTo("demo-two");
        String params = params("").replace("demo-multi", "demo-two");
        assertThat(begun(params, planned(params)).body().path("operation_id").asText())
                .startsWith("op-");
    }

    @Test
    void otherPagesGetNothing() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI session = bench.uri().resolve("/console/api/session");
            assertThat(http.send(HttpRequest.newBuilder(session).build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as("without the header that other pages can't send")
                    .isEqualTo(403);
            assertThat(http.send(
                                    HttpRequest.newBuilder(session)
                                            .header("X-Rds-Maint-Console", "1")
                                            .header("Origin", "https://attacker.example")
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private void as(String role) {
        assertThat(local("person", "{\"role\":\"" + role + "\"}")).isEqualTo(200);
    }

    /** The status of what only a machine of one's own answers. */
    private int local(String what, String body) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(bench.uri().resolve("/console/local/" + what))
                                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                                    .header("X-Rds-Maint-Console", "1")
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
