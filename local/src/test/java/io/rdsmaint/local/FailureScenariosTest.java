package io.rdsmaint.local;

import static io.rdsmaint.local.Replies.fail;
import static io.rdsmaint.local.Replies.reply;
import static io.rdsmaint.local.Replies.step;
import static io.rdsmaint.local.Replies.succeed;
import static io.rdsmaint.local.Replies.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.events.EventBus.BusFault;
import io.rdsmaint.local.lambda.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** A function that is throttled, crashes, hangs or answers nonsense. */
class FailureScenariosTest {
    private static final String INPUT = "{\"params\": {}}";

    @Test
    void s14_throttleThenServiceErrorThenGoodIsRetried() {
        try (Bench bench = Bench.scripted(step(), succeed())) {
            bench.local.faults().when(attempt -> attempt.number() == 2, new Fault.Throttled());
            bench.local.faults().when(attempt -> attempt.number() == 3, new Fault.Lost("ServiceException", false));
            String arn = bench.start(INPUT);

            assertThat(bench.end(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(failures(bench, arn))
                    .containsExactly("Lambda.TooManyRequestsException", "Lambda.ServiceException");
        }
    }

    @Test
    void s15_throttlingBeyondTheRetriesStalls() {
        try (Bench bench = Bench.scripted(step())) {
            for (int i = 0; i < 11; i++) {
                bench.local.faults().when(attempt -> attempt.number() > 1, new Fault.Throttled());
            }
            stalls(bench, "op-1", "Lambda.TooManyRequestsException");
        }
    }

    @Test
    void s15_crashesBeyondTheRetriesStallUnderTheExceptionsName() {
        try (Bench bench = Bench.scripted(step())) {
            for (int i = 0; i < 7; i++) {
                bench.script.thenThrow(new IllegalArgumentException("broken"));
            }
            JsonNode stalled = stalls(bench, "op-1", "java.lang.IllegalArgumentException");
            JsonNode cause = Bench.json(stalled.path("Cause").asText());
            assertThat(cause.path("errorMessage").asText()).isEqualTo("broken");
            assertThat(cause.path("errorType").asText()).isEqualTo("java.lang.IllegalArgumentException");
            assertThat(cause.path("stackTrace").isArray()).isTrue();
        }
    }

    @Test
    void s15_hangingIsEndedByTheFunctionsTimeoutAndStallsInTheEnd() {
        try (Bench bench = Bench.scripted(step())) {
            for (int i = 0; i < 7; i++) {
                bench.local.faults().when(attempt -> attempt.number() > 1, new Fault.Hanging());
            }
            stalls(bench, "op-1", "Sandbox.Timedout");
        }
    }

    @Test
    void s15_crashesAtTheStartStallWithoutAnOperation() {
        try (Bench bench = Bench.scripted()) {
            stalls(bench, "null", "java.lang.IllegalStateException");
        }
    }

    @Test
    void s16_nullReplyIsARuntimeErrorThatNothingCatches() {
        try (Bench bench = Bench.scripted()) {
            bench.script.thenText("null");
            DescribeExecutionResponse ended = bench.run(INPUT);

            assertThat(ended.error()).isEqualTo("States.Runtime");
            assertThat(ended.cause()).contains("Unable to apply Path transformation to null or empty input.");
        }
    }

    @Test
    void s16_otherNonsenseStalls() {
        for (JsonNode nonsense : List.of(Replies.text("hello"), Bench.json("[]"), Bench.json("{}"), reply("dance"))) {
            try (Bench bench = Bench.scripted(nonsense)) {
                assertThat(bench.run(INPUT).error()).isEqualTo("OperationStalled");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "null", "\"30\"", "100000000"})
    void s20_waitThatIsNoneStalls(String seconds) {
        try (Bench bench = Bench.scripted(waiting(seconds))) {
            assertThat(bench.run(INPUT).error()).isEqualTo("OperationStalled");
        }
    }

    @Test
    void s20_waitOfAFractionIsARuntimeErrorThatNothingCatches() {
        try (Bench bench = Bench.scripted(waiting("1.5"))) {
            DescribeExecutionResponse ended = bench.run(INPUT);

            assertThat(ended.error()).isEqualTo("States.Runtime");
            assertThat(ended.cause())
                    .endsWith("The SecondsPath parameter cannot be parsed as a long value: $.wait_seconds == 1.5");
        }
    }

    @Test
    void s21_failWithoutAnErrorStalls() {
        try (Bench bench = Bench.scripted(reply("fail"))) {
            assertThat(bench.run(INPUT).error()).isEqualTo("OperationStalled");
        }
    }

    @Test
    void s22_failWithACauseThatIsTooLongIsARuntimeError() {
        try (Bench bench = Bench.scripted(fail("OperationFailed", "x".repeat(40_000)))) {
            DescribeExecutionResponse ended = bench.run(INPUT);

            assertThat(ended.error()).isEqualTo("States.Runtime");
            assertThat(ended.cause()).contains("more than 32768 characters");
        }
    }

    @Test
    void s27_stalledEvenWhenNobodyCanBeTold() {
        try (Bench bench = Bench.scripted(reply("dance"))) {
            for (int i = 0; i < 6; i++) {
                bench.local.bus().fail(new BusFault.Refused(500, "InternalException"));
            }
            assertThat(bench.run(INPUT).error()).isEqualTo("OperationStalled");
            assertThat(bench.published("OperationStalled")).isEmpty();
        }
    }

    @Test
    void s30_redriveIsRefusedLoudly() {
        try (Bench bench = Bench.scripted(fail("OperationFailed", "why"))) {
            DescribeExecutionResponse ended = bench.run(INPUT);

            assertThatThrownBy(() -> bench.sfn.redriveExecution(r -> r.executionArn(ended.executionArn())))
                    .isInstanceOf(SfnException.class)
                    .hasMessageContaining("'RedriveExecution' of Step Functions is not served here");
        }
    }

    @Test
    void functionThatRunsLongerThanItsTaskMayWaitIsTimedOutByTheTask() {
        String definition = Definitions.task("\"TimeoutSeconds\": 10");
        try (Bench bench = Bench.with(definition)) {
            bench.local.faults().next(new Fault.Hanging());
            DescribeExecutionResponse ended = bench.run("{}");

            assertThat(ended.error()).isEqualTo("States.Timeout");
            assertThat(ended.cause()).isNull();
            assertThat(Duration.between(ended.startDate(), ended.stopDate())).isEqualTo(Duration.ofSeconds(10));
        }
    }

    private static JsonNode stalls(Bench bench, String operation, String error) {
        DescribeExecutionResponse ended = bench.run(INPUT);
        assertThat(ended.error()).isEqualTo("OperationStalled");
        assertThat(ended.cause()).contains(operation).contains(error);
        JsonNode stalled = bench.published("OperationStalled").getFirst().path("stalled");
        assertThat(stalled.path("Error").asText()).isEqualTo(error);
        return stalled;
    }

    private static List<String> failures(Bench bench, String arn) {
        return bench.history(arn).stream()
                .filter(one -> one.taskFailedEventDetails() != null)
                .map(one -> one.taskFailedEventDetails().error())
                .toList();
    }
}
