package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** The API as the SDK sees it. */
class StepFunctionsApiTest {
    private static final String WAIT = Definitions.of("\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true");
    private static final String ASK = Definitions.of("""
            "Type": "Task", "End": true, "Resource": "arn:aws:states:::events:putEvents.waitForTaskToken",
            "HeartbeatSeconds": 60, "TimeoutSeconds": 600, "Parameters": {"Entries": [{
              "Source": "rds-maint-machine", "DetailType": "InterventionRequired",
              "Detail": {"task_token.$": "$$.Task.Token"}}]}
            """);

    private final Bench bench = Bench.with(WAIT);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void machinesAreCreatedOnceDescribedAndListed() {
        String arn = create("other", WAIT);

        assertThat(create("other", WAIT)).isEqualTo(arn);
        assertThat(bench.sfn.describeStateMachine(r -> r.stateMachineArn(arn)).definition())
                .isEqualTo(WAIT);
        assertThat(bench.sfn.listStateMachines().stateMachines())
                .extracting(one -> one.name())
                .containsExactly("rds-maint-machine", "other");
        assertThatThrownBy(() -> create("other", Definitions.pass("\"Result\": 1")))
                .isInstanceOf(StateMachineAlreadyExistsException.class);
        assertThatThrownBy(() -> create("third", "{}"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("These fields are required: [States, StartAt] at /");
        assertThatThrownBy(() -> bench.sfn.describeStateMachine(r -> r.stateMachineArn(arn + "x")))
                .isInstanceOf(StateMachineDoesNotExistException.class);
    }

    private String create(String name, String definition) {
        return bench.sfn
                .createStateMachine(
                        r -> r.name(name).definition(definition).roleArn("arn:aws:iam::123456789012:role/r"))
                .stateMachineArn();
    }

    @Test
    void sameNameAndInputWhileOpenIsTheSameExecution() {
        String first = start("one", "{\"a\": 1}");

        assertThat(start("one", "{\"a\": 1}")).isEqualTo(first);
        assertThatThrownBy(() -> start("one", "{\"a\": 2}")).isInstanceOf(ExecutionAlreadyExistsException.class);
        bench.end(first);
        assertThatThrownBy(() -> start("one", "{\"a\": 1}")).isInstanceOf(ExecutionAlreadyExistsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a:b", "a*", "a{", "a\u0007"})
    void namesWithForbiddenCharactersAreRefused(String name) {
        assertThatThrownBy(() -> start(name, "{}")).isInstanceOf(InvalidNameException.class);
    }

    @Test
    void namesHaveEightyCharactersAtMost() {
        assertThat(start("x".repeat(80), "{}")).endsWith("x".repeat(80));
        assertThatThrownBy(() -> start("x".repeat(81), "{}")).isInstanceOf(InvalidNameException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{'a': 1}", "", "{} {}"})
    void inputThatIsNotJsonIsRefused(String input) {
        assertThatThrownBy(() -> start("odd", input)).isInstanceOf(InvalidExecutionInputException.class);
    }

    private String start(String name, String input) {
        return bench.sfn
                .startExecution(
                        r -> r.stateMachineArn(Local.MACHINE_ARN).name(name).input(input))
                .executionArn();
    }

    @Test
    void arnsAreChecked() {
        assertThatThrownBy(() -> bench.describe("nonsense")).isInstanceOf(InvalidArnException.class);
        assertThatThrownBy(() -> bench.describe("arn:aws:states:us-east-1:123456789012:execution:m:none"))
                .isInstanceOf(ExecutionDoesNotExistException.class);
    }

    @Test
    void executionsAreListedNewestFirstInPagesAndByStatus() {
        start("one", "{}");
        start("two", "{}");
        start("three", "{}");
        bench.sfn.stopExecution(r -> r.executionArn(start("two", "{}")));

        assertThat(bench
                        .sfn
                        .listExecutionsPaginator(
                                r -> r.stateMachineArn(Local.MACHINE_ARN).maxResults(2))
                        .executions()
                        .stream()
                        .map(one -> one.name()))
                .containsExactly("three", "two", "one");
        assertThat(bench.sfn
                        .listExecutions(
                                r -> r.stateMachineArn(Local.MACHINE_ARN).statusFilter(ExecutionStatus.ABORTED))
                        .executions())
                .hasSize(1);
    }

    @Test
    void historyIsPagedAndCanBeReversedAndWithoutData() {
        String arn = bench.run("{\"a\": 1}").executionArn();
        GetExecutionHistoryResponse page =
                bench.sfn.getExecutionHistory(r -> r.executionArn(arn).maxResults(3));

        assertThat(page.events())
                .extracting(HistoryEvent::typeAsString)
                .containsExactly("ExecutionStarted", "WaitStateEntered", "WaitStateExited");
        assertThat(page.events()).extracting(HistoryEvent::previousEventId).containsExactly(0L, 0L, 2L);
        assertThat(page.nextToken()).isNotNull();
        List<HistoryEvent> reversed = bench.sfn
                .getExecutionHistory(r -> r.executionArn(arn).reverseOrder(true).includeExecutionData(false))
                .events();
        assertThat(reversed)
                .extracting(HistoryEvent::typeAsString)
                .containsExactly("ExecutionSucceeded", "WaitStateExited", "WaitStateEntered", "ExecutionStarted");
        assertThat(reversed.getLast().executionStartedEventDetails().input()).isNull();
    }

    @Test
    void theTokenOfATaskIsInTheHistory() {
        try (Bench asking = Bench.with(ASK)) {
            String arn = asking.start("{}");
            String token = asking.question(1).path("task_token").asText();

            HistoryEvent scheduled = asking.history(arn).stream()
                    .filter(one -> one.taskScheduledEventDetails() != null)
                    .findFirst()
                    .orElseThrow();
            assertThat(scheduled.taskScheduledEventDetails().parameters()).contains(token);
            assertThat(scheduled.taskScheduledEventDetails().resource()).isEqualTo("putEvents.waitForTaskToken");
            assertThat(scheduled.taskScheduledEventDetails().timeoutInSeconds()).isEqualTo(600);
            assertThat(asking.history(arn).getLast().typeAsString()).isEqualTo("TaskSubmitted");
        }
    }

    @Test
    void heartbeatsKeepATaskAliveUntilTheyStop() {
        try (Bench asking = Bench.with(ASK)) {
            String arn = asking.start("{}");
            String token = asking.question(1).path("task_token").asText();
            for (int i = 0; i < 3; i++) {
                asking.time.advance(Duration.ofSeconds(50));
                asking.sfn.sendTaskHeartbeat(r -> r.taskToken(token));
            }
            assertThat(asking.describe(arn).status()).isEqualTo(ExecutionStatus.RUNNING);
            asking.time.advance(Duration.ofSeconds(61));

            assertThat(asking.describe(arn).error()).isEqualTo("States.HeartbeatTimeout");
            assertThatThrownBy(() -> asking.sfn.sendTaskHeartbeat(r -> r.taskToken(token)))
                    .isInstanceOf(TaskTimedOutException.class);
        }
    }

    @Test
    void tokensThatNobodyGaveAreRefused() {
        assertThatThrownBy(() ->
                        bench.sfn.sendTaskSuccess(r -> r.taskToken("short").output("{}")))
                .isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> bench.sfn.sendTaskFailure(r -> r.taskToken("A".repeat(500))))
                .isInstanceOf(TaskDoesNotExistException.class);
    }
}
