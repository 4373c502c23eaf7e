package io.rdsmaint.local;

import static io.rdsmaint.local.Replies.ask;
import static io.rdsmaint.local.Replies.step;
import static io.rdsmaint.local.Replies.succeed;
import static io.rdsmaint.local.Replies.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.events.EventBus.BusFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Questions and everything that can come back for them. */
class QuestionScenariosTest {
    private static final String INPUT = "{\"params\": {}}";
    private static final String CONTINUE = "{\"action\": \"continue\"}";

    @Test
    void s04_questionThatTimesOutIsAskedAgain() {
        try (Bench bench = Bench.scripted(ask("q-1", 1, "2"), ask("q-1", 2, "3600"), succeed())) {
            String arn = bench.start(INPUT);
            JsonNode again = bench.question(2);
            assertThat(bench.script.calls().getLast().path("response"))
                    .isEqualTo(Bench.json("{\"Error\": \"States.Timeout\", \"Cause\": \"\"}"));
            bench.answer(again, CONTINUE);

            assertThat(bench.end(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        }
    }

    @Test
    void s05_taskFailureReachesTheFunctionWithWhatItSays() {
        try (Bench bench = Bench.scripted(ask("q-1"), ask("q-1"), ask("q-1"), succeed())) {
            String arn = bench.start(INPUT);
            bench.sfn.sendTaskFailure(
                    r -> r.taskToken(token(bench.question(1))).error("No").cause("not now"));
            bench.sfn.sendTaskFailure(r -> r.taskToken(token(bench.question(2))).error("No"));
            bench.sfn.sendTaskFailure(r -> r.taskToken(token(bench.question(3))));
            bench.end(arn);

            assertThat(responses(bench))
                    .containsExactly(
                            Bench.json("{\"Error\": \"No\", \"Cause\": \"not now\"}"),
                            Bench.json("{\"Error\": \"No\"}"),
                            Bench.json("{}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"States.Runtime", "States.DataLimitExceeded"})
    void s06_taskFailureUnderANameThatCatchAllLeavesOutEndsTheExecution(String error) {
        try (Bench bench = Bench.scripted(ask("q-1"))) {
            String arn = bench.start(INPUT);
            bench.sfn.sendTaskFailure(r -> r.taskToken(token(bench.question(1))).error(error));

            assertThat(bench.end(arn).error()).isEqualTo(error);
        }
    }

    @Test
    void s07_garbageReachesTheFunctionAndTheQuestionIsAskedAgain() {
        List<String> garbage = List.of(
                "\"x\"", "[1]", "null", "7", "{}", "{\"action\": \"dance\"}", "\"" + "x".repeat(200_000) + "\"");
        try (Bench bench = Bench.scripted()) {
            garbage.forEach(_ -> bench.script.then(ask("q-1")));
            bench.script.then(ask("q-1"), succeed());
            String arn = bench.start(INPUT);
            for (int i = 0; i < garbage.size(); i++) {
                bench.answer(bench.question(i + 1), garbage.get(i));
            }
            bench.answer(bench.question(garbage.size() + 1), CONTINUE);

            assertThat(bench.end(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(responses(bench).subList(0, garbage.size()))
                    .isEqualTo(garbage.stream().map(Bench::json).toList());
        }
    }

    @Test
    void s08_garbageBeyondTheDataLimitEndsTheExecutionUncaught() {
        try (Bench bench = Bench.scripted(ask("q-1"))) {
            String arn = bench.start(INPUT);
            bench.answer(bench.question(1), "\"" + "x".repeat(262_000) + "\"");

            DescribeExecutionResponse ended = bench.end(arn);
            assertThat(ended.error()).isEqualTo("States.DataLimitExceeded");
            assertThat(ended.cause())
                    .isEqualTo("The state/task 'Ask a human' returned a result with a size exceeding the maximum number"
                            + " of bytes service limit.");
        }
    }

    @Test
    void s09_outputThatIsNotJsonAndATokenUsedTwiceAreRefused() {
        try (Bench bench = Bench.scripted(ask("q-1"), succeed())) {
            String arn = bench.start(INPUT);
            JsonNode question = bench.question(1);
            assertThatThrownBy(() -> bench.answer(question, "continue")).isInstanceOf(InvalidOutputException.class);
            bench.answer(question, CONTINUE);
            assertThatThrownBy(() -> bench.answer(question, CONTINUE)).isInstanceOf(TaskTimedOutException.class);

            assertThat(bench.end(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "100000000", "\"soon\""})
    void s17_s18_s19_deadlineThatTheMachineCannotWaitForStallsInsteadOfLoopingHot(String deadline) {
        try (Bench bench = Bench.scripted(ask("q-1", 1, deadline))) {
            assertThat(bench.run(INPUT).error()).isEqualTo("OperationStalled");
            assertThat(bench.published("InterventionRequired")).isEmpty();
            assertThat(bench.published("OperationStalled")).hasSize(1);
        }
    }

    @Test
    void s19_theLongestDeadlineIsWaitedFor() {
        try (Bench bench = Bench.scripted(ask("q-1", 1, "99999999"), succeed())) {
            String arn = bench.start(INPUT);
            JsonNode question = bench.question(1);
            bench.time.advance(Duration.ofSeconds(99_999_998));
            bench.answer(question, CONTINUE);

            assertThat(bench.end(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        }
    }

    @Test
    void s25_failedEntryIsRetriedAndThenReachesTheFunctionWhichAsksAgainLater() {
        try (Bench bench = Bench.scripted(ask("q-1"), waiting(60), ask("q-1", 2, "3600"), succeed())) {
            for (int i = 0; i < 6; i++) {
                bench.local.bus().fail(new BusFault.FailedEntries("InternalFailure"));
            }
            String arn = bench.start(INPUT);
            bench.answer(bench.question(1), CONTINUE);

            assertThat(bench.end(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(responses(bench).getFirst().path("Error").asText()).isEqualTo("EventBridge.FailedEntry");
            assertThat(bench.history(arn).stream()
                            .filter(one -> one.typeAsString().equals("TaskSubmitFailed")))
                    .hasSize(6);
        }
    }

    @Test
    void s26_busThatRefusesIsReportedToTheFunctionUnderTheServicesName() {
        try (Bench bench = Bench.scripted(ask("q-1"), waiting(60), ask("q-1", 2, "3600"), succeed())) {
            bench.local.bus().fail(new BusFault.Refused(400, "AccessDeniedException"));
            String arn = bench.start(INPUT);
            bench.answer(bench.question(1), CONTINUE);

            assertThat(bench.end(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(responses(bench).getFirst().path("Error").asText())
                    .isEqualTo("EventBridge.AccessDeniedException");
        }
    }

    @Test
    void s29_stopWhileAHumanIsAskedEndsTheExecutionAndTheToken() {
        try (Bench bench = Bench.scripted(step(), ask("q-1"))) {
            String arn = bench.start(INPUT);
            JsonNode question = bench.question(1);
            bench.sfn.stopExecution(r -> r.executionArn(arn));

            assertThat(bench.describe(arn).status()).isEqualTo(ExecutionStatus.ABORTED);
            assertThatThrownBy(() -> bench.answer(question, CONTINUE)).isInstanceOf(TaskTimedOutException.class);
        }
    }

    private static String token(JsonNode question) {
        return question.path("task_token").asText();
    }

    private static List<JsonNode> responses(Bench bench) {
        return bench.script.calls().stream()
                .filter(call -> call.path("action").asText().equals("resume"))
                .map(call -> call.get("response"))
                .toList();
    }
}
