package io.rdsmaint.gateway.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Executions;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.Lazy;
import io.rdsmaint.gateway.StubHttp;
import io.rdsmaint.testkit.TestClients;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.SfnClient;

class StepFunctionsExecutionsTest {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:execution:rds-maint-machine:one";
    private static final ObjectNode CONTINUE =
            JsonNodeFactory.instance.objectNode().put("action", "continue");

    @ParameterizedTest
    @CsvSource({
        "RUNNING,true",
        "PENDING_REDRIVE,true",
        "A_WORD_OF_TOMORROW,true",
        "SUCCEEDED,false",
        "FAILED,false",
        "TIMED_OUT,false",
        "ABORTED,false"
    })
    void anExecutionMayRunUnlessItSurelyEnded(String status, boolean mayRun) {
        StubHttp http = new StubHttp(r -> new StubHttp.Answer(200, "{\"status\":\"" + status + "\"}"));

        assertThat(executions(http).find(ARN)).map(Executions.Execution::mayRun).contains(mayRun);
    }

    @Test
    void anExecutionThatIsNotShownIsNotFound() {
        StubHttp http = new StubHttp(r -> new StubHttp.Answer(400, "{\"__type\":\"ExecutionDoesNotExist\"}"));

        assertThat(executions(http).find(ARN)).isEmpty();
    }

    @Test
    void whenInDoubtNothingIsSaidAboutAnExecution() {
        StubHttp http = new StubHttp(r -> new StubHttp.Answer(400, "{\"__type\":\"ThrottlingException\"}"));

        assertThatThrownBy(() -> executions(http).find(ARN)).isInstanceOf(TransientFailure.class);
    }

    @Test
    void anAnswerCompletesTheTaskThatWaitsWithTheQuestion() {
        StubHttp http = history("TaskSubmitted", "TaskStarted", asking("q-3"), "TaskStateEntered");

        executions(http).answer(ARN, "q-3", CONTINUE);

        assertThat(http.asked()).hasSize(2);
        assertThat(http.asked().getLast().header("X-Amz-Target")).endsWith("SendTaskSuccess");
        assertThat(http.asked().getLast().body())
                .contains("\"taskToken\":\"secret-token\"", "{\\\"action\\\":\\\"continue\\\"}");
    }

    @Test
    void anAnswerToAnotherQuestionIsRefused() {
        StubHttp http = history("TaskSubmitted", "TaskStarted", asking("q-4"));

        assertThatThrownBy(() -> executions(http).answer(ARN, "q-3", CONTINUE))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContainingAll("q-3", "status action")
                .hasMessageNotContaining("secret-token");
        assertThat(http.asked()).hasSize(1);
    }

    @Test
    void anAnswerToAQuestionThatWasAnsweredIsRefused() {
        StubHttp http = history("WaitStateEntered", "TaskStateExited", "TaskSucceeded", "TaskSubmitted", asking("q-3"));

        assertThatThrownBy(() -> executions(http).answer(ARN, "q-3", CONTINUE)).isInstanceOf(InvalidRequest.class);
        assertThat(http.asked()).hasSize(1);
    }

