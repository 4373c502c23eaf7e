package io.rdsmaint.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aws.Calls;
import io.rdsmaint.aws.Lazy;
import io.rdsmaint.aws.StubHttp;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.testkit.TestClients;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

        assertThat(executions(http).mayRun(ARN)).isEqualTo(mayRun);
    }

    @Test
    void anExecutionThatIsForgottenNoLongerRuns() {
        StubHttp http = new StubHttp(r -> new StubHttp.Answer(400, "{\"__type\":\"ExecutionDoesNotExist\"}"));

        assertThat(executions(http).mayRun(ARN)).isFalse();
    }

    @Test
    void whenInDoubtNothingIsSaidAboutAnExecution() {
        StubHttp http = new StubHttp(r -> new StubHttp.Answer(400, "{\"__type\":\"ThrottlingException\"}"));

        assertThatThrownBy(() -> executions(http).mayRun(ARN)).isInstanceOf(TransientFailure.class);
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
                new Calls(TestClients.PLACE));
    }
}
