package io.rdsmaint.local;

import static io.rdsmaint.local.Replies.ask;
import static io.rdsmaint.local.Replies.fail;
import static io.rdsmaint.local.Replies.handOver;
import static io.rdsmaint.local.Replies.reply;
import static io.rdsmaint.local.Replies.step;
import static io.rdsmaint.local.Replies.succeed;
import static io.rdsmaint.local.Replies.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** Operations from start to end, as the generated machine runs them. */
class OperationScenariosTest {
    private static final String INPUT = "{\"params\": {\"type\": \"instance_type_change\"}}";
    private static final String MACHINE = Local.MACHINE_ARN.replace(":stateMachine:", ":execution:") + ":";

    @Test
    void s01_happyPathWithThreeWaitsTakesNineEventsAWaitCycle() {
        try (Bench bench = Bench.scripted(waiting(30), waiting(0), waiting(45), succeed())) {
            String arn = bench.start(INPUT);
            DescribeExecutionResponse ended = bench.end(arn);

            assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(Duration.between(ended.startDate(), ended.stopDate())).isEqualTo(Duration.ofSeconds(75));
            assertThat(bench.script.actions()).containsExactly("start", "step", "step", "step");
            assertThat(bench.history(arn)).hasSize(1 + 2 + 2 + 5 + 2 + 3 * 9 + 2 + 1);
            assertThat(bench.script.invokedArns()).allMatch(one -> one.endsWith(":function:rds-maint-machine:machine"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"continue", "mark_complete"})
    void s02_questionIsAnsweredAndTheOperationGoesOn(String action) {
        try (Bench bench = Bench.scripted(step(), ask("q-1"), succeed())) {
            String arn = bench.start(INPUT);
            JsonNode question = bench.question(1);
            bench.answer(question, "{\"action\": \"" + action + "\", \"comment\": \"go\", \"by\": \"ann\"}");

            assertThat(bench.end(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            JsonNode resume = bench.script.calls().getLast();
            assertThat(resume.path("action").asText()).isEqualTo("resume");
            assertThat(resume.path("question_id").asText()).isEqualTo("q-1");
            assertThat(resume.path("response"))
                    .isEqualTo(Bench.json("{\"action\": \"" + action + "\", \"comment\": \"go\", \"by\": \"ann\"}"));
        }
    }

    @ParameterizedTest
    @CsvSource({"abort,OperationAborted", "rollback,OperationRolledBack"})
    void s03_questionIsAnsweredAndTheOperationEndsOtherwise(String action, String error) {
        try (Bench bench = Bench.scripted(step(), ask("q-1"), step(), waiting(20), fail(error, "op-1 was ended"))) {
            String arn = bench.start(INPUT);
            bench.answer(bench.question(1), "{\"action\": \"" + action + "\"}");

            DescribeExecutionResponse ended = bench.end(arn);
            assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(ended.error()).isEqualTo(error);
            assertThat(ended.cause()).isEqualTo("op-1 was ended");
            assertThat(bench.script.actions()).containsExactly("start", "step", "resume", "step", "step");
        }
    }

    @Test
    void s10_dryRunAnswersThePlan() {
        JsonNode plan = succeed().set("plan", Bench.json("[\"change demo-multi-2\"]"));
        try (Bench bench = Bench.scripted(plan)) {
            DescribeExecutionResponse ended = bench.run("{\"params\": {\"dry_run\": true}}");

            assertThat(Bench.json(ended.output()).path("plan")).isEqualTo(Bench.json("[\"change demo-multi-2\"]"));
        }
    }

    @Test
    void s11_operationIdTakesAnOperationOver() {
        try (Bench bench = Bench.scripted(step(), succeed())) {
            bench.run("{\"operation_id\": \"op-1\"}");

            assertThat(bench.script.actions()).containsExactly("resume", "step");
            assertThat(bench.script.calls().getFirst().path("operation_id").asText())
                    .isEqualTo("op-1");
            assertThat(bench.script.calls().getFirst().has("response")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"operation_id\": null}", "{\"operation_id\": \"nobody\"}"})
    void s11_operationIdThatIsNoneGoesToTheFunctionAsItIs(String input) {
        try (Bench bench = Bench.scripted(fail("InvalidRequest", "no such operation"))) {
            assertThat(bench.run(input).error()).isEqualTo("InvalidRequest");
            assertThat(bench.script.calls().getFirst().path("operation_id"))
                    .isEqualTo(Bench.json(input).path("operation_id"));
        }
    }

    @Test
    void s11_operationIdAndParamsTogetherAreRefusedByTheFunction() {
        try (Bench bench = Bench.scripted(fail("InvalidRequest", "either or"))) {
            DescribeExecutionResponse ended = bench.run("{\"operation_id\": \"op-1\", \"params\": {}}");

            assertThat(ended.error()).isEqualTo("InvalidRequest");
            assertThat(bench.script.actions()).containsExactly("start");
            assertThat(bench.script.calls().getFirst().path("operation_id").asText())
                    .isEqualTo("op-1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ClusterBusy", "InvalidRequest"})
    void s12_refusalsKeepTheirNameAndCauseAndHaveNoOutput(String error) {
        try (Bench bench = Bench.scripted(fail(error, "why"))) {
            DescribeExecutionResponse ended = bench.run(INPUT);

            assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(ended.error()).isEqualTo(error);
            assertThat(ended.cause()).isEqualTo("why");
            assertThat(ended.output()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "\"x\"", "null", "{\"params\": null}"})
    void s13_oddInputReachesTheFunctionAsARequestWithoutParams(String input) {
        try (Bench bench = Bench.scripted(fail("InvalidRequest", "params is missing"))) {
            assertThat(bench.run(input).error()).isEqualTo("InvalidRequest");
            assertThat(bench.script.calls().getFirst().get("params").isNull()).isTrue();
        }
    }

    @Test
    void s23_handOverStartsTheSuccessorThatTakesOver() {
        try (Bench bench = Bench.scripted(handOver("op-1-2"), step(), succeed())) {
            DescribeExecutionResponse first = bench.run(INPUT);
            assertThat(first.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(Bench.json(first.output())
                            .path("successor")
                            .path("execution_name")
                            .asText())
                    .isEqualTo("op-1-2");

            DescribeExecutionResponse second = bench.end(first.executionArn().replaceFirst("[^:]+$", "op-1-2"));
            assertThat(second.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(Bench.json(second.input())).isEqualTo(Bench.json("{\"operation_id\": \"op-1\"}"));
            assertThat(bench.script.actions()).containsExactly("start", "resume", "step");
        }
    }

    @Test
    void s24_handOverNameThatIsTakenLetsThisExecutionGoOnAndTryAnother() {
        try (Bench bench = Bench.scripted(succeed(), handOver("op-1-2"), step(), handOver("op-1-2-1550"), succeed())) {
            bench.sfn.startExecution(
                    r -> r.stateMachineArn(Local.MACHINE_ARN).name("op-1-2").input("{\"operation_id\": \"other\"}"));

            DescribeExecutionResponse first = bench.run(INPUT);
            bench.end(first.executionArn().replaceFirst("[^:]+$", "op-1-2-1550"));

            assertThat(first.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(bench.script.actions()).containsExactly("resume", "start", "step", "step", "resume");
        }
    }

    @Test
    void s24_whoeverHandedOverAndIsToldThatTheSuccessorOwnsTheOperationEndsAsHandedOver() {
        ObjectNode owned = handOver("op-1-2");
        owned.withObjectProperty("successor").put("owns", true);
        try (Bench bench = Bench.scripted(succeed(), handOver("op-1-2"), owned)) {
            bench.sfn.startExecution(
                    r -> r.stateMachineArn(Local.MACHINE_ARN).name("op-1-2").input("{\"operation_id\": \"op-1\"}"));
            bench.end(MACHINE + "op-1-2");

            DescribeExecutionResponse first = bench.run(INPUT);

            assertThat(first.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(bench.history(first.executionArn()))
                    .extracting(e -> e.stateEnteredEventDetails() == null
                            ? ""
                            : e.stateEnteredEventDetails().name())
                    .contains("Handed over");
            assertThat(bench.script.actions()).containsExactly("resume", "start", "step");
        }
    }

    @Test
    void s28_stopInAWaitEndsTheCallsAndALaterExecutionGoesOn() {
        try (Bench bench = Bench.scripted(waiting(600), succeed())) {
            String arn = bench.start(INPUT);
            bench.time.advance(Duration.ofSeconds(10));
            bench.sfn.stopExecution(r -> r.executionArn(arn).error("Stopped").cause("by hand"));

            DescribeExecutionResponse stopped = bench.describe(arn);
            assertThat(stopped.status()).isEqualTo(ExecutionStatus.ABORTED);
            assertThat(stopped.error()).isEqualTo("Stopped");
            bench.time.advance(Duration.ofHours(1));
            assertThat(bench.script.actions()).containsExactly("start");
            assertThat(bench.history(arn).getLast().type()).isEqualTo(HistoryEventType.EXECUTION_ABORTED);
            assertThat(bench.run("{\"operation_id\": \"op-1\"}").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        }
    }

    @Test
    void rulesTellTheFunctionOfAnExecutionThatDidNotEndWell() {
        try (Bench bench = Bench.withRules(reply("wait").put("wait_seconds", 600), succeed())) {
            String arn = bench.start(INPUT);
            bench.time.advance(Duration.ofSeconds(10));
            bench.sfn.stopExecution(r -> r.executionArn(arn));
            bench.time.advance(Duration.ofSeconds(1));

            JsonNode event = bench.script.calls().getLast();
            assertThat(event.path("detail-type").asText()).isEqualTo("Step Functions Execution Status Change");
            assertThat(event.path("source").asText()).isEqualTo("aws.states");
            assertThat(event.path("detail").path("status").asText()).isEqualTo("ABORTED");
            assertThat(event.path("detail").path("executionArn").asText()).isEqualTo(arn);
            assertThat(event.path("detail").path("input").asText()).isEqualTo(INPUT);
        }
    }
}