    @Test
    void aTaskOfAnotherKindIsNoQuestion() {
        String lambda = """
                {"id":3,"type":"TaskScheduled","timestamp":1,"taskScheduledEventDetails":{"resourceType":"lambda",\
                "resource":"invoke","region":"us-east-1","parameters":"{}"}}""";
        StubHttp http = history("TaskStarted", lambda);

        assertThatThrownBy(() -> executions(http).answer(ARN, "q-3", CONTINUE)).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void aTokenThatWasUsedAMomentAgoIsRefusedWithoutShowingIt() {
        StubHttp http = new StubHttp(r -> r.header("X-Amz-Target").endsWith("SendTaskSuccess")
                ? new StubHttp.Answer(400, "{\"__type\":\"TaskTimedOut\",\"message\":\"Task timed out\"}")
                : new StubHttp.Answer(200, events(List.of(asking("q-3")))));

        assertThatThrownBy(() -> executions(http).answer(ARN, "q-3", CONTINUE))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageNotContaining("secret-token");
    }

    @Test
    void anExecutionIsDescribedWithItsInputsOperationAndItsEnd() {
        StubHttp http = new StubHttp(r -> new StubHttp.Answer(
                200,
                "{\"status\":\"ABORTED\",\"stopDate\":1772330400,\"input\":\"{\\\"operation_id\\\":\\\"op-1\\\"}\"}"));

        assertThat(executions(http).find(ARN))
                .contains(new Executions.Execution(
                        false, Optional.of("op-1"), Optional.of(Instant.parse("2026-03-01T02:00:00Z"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "null", "{\"operation_id\": 7}", "no JSON"})
    void anInputThatNamesNoOperationIsNone(String input) {
        String said = JsonNodeFactory.instance
                .objectNode()
                .put("status", "RUNNING")
                .put("input", input)
                .toString();

        assertThat(executions(new StubHttp(r -> new StubHttp.Answer(200, said))).find(ARN))
                .contains(new Executions.Execution(true, Optional.empty(), Optional.empty()));
    }

    @Test
    void theLastReplyIsTheNewestStateThatHasOne() {
        StubHttp http = history(
                "ExecutionAborted",
                entered(
                        "{\"operation_id\":\"op-1\",\"next\":\"wait\",\"version\":12,\"wait_seconds\":60,\"question\":null}"),
                exited("{\"operation_id\":\"op-1\",\"next\":\"step\",\"version\":11}"));

        assertThat(executions(http).lastReply(ARN))
                .contains(new Executions.LastReply(OptionalLong.of(12), Optional.empty(), 60));
    }

    @Test
    void aReplyOfAnEarlierReleaseHasNoVersionButPerhapsAQuestion() {
        StubHttp http = history(
                "ExecutionAborted",
                entered(
                        "{\"operation_id\":\"op-1\",\"next\":\"ask\",\"question\":{\"id\":\"op-1-q2\"},\"wait_seconds\":null}"));

        assertThat(executions(http).lastReply(ARN))
                .contains(new Executions.LastReply(OptionalLong.empty(), Optional.of("op-1-q2"), 0));
    }

    @Test
    void whatIsNoReplyIsPassedOver() {
        StubHttp http = history(
                "ExecutionFailed",
                entered("{\"operation_id\":\"op-1\"}"),
                entered("[1]"),
                "TaskFailed",
                exited("{\"operation_id\":\"op-1\",\"next\":\"wait\",\"version\":3}"));

        assertThat(executions(http).lastReply(ARN))
                .map(Executions.LastReply::version)
                .contains(OptionalLong.of(3));
        assertThat(executions(history("ExecutionStarted")).lastReply(ARN)).isEmpty();
        assertThat(executions(new StubHttp(r -> new StubHttp.Answer(400, "{\"__type\":\"ExecutionDoesNotExist\"}")))
                        .lastReply(ARN))
                .isEmpty();
    }

    private static String entered(String input) {
        return state("TaskStateEntered", "stateEnteredEventDetails", "input", input);
    }

    private static String exited(String output) {
        return state("TaskStateExited", "stateExitedEventDetails", "output", output);
    }

    private static String state(String type, String details, String field, String data) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("id", 3)
                .put("timestamp", 1)
                .put("type", type);
        event.putObject(details).put("name", "Execute step").put(field, data);
        return event.toString();
    }

    private static StubHttp history(String... newestFirst) {
        return new StubHttp(r -> new StubHttp.Answer(
                200, r.header("X-Amz-Target").endsWith("GetExecutionHistory") ? events(List.of(newestFirst)) : "{}"));
    }

    private static String events(List<String> newestFirst) {
        return newestFirst.stream()
                .map(e -> e.startsWith("{") ? e : "{\"id\":1,\"timestamp\":1,\"type\":\"" + e + "\"}")
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    private static String asking(String question) {
        String detail = "{\"task_token\":\"secret-token\",\"question\":{\"id\":\"" + question + "\"}}";
        String parameters = "{\"Entries\":[{\"Detail\":" + detail + ",\"Source\":\"rds-maint-machine\"}]}";
        return """
                {"id":3,"type":"TaskScheduled","timestamp":1,"taskScheduledEventDetails":{"resourceType":"events",\
                "resource":"putEvents.waitForTaskToken","region":"us-east-1","parameters":"PARAMETERS"}}""".replace("PARAMETERS", parameters.replace("\"", "\\\""));
    }

    private static StepFunctionsExecutions executions(StubHttp http) {
        return new StepFunctionsExecutions(
                new Lazy<>(() ->
                        TestClients.over(http, InstantSource.system()).reading(SfnClient.builder(), TestClients.PLACE)),
                new ErrorTranslation(TestClients.PLACE));
    }
}
