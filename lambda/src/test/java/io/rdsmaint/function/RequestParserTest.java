package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.Schedule;
import io.rdsmaint.engine.Window;
import io.rdsmaint.testkit.engine.Families;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests are read strictly, and every problem is named at once. */
class RequestParserTest {
    private static final String BY = ",\"execution_arn\":\"arn:e\",\"execution_started_at\":\"t\"";
    private final RequestParser parser = new RequestParser(
            Settings.from(Map.of(
                    "AWS_REGION",
                    "us-east-1",
                    "TABLE_NAME",
                    "t",
                    "EVENT_BUS_NAME",
                    "default",
                    "DEPLOYMENT",
                    "d",
                    "ALLOWED_CLUSTERS",
                    "*",
                    "ALLOWED_REGIONS",
                    "us-east-1,eu-west-1",
                    "ALLOWED_ROLE_ARNS",
                    "arn:aws:iam::123456789012:role/maint")),
            Families.named("t", "instance_type_change", "storage_type_change", "engine_upgrade", "instance_cycle"));

    private Request parse(String json) {
        try {
            return parser.parse(JsonMapper.builder().build().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private List<String> problems(String json) {
        return catchThrowableOfType(InvalidRequest.class, () -> parse(json)).problems();
    }

    private List<String> startProblems(String params) {
        return problems("{\"action\":\"start\",\"params\":" + params + BY + "}");
    }

    @Test
    void aFullStartIsRead() {
        Request request = parse("""
                {"action":"start","operation_id":null,"execution_arn":"arn:e","execution_started_at":"t","params":{
                 "type":"instance_type_change","cluster_id":"orders","region":"eu-west-1",
                 "role_arn":"arn:aws:iam::123456789012:role/maint","external_id":"xy","wait_timeout":3600,"dry_run":true,
                 "requested_by":"dana","reason":"black friday","pause_before":["failover"],
                 "params":{"target_instance_type":"db.r7g.xlarge"}}}""");

        assertThat(request).isInstanceOfSatisfying(Request.Start.class, s -> {
            assertThat(s.start().target().name()).isEqualTo("orders");
            assertThat(s.start().target().region()).isEqualTo("eu-west-1");
            assertThat(s.start().options().waitTimeoutSeconds()).isEqualTo(3600L);
            assertThat(s.start().dryRun()).isTrue();
            assertThat(s.start().pauseBefore()).containsExactly("failover");
            assertThat(s.start().parameters().path("target_instance_type").asText())
                    .isEqualTo("db.r7g.xlarge");
        });
    }

    @Test
    void optionsOfHowToRunAreRead() {
        Options options = options("""
                {"type":"t","cluster_id":"c","wait_timeout":60,"not_before":"2026-03-01T02:00:00+01:00",
                 "window":"sun:02:00-sun:04:00","outside_window":"ask","watch_minutes":240,
                 "guard_alarms":["orders CPU > 80 %","orders-5xx","orders-5xx"]}""");

        assertThat(options)
                .isEqualTo(new Options(
                        60L,
                        new Schedule(
                                Instant.parse("2026-03-01T01:00:00Z"),
                                Window.parse("sun:02:00-sun:04:00").orElseThrow(),
                                Schedule.Outside.ASK),
                        List.of("orders CPU > 80 %", "orders-5xx"),
                        240));
        assertThat(options("{\"type\":\"t\",\"cluster_id\":\"c\",\"window\":\"always\",\"watch_minutes\":0}"))
                .isEqualTo(Options.NONE);
    }

    private Options options(String params) {
        return ((Request.Start) parse("{\"action\":\"start\",\"params\":" + params + BY + "}"))
                .start()
                .options();
    }

    @Test
    void allProblemsOfTheOptionsAreNamedAtOnce() {
        List<String> problems = startProblems("""
                {"type":"t","cluster_id":"c","not_before":"tonight","window":"22-4","outside_window":"maybe",
                 "watch_minutes":4,"guard_alarms":["","ok"]}""");

        assertThat(problems)
                .hasSize(5)
                .anySatisfy(p -> assertThat(p).contains("params.not_before 'tonight'", "2026-03-01T02:00:00Z"))
                .anySatisfy(p -> assertThat(p).contains("params.window '22-4'", "sun:02:00-sun:04:00", "always"))
                .anySatisfy(p -> assertThat(p).contains("params.outside_window 'maybe'", "wait", "ask"))
                .anySatisfy(p -> assertThat(p).contains("params.watch_minutes '4'", "0", "5"))
                .anySatisfy(p -> assertThat(p).contains("params.guard_alarms"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"not_before\":7                              | params.not_before must be a string",
                "\"not_before\":\"2026-03-01T02:00:00\"        | params.not_before '2026-03-01T02:00:00' is not",
                "\"not_before\":\"2026-02-30T02:00:00Z\"       | params.not_before '2026-02-30",
                "\"window\":[]                                 | params.window must be a string",
                "\"window\":\"sun:02:00-04:00\"                | params.window 'sun:02:00-04:00' is not",
                "\"window\":\"25:00-26:00\"                    | params.window '25:00-26:00' is not",
                "\"window\":\"day:02:00-day:04:00\"            | params.window 'day:02:00-day:04:00' is not",
                "\"if_busy\":true                              | params.if_busy must be a string",
                "\"if_busy\":\"wait\"                            | params.if_busy 'wait' is not one of fail and skip",
                "\"outside_window\":true                       | params.outside_window must be a string",
                "\"outside_window\":\"WAIT\"                   | params.outside_window 'WAIT' is not",
                "\"watch_minutes\":-1                          | params.watch_minutes",
                "\"watch_minutes\":241                         | params.watch_minutes",
                "\"watch_minutes\":1.5                         | params.watch_minutes",
                "\"watch_minutes\":\"15\"                      | params.watch_minutes",
                "\"wait_timeout\":59                           | params.wait_timeout",
                "\"wait_timeout\":2592001                      | params.wait_timeout",
                "\"guard_alarms\":\"cpu\"                      | params.guard_alarms must be a list",
                "\"guard_alarms\":[7]                          | params.guard_alarms",
            })
    void aBadOptionIsAnsweredWithWhatIsWrong(String field, String problem) {
        assertThat(startProblems("{\"type\":\"t\",\"cluster_id\":\"c\"," + field.strip() + "}"))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void tooManyAndTooLongAlarmNamesAreRefused() {
        String many = String.join(
                ",", IntStream.range(0, 51).mapToObj(i -> "\"a" + i + "\"").toList());

        assertThat(startProblems("{\"type\":\"t\",\"cluster_id\":\"c\",\"guard_alarms\":[" + many + "]}"))
                .singleElement()
                .asString()
                .contains("51 names", "at most 50");
        assertThat(startProblems(
                        "{\"type\":\"t\",\"cluster_id\":\"c\",\"guard_alarms\":[\"" + "a".repeat(256) + "\"]}"))
                .singleElement()
                .asString()
                .contains("the name of a CloudWatch alarm");
    }

    @Test
    void allProblemsOfAnEditAreNamedAtOnce() {
        assertThat(problems("{\"action\":\"resume\",\"operation_id\":\"op-1\",\"edit\":{\"wait_timeout\":1,"
                        + "\"not_before\":\"soon\",\"window\":\"x\",\"outside_window\":\"x\",\"guard_alarms\":[]}}"))
                .hasSize(5)
                .anySatisfy(p -> assertThat(p).contains("edit.wait_timeout"))
                .anySatisfy(p -> assertThat(p).contains("edit.not_before"))
                .anySatisfy(p -> assertThat(p).contains("edit.window"))
                .anySatisfy(p -> assertThat(p).contains("edit.outside_window"))
                .anySatisfy(p -> assertThat(p).contains("edit.guard_alarms is not a field"));
    }

    @Test
    void theRegionIsTheFunctionsOwnUnlessGiven() {
        Request request = parse("{\"action\":\"start\",\"params\":{\"type\":\"t\",\"cluster_id\":\"c\"}" + BY + "}");

        assertThat(((Request.Start) request).start().target().region()).isEqualTo("us-east-1");
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        List<String> problems = startProblems("""
                {"type":7,"cluster_id":"-bad-","region":"mars-1","wait_timeout":5,"dry_run":"yes","colour":"red",
                 "external_id":"xy","pause_before":"failover","params":[]}""");

        assertThat(problems)
                .hasSize(9)
                .anySatisfy(p -> assertThat(p).contains("params.type must be a string"))
                .anySatisfy(p -> assertThat(p).contains("params.cluster_id '-bad-'"))
                .anySatisfy(p -> assertThat(p).contains("params.region 'mars-1'"))
                .anySatisfy(p -> assertThat(p).contains("params.wait_timeout").contains("60"))
                .anySatisfy(p -> assertThat(p).contains("params.dry_run must be true or false"))
                .anySatisfy(p -> assertThat(p).contains("params.colour is not a field here"))
                .anySatisfy(p -> assertThat(p).contains("params.external_id"))
                .anySatisfy(p -> assertThat(p).contains("params.pause_before must be a list"))
                .anySatisfy(p -> assertThat(p).contains("params.params must be an object, not array"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1]                                                | must be an object",
                "\"x\"                                              | must be an object",
                "null                                               | must be an object",
                "{}                                                 | action is missing",
                "{\"action\":\"\"}                                  | action is empty",
                "{\"action\":\"explode\"}                           | action 'explode' is unknown",
                "{\"action\":5}                                     | action must be a string, not number",
                "{\"action\":\"step\",\"execution_arn\":\"e\"}      | operation_id is missing",
                "{\"action\":\"step\",\"operation_id\":\"\",\"execution_arn\":\"e\"} | operation_id is empty",
                "{\"action\":\"step\",\"operation_id\":\"a b\",\"execution_arn\":\"e\"} | operation_id 'a b' is not",
                "{\"action\":\"step\",\"operation_id\":\"op-1\"}    | execution_arn is missing",
                "{\"action\":\"status\",\"verbose\":true}           | verbose is not a field here",
                "{\"action\":\"resume\"}                            | operation_id is missing",
                "{\"action\":\"resume\",\"operation_id\":\"op-1\"}  | response or edit is missing",
                "{\"action\":\"resume\",\"operation_id\":\"op-1\",\"response\":{}} | question_id is missing",
                "{\"action\":\"resume\",\"operation_id\":\"op-1\",\"edit\":{\"speed\":2}} | edit.speed is not a field",
                "{\"action\":\"resume\",\"operation_id\":\"op-1\",\"execution_arn\":\"e\",\"edit\":{\"wait_timeout\":60}} | edit is for people",
            })
    void badInputIsAnsweredWithWhatIsWrong(String json, String problem) {
        assertThat(problems(json)).anySatisfy(p -> assertThat(p).contains(problem));
    }

    @Test
    void missingParamsOfAStartShowWhatToGive() {
        assertThat(startProblems("null")).singleElement().asString().contains("cluster_id");
        assertThat(startProblems("[]")).singleElement().asString().contains("must be an object");
    }

    @Test
    void operationIdAndParamsTogetherAreRefused() {
        assertThat(problems(
                        "{\"action\":\"start\",\"operation_id\":\"op-1\",\"params\":{\"type\":\"t\",\"cluster_id\":\"c\"}"
                                + BY + "}"))
                .singleElement()
                .asString()
                .contains("exclude each other");
    }

    @Test
    void regionsAndRolesOutsideTheDeploymentsListsAreRefused() {
        assertThat(startProblems("""
                {"type":"t","cluster_id":"c","region":"us-west-2","role_arn":"arn:aws:iam::999999999999:role/other"}"""))
                .anySatisfy(p -> assertThat(p).contains("us-west-2").contains("us-east-1, eu-west-1"))
                .anySatisfy(p -> assertThat(p).contains("role/other").contains("--allow-role"));
    }

    @Test
    void whateverCameBackForAQuestionReachesTheEngine() {
        for (String response : List.of("null", "\"yes\"", "[1]", "7", "{\"Error\":\"States.Timeout\"}")) {
            Request request = parse("{\"action\":\"resume\",\"operation_id\":\"op-1\",\"execution_arn\":\"e\","
                    + "\"question_id\":\"q\",\"response\":" + response + "}");
            assertThat(((Request.Resume) request).resume())
                    .as(response)
                    .isInstanceOfSatisfying(
                            ResumeRequest.Answer.class,
                            answer -> assertThat(answer.response()).isNotNull());
        }
    }

    @Test
    void statusShowsOneOperationOrSeveralOrAClustersOrWhatWasLeftBehind() {
        assertThat(parse("{\"action\":\"status\"}"))
                .isEqualTo(new Request.Listing(0, Integer.MAX_VALUE, Optional.empty()));
        assertThat(parse("{\"action\":\"status\",\"recent\":7}"))
                .isEqualTo(new Request.Listing(7, Integer.MAX_VALUE, Optional.empty()));
        assertThat(parse("{\"action\":\"status\",\"operation_id\":\"op-1\"}"))
                .isEqualTo(new Request.Status("op-1", Long.MAX_VALUE));
        assertThat(parse("{\"action\":\"status\",\"cluster_id\":\"c\"}"))
                .isEqualTo(new Request.History("aurora-cluster", "us-east-1", "c", 20, Optional.empty()));
        assertThat(parse("{\"action\":\"status\",\"cluster_id\":\"c\",\"region\":\"eu-west-1\",\"recent\":3}"))
                .isEqualTo(new Request.History("aurora-cluster", "eu-west-1", "c", 3, Optional.empty()));
        assertThat(parse("{\"action\":\"status\",\"label\":\"nightly refresh\",\"recent\":5}"))
                .isEqualTo(new Request.Labelled("nightly refresh", 5, Optional.empty()));
        assertThat(parse("{\"action\":\"status\",\"residue\":true}")).isEqualTo(new Request.Leftovers());
    }

    @Test
    void whatAStatusCannotShowAtOnceIsRefused() {
        assertThat(problems("{\"action\":\"status\",\"operation_id\":\"op-1\",\"residue\":true,\"recent\":101,"
                        + "\"region\":\"us-east-1\"}"))
                .anySatisfy(p -> assertThat(p).contains("recent must be a whole number from 0 to 100"))
                .anySatisfy(p -> assertThat(p).contains("exclude each other"))
                .anySatisfy(p -> assertThat(p).contains("region is only used together with cluster_id"));
        assertThat(problems("{\"action\":\"status\",\"label\":\" a\",\"cluster_id\":\"c\"}"))
                .anySatisfy(p -> assertThat(p).contains("is not a label of 1 to 100 letters"))
                .anySatisfy(p -> assertThat(p).contains("exclude each other"));
    }

    @Test
    void aFreezeIsAnEditOfNoOperation() {
        assertThat(parse("{\"action\":\"resume\",\"edit\":{\"freeze\":{\"reason\":\"storm\",\"by\":\"dana\"}}}"))
                .isEqualTo(new Request.Freezing("storm", "dana"));
        assertThat(parse("{\"action\":\"resume\",\"edit\":{\"freeze\":{\"reason\":\"storm\"}}}"))
                .isEqualTo(new Request.Freezing("storm", "a person"));
        assertThat(parse("{\"action\":\"resume\",\"edit\":{\"freeze\":null}}")).isEqualTo(new Request.Unfreezing());
    }

    @Test
    void everythingWrongWithAFreezeIsToldAtOnce() {
        assertThat(problems("{\"action\":\"resume\",\"operation_id\":\"op-1\",\"response\":{\"action\":\"continue\"},"
                        + "\"edit\":{\"freeze\":{\"by\":\"" + "x".repeat(201) + "\",\"why\":\"storm\"}}}"))
                .anySatisfy(p -> assertThat(p).contains("leave operation_id out", "pause_before"))
                .anySatisfy(p -> assertThat(p).contains("edit.freeze comes alone"))
                .anySatisfy(p -> assertThat(p).contains("edit.freeze.reason is missing"))
                .anySatisfy(p -> assertThat(p).contains("edit.freeze.by", "at most 200"))
                .anySatisfy(p -> assertThat(p).contains("edit.freeze.why is not a field here"));
        assertThat(problems("{\"action\":\"resume\",\"edit\":{\"freeze\":true}}"))
                .anySatisfy(p -> assertThat(p).contains("edit.freeze must be an object"));
    }
}
