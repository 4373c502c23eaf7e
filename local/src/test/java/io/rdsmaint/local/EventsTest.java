package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.events.Event;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.notification.Delivery;
import io.rdsmaint.local.notification.EventSchemas;
import io.rdsmaint.local.notification.InputTransformer.Reading;
import io.rdsmaint.local.notification.Limits;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** All events of many whole runs on the generated machine: as their schemas say, and fit for every receiver. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {
    /** Whatever breaks JSON, markup, lines, or what is not ASCII. */
    private static final String ODD = "it's \"quoted\" \\\" \\ & <!channel> </b> `x` ```\n\tnext\u0007 ünïcödé 🐬";

    private final EventSchemas schemas = new EventSchemas();
    private final Deployed deployed = new Deployed(new DeployedFunction());
    private final Bench bench = deployed.bench;

    @BeforeAll
    void runs() {
        answeredLate();
        endedWithOddTexts("abort");
        endedWithOddTexts("rollback");
        stalledAndTakenOver();
        heldAndEdited();
        functionThatHangs();
        startThatFails();
    }

    @AfterAll
    void close() {
        deployed.close();
    }

    @Test
    void everyEventIsAsItsSchemaSays() {
        assertThat(ours())
                .allSatisfy(event -> assertThat(schemas.problems(event.detailType(), event.detail()))
                        .as(event.detailType())
                        .isEmpty());
        assertThat(ours().map(Event::detailType))
                .contains("OperationStarted", "OperationTakenOver", "OperationEdited", "StepHeld", "StepCompleted")
                .contains("InterventionRequired", "InterventionAnswered", "RollbackStarted", "OperationStalled")
                .contains("OperationCompleted", "OperationAborted", "OperationRolledBack", "OperationFailed");
    }

    @Test
    void everyNotificationReachesItsReceiverHoweverAwsPutsStringsIntoTemplates() {
        List<Delivery> deliveries = ours().flatMap(event ->
                        Stream.of(Reading.values()).flatMap(reading -> Delivery.of(event.json(), reading).stream()))
                .toList();

        assertThat(deliveries).hasSizeGreaterThan(50);
        assertThat(deliveries)
                .allSatisfy(delivery -> assertThat(Limits.problems(delivery))
                        .as(delivery.toString())
                        .isEmpty());
        assertThat(deliveries.stream().map(Delivery::rule).distinct())
                .containsExactlyInAnyOrder(
                        "NotifyAsked",
                        "NotifyAnswered",
                        "NotifyEnded",
                        "NotifyStalled",
                        "NotifyGaveUp",
                        "NotifyNeverBegan",
                        "NotifyNotStarted");
    }

    @Test
    void oddTextsArriveAsTheyAre() {
        assertThat(mails("NotifyAsked")).anyMatch(text -> text.contains("Why: Asked 2 times. " + ODD));
        assertThat(mails("NotifyAsked")).anyMatch(text -> text.contains("Answer abort: " + ODD));
    }

    @Test
    void tokensAreInTheQuestionsEventAndNowhereElse() {
        List<String> tokens = bench.published("InterventionRequired").stream()
                .map(detail -> detail.path("task_token").asText())
                .toList();
        Stream<String> others = Stream.concat(
                ours().filter(event -> !event.detailType().equals("InterventionRequired"))
                        .map(event -> event.json().toString()),
                ours().flatMap(event -> Delivery.of(event.json()).stream())
                        .map(delivery -> delivery.body().toString()));

        assertThat(tokens).isNotEmpty().doesNotContain("");
        assertThat(others).isNotEmpty().noneMatch(text -> tokens.stream().anyMatch(text::contains));
        assertThat(bench.published("InterventionRequired")).allSatisfy(detail -> {
            ObjectNode rest = detail.deepCopy();
            rest.remove(List.of("task_token", "token_command"));
            assertThat(rest.toString()).doesNotContain(detail.path("task_token").asText());
        });
    }

    @Test
    void whatOpensAnAlertIsClosedUnderTheSameKey() {
        List<JsonNode> calls = ours().flatMap(event -> Delivery.of(event.json()).stream())
                .filter(delivery -> delivery.receiver().equals("PagerDuty"))
                .map(Delivery::body)
                .toList();

        assertThat(keys(calls, "trigger")).isNotEmpty();
        assertThat(keys(calls, "resolve")).containsAll(keys(calls, "trigger"));
    }

    @Test
    void aQuestionThatNobodyAnswersGetsLouder() {
        assertThat(bench.published("InterventionRequired").stream()
                        .filter(detail -> detail.at("/question/attempt").asInt() > 1)
                        .map(detail -> detail.at("/notification/severity").asText()))
                .isNotEmpty()
                .containsOnly("warning");
    }

    @Test
    void theCommandInTheNotificationAnswersTheQuestion() {
        deployed.load(Deployed.QUICK);
        JsonNode question = deployed.asking();
        String command = question.at("/notification/message/text")
                .asText()
                .lines()
                .filter(line -> line.contains("\"action\":\"abort\""))
                .findFirst()
                .orElseThrow();
        deployed.invoke("people", command.replaceFirst(".*--payload '", "").replaceFirst("' /dev/stdout", ""));

        assertThat(command.strip())
                .startsWith("aws lambda invoke --region us-east-1 --function-name rds-maint-machine:people ");
        assertThat(bench.end(question.path("execution_arn").asText()).error()).isEqualTo("OperationAborted");
    }

    private Stream<Event> ours() {
        return bench.events.stream().filter(event -> event.source().equals("rds-maint-machine"));
    }

    private Stream<String> mails(String rule) {
        return ours().flatMap(event -> Delivery.of(event.json()).stream())
                .filter(delivery -> delivery.rule().equals(rule))
                .filter(delivery -> delivery.receiver().equals("Mail"))
                .map(delivery -> delivery.body().at("/message/text").asText());
    }

    private static List<String> keys(List<JsonNode> calls, String action) {
        return calls.stream()
                .filter(call -> call.path("event_action").asText().equals(action))
                .map(call -> call.path("dedup_key").asText())
                .distinct()
                .toList();
    }

    private void answeredLate() {
        deployed.load(Deployed.QUICK);
        JsonNode first = deployed.asking();
        JsonNode again = deployed.question(first.path("execution_arn").asText(), 2);
        deployed.end(again, "continue");
    }

    /** The texts of the saved question are replaced; when it is asked again, they are in the event. */
    private void endedWithOddTexts(String action) {
        deployed.load(Deployed.QUICK);
        JsonNode first = deployed.asking();
        String id = first.path("operation_id").asText();
        deployed.rewrite(id, document -> {
            ObjectNode question = (ObjectNode) document.path("question");
            question.put("reason", ODD).put("observed", ODD);
            question.path("options").forEach(option -> ((ObjectNode) option).put("consequence", ODD));
            question.putArray("commands").add("echo " + ODD);
            document.path("steps").forEach(step -> ((ObjectNode) step.path("planned")).put("name", ODD));
        });
        JsonNode again = deployed.question(first.path("execution_arn").asText(), 2);
        ObjectNode answer =
                Json.object().put("action", action).put("comment", ODD).put("by", ODD);
        bench.answer(again, answer.toString());
        bench.end(again.path("execution_arn").asText());
    }

    private void stalledAndTakenOver() {
        deployed.load(Deployed.QUICK);
        JsonNode question = deployed.asking();
        bench.sfn.stopExecution(
                r -> r.executionArn(question.path("execution_arn").asText()));
        bench.time.advance(Duration.ofSeconds(30));
        String next = bench.start("{\"operation_id\": " + question.path("operation_id") + "}");
        deployed.end(deployed.question(next, 1), "abort");
    }

    private void heldAndEdited() {
        deployed.load(Deployed.QUICK);
        String arn = bench.start(
                Deployed.change("demo-multi", "\"window\": \"02:00-04:00\", \"pause_before\": [\"verify\"],", ""));
        assertThat(bench.time.advanceUntil(() -> bench.published("StepHeld").size() > 0, Duration.ofDays(3)))
                .isTrue();
        JsonNode held = bench.published("StepHeld").getLast();
        deployed.invoke(
                "people",
                "{\"action\": \"resume\", \"operation_id\": " + held.at("/data/operation_id")
                        + ", \"edit\": {\"window\": \"always\", \"pause_before\": []}}");
        bench.end(arn);
    }

    private void functionThatHangs() {
        deployed.load(Deployed.QUICK);
        deployed.hang("start");
        bench.run(Deployed.change("demo-multi", "", ""));
        JsonNode question = deployed.asking();
        deployed.hang("resume");
        bench.answer(question, "{\"action\": \"continue\"}");
        bench.end(question.path("execution_arn").asText());
        bench.time.advance(Duration.ofMinutes(1));
        String next = bench.start("{\"operation_id\": " + question.path("operation_id") + "}");
        deployed.end(deployed.question(next, 1), "abort");
    }

    private void startThatFails() {
        deployed.load(Deployed.QUICK);
        bench.local
                .simulator()
                .inject(io.rdsmaint.simulator.faults.Fault.error("DescribeDBClusters", "AccessDenied", 403));
        assertThat(bench.run(Deployed.change("demo-multi", "", "")).error()).isEqualTo("OperationFailed");
    }
}
