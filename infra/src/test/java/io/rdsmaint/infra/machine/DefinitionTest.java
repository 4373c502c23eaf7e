package io.rdsmaint.infra.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.infra.Deployments;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DefinitionTest {
    private static final JsonNode STATES = Deployments.standard().definition().path("States");

    @Test
    void statesAreNamedForPeopleAndSayWhatTheyAreFor() {
        assertThat(STATES.propertyStream().map(Map.Entry::getKey))
                .contains("New or existing?", "Start operation", "Take over operation", "Execute step", "What next?")
                .contains("Wait for AWS", "Ask a human", "Resume operation", "Hand over", "Handed over")
                .contains("Operation succeeded", "Operation failed", "Operation stalled");
        assertThat(STATES.valueStream())
                .allSatisfy(state -> assertThat(state.path("Comment").asText()).isNotBlank());
    }

    @Test
    void everyCallOfTheFunctionHasTheSameContract() {
        List<JsonNode> calls = calls().toList();
        assertThat(calls).hasSize(4).allSatisfy(call -> {
            assertThat(call.path("OutputPath").asText()).isEqualTo("$.Payload");
            assertThat(call.path("TimeoutSeconds").asInt()).isEqualTo(120);
            assertThat(call.at("/Parameters/FunctionName").asText()).isEqualTo("${MachineAlias}");
            assertThat(call.at("/Parameters/Payload/execution_arn.$").asText()).isEqualTo("$$.Execution.Id");
            assertThat(call.at("/Catch/0/ResultPath").asText()).isEqualTo("$.stalled");
            assertThat(call.at("/Catch/0/Next").asText()).isEqualTo("Report stalled");
        });
    }

    @Test
    void callsAreRetriedSoonWhereTheFunctionDidNotRunAndLateWhereItMayBeRunning() {
        assertThat(calls()).allSatisfy(call -> {
            assertThat(errors(call.at("/Retry/0"))).containsExactly("Lambda.TooManyRequestsException");
            assertThat(call.at("/Retry/0/IntervalSeconds").asInt()).isEqualTo(2);
            assertThat(errors(call.at("/Retry/1")))
                    .containsExactlyInAnyOrder(
                            "States.Timeout",
                            "Lambda.ServiceException",
                            "Lambda.AWSLambdaException",
                            "Lambda.SdkClientException",
                            "Lambda.ClientExecutionTimeoutException",
                            "Lambda.Unknown",
                            "States.TaskFailed");
            assertThat(call.at("/Retry/1/IntervalSeconds").asInt()).isEqualTo(90);
            assertThat(call.path("Retry").valueStream()).hasSize(2).allSatisfy(retry -> {
                assertThat(retry.path("JitterStrategy").asText()).isEqualTo("FULL");
                assertThat(retry.path("BackoffRate").asInt()).isGreaterThan(1);
                assertThat(retry.path("MaxDelaySeconds").asInt()).isPositive();
            });
        });
    }

    @Test
    void startSaysWhichExecutionStartsWhatAndWhen() {
        JsonNode payload = STATES.path("Start operation").at("/Parameters/Payload");
        assertThat(payload.path("operation_id.$").asText()).isEqualTo("$.operation_id");
        assertThat(payload.path("params.$").asText()).isEqualTo("$.params");
        assertThat(payload.path("execution_started_at.$").asText()).isEqualTo("$$.Execution.StartTime");
    }

    @Test
    void whatPeopleAnswerIsPassedOnAsData() {
        JsonNode ask = STATES.path("Ask a human");
        assertThat(ask.path("Resource").asText()).isEqualTo("arn:aws:states:::events:putEvents.waitForTaskToken");
        assertThat(ask.path("TimeoutSecondsPath").asText()).isEqualTo("$.question.deadline_seconds");
        assertThat(ask.path("ResultPath").asText()).isEqualTo("$.answer");
        assertThat(ask.at("/Catch/0/ResultPath").asText()).isEqualTo("$.answer");
        assertThat(ask.at("/Catch/0/Next").asText()).isEqualTo("Resume operation");
        assertThat(errors(ask.at("/Retry/0"))).allMatch(error -> error.startsWith("EventBridge."));
        JsonNode resume = STATES.path("Resume operation").at("/Parameters/Payload");
        assertThat(resume.path("question_id.$").asText()).isEqualTo("$.question.id");
        assertThat(resume.path("response.$").asText()).isEqualTo("$.answer");
    }

    @Test
    void theTokenIsInTheQuestionOnly() {
        assertThat(STATES.propertyStream()
                        .filter(state -> state.getValue().toString().contains("Task.Token")))
                .extracting(Map.Entry::getKey)
                .containsExactly("Ask a human");
    }

    private static final JsonNode WAKING =
            Deployments.with(Map.of("wake", "true")).definition().path("States");

    @Test
    void noWaitIsEndedByAnEventUnlessThatIsWanted() {
        assertThat(STATES.toString()).doesNotContain("wake").doesNotContain("event\"");
        assertThat(STATES.propertyStream()
                        .filter(state -> !state.getKey().equals("What next?"))
                        .toList())
                .as("all other states are the same with such waits")
                .isSubsetOf(WAKING.propertyStream().toList());
    }

    @Test
    void aWaitThatAnEventMayEndIsAsLongAsThePlainOneAndGivesWayToIt() {
        JsonNode wait = WAKING.path("Wait for AWS or an event");
        assertThat(wait.path("Resource").asText())
                .isEqualTo("arn:aws:states:::aws-sdk:dynamodb:putItem.waitForTaskToken");
        assertThat(wait.path("TimeoutSecondsPath").asText()).isEqualTo("$.wait_seconds");
        assertThat(wait.path("ResultPath").isNull()).isTrue();
        assertThat(wait.path("Next").asText()).isEqualTo("Let AWS catch up");
        assertThat(wait.path("Catch")
                        .valueStream()
                        .map(one -> errors(one) + " " + one.path("Next").asText()))
                .containsExactly("[States.Timeout] Execute step", "[States.ALL] Wait for AWS");
        assertThat(wait.path("Catch").valueStream())
                .allMatch(one -> one.path("ResultPath").isNull());
        assertThat(wait.has("Retry")).isFalse();
        JsonNode item = wait.at("/Parameters/Item");
        assertThat(item.at("/pk/S.$").asText()).isEqualTo("States.Format('WAKE#{}', $.operation_id)");
        assertThat(item.at("/token/S.$").asText()).isEqualTo("$$.Task.Token");
        assertThat(item.at("/execution_arn/S.$").asText()).isEqualTo("$$.Execution.Id");
        assertThat(item.at("/expires_at/N.$").asText()).contains("$.wake.expires_at");
    }

    @Test
    void inABucketItIsAnObjectOfItsOwn() {
        JsonNode wait = Deployments.with(Map.of("wake", "true", "store", "s3"))
                .definition()
                .path("States")
                .path("Wait for AWS or an event");
        assertThat(wait.path("Resource").asText()).isEqualTo("arn:aws:states:::aws-sdk:s3:putObject.waitForTaskToken");
        assertThat(wait.at("/Parameters/Key.$").asText())
                .isEqualTo("States.Format('wake/{}/{}', $.wake.resource, $.operation_id)");
        assertThat(wait.at("/Parameters/Body/token.$").asText()).isEqualTo("$$.Task.Token");
    }

    @Test
    void whateverEventsComeNobodyLooksWithoutAPause() {
        assertThat(WAKING.path("Let AWS catch up").path("SecondsPath").asText()).isEqualTo("$.wake.pause_seconds");
        assertThat(WAKING.path("Let AWS catch up").path("Next").asText()).isEqualTo("Look after an event");
        assertThat(WAKING.path("Wait after an event").path("Next").asText()).isEqualTo("Look after an event");
        JsonNode payload = WAKING.path("Look after an event").at("/Parameters/Payload");
        assertThat(payload.path("action").asText()).isEqualTo("step");
        assertThat(payload.path("woken").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("looks.$", "fruitless.$", "quiet_until.$");
        assertThat(WAKING.path("Execute step")).isEqualTo(STATES.path("Execute step"));
    }

    @Test
    void theTokenOfAWaitIsInItsItemOnly() {
        assertThat(WAKING.propertyStream()
                        .filter(state -> state.getValue().toString().contains("Task.Token")))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("Ask a human", "Wait for AWS or an event");
    }

    @Test
    void everyEventOfTheMachineCarriesWordsForPeopleIfThereAreAny() {
        for (String state : List.of("Ask a human", "Report failure")) {
            assertThat(STATES.path(state)
                            .at("/Parameters/Entries/0/Detail/notification.$")
                            .asText())
                    .isEqualTo("$.notification");
        }
    }

    @Test
    void aFailedStartIsToldAndThenEndsAsItWould() {
        JsonNode report = STATES.path("Report failure");
        assertThat(report.at("/Parameters/Entries/0/DetailType").asText()).isEqualTo("OperationFailed");
        assertThat(report.path("Next").asText()).isEqualTo("Operation failed");
        assertThat(report.at("/Catch/0/Next").asText()).isEqualTo("Operation failed");
    }

    @Test
    void theSuccessorGetsTheOperationAndNothingElse() {
        JsonNode handOver = STATES.path("Hand over");
        assertThat(handOver.at("/Parameters/StateMachineArn.$").asText()).isEqualTo("$$.StateMachine.Id");
        assertThat(handOver.at("/Parameters/Input").toString()).isEqualTo("{\"operation_id.$\":\"$.operation_id\"}");
        assertThat(handOver.path("Next").asText()).isEqualTo("Handed over");
        assertThat(handOver.path("Catch"))
                .as("whatever kept it from being started, a name that is taken included")
                .singleElement()
                .satisfies(c -> assertThat(c.path("Next").asText()).isEqualTo("Execute step"));
    }

    @Test
    void choicesHaveADefault() {
        assertThat(STATES.valueStream()
                        .filter(state -> state.path("Type").asText().equals("Choice")))
                .hasSize(2)
                .allMatch(choice -> choice.has("Default"));
    }

    private static Stream<JsonNode> calls() {
        return STATES.valueStream()
                .filter(state -> state.path("Resource").asText().equals("arn:aws:states:::lambda:invoke"));
    }

    private static List<String> errors(JsonNode retry) {
        return retry.path("ErrorEquals").valueStream().map(JsonNode::asText).toList();
    }
}
