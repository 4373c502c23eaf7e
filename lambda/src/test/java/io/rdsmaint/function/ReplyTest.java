package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.EngineResult;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.notification.Runbook;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the reply says. That it fits the state machine, whatever the operation, is in {@link ReplyPropertiesTest}. */
class ReplyTest {
    static final List<String> FIELDS = List.of(
            "operation_id",
            "operation_type",
            "operation_state",
            "target",
            "cluster_id",
            "region",
            "calls",
            "version",
            "wake",
            "next",
            "wait_seconds",
            "step_index",
            "step_count",
            "step_name",
            "step_action",
            "step_state",
            "wait_condition",
            "pause_reason",
            "question",
            "notification",
            "successor",
            "error",
            "summary",
            "plan",
            "plan_hash",
            "function_version");
    private final Operation everything = new Samples().everythingSet();

    private static EngineResult verdict(Optional<Operation> operation, NextAction next) {
        return new EngineResult(operation, next, "what happened", List.of());
    }

    @Test
    void theFirstStepHasIndexZeroNotNothing() {
        assertThat(Reply.of(verdict(Optional.of(everything), new NextAction.Go()), Runbook.UNPUBLISHED)
                        .get("step_index")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void secondsAreWhatAWaitStateTakes() {
        assertThat(Reply.of(verdict(Optional.of(everything), new NextAction.Wait(-3)), Runbook.UNPUBLISHED)
                        .get("wait_seconds")
                        .asLong())
                .isZero();
        assertThat(Reply.of(verdict(Optional.of(everything), new NextAction.Wait(Long.MAX_VALUE)), Runbook.UNPUBLISHED)
                        .get("wait_seconds")
                        .asLong())
                .isEqualTo(99_999_999);
    }

    @Test
    void aQuestionCarriesItsOptionsAndReadyCommands() {
        ObjectNode reply = Reply.of(verdict(Optional.of(everything), new NextAction.Ask()), Runbook.UNPUBLISHED);

        assertThat(reply.at("/question/id").asText()).isEqualTo("q1");
        assertThat(reply.at("/question/deadline_seconds").asInt()).isEqualTo(60);
        assertThat(reply.at("/question/options/0/action").asText()).isEqualTo("abort");
        assertThat(reply.at("/question/commands").toString())
                .contains("send-task-success")
                .contains("$TASK_TOKEN")
                .contains("{\\\"action\\\":\\\"abort\\\"}");
        assertThat(reply.get("pause_reason").asText()).contains("why").contains("Asked 2 times");
    }

    @Test
    void aFailureNamesItsOperation() {
        ObjectNode reply = Reply.of(
                verdict(
                        Optional.of(everything),
                        new NextAction.Fail(NextAction.Code.OPERATION_ABORTED, "stopped by dana")),
                Runbook.UNPUBLISHED);

        assertThat(reply.at("/error/code").asText()).isEqualTo("OperationAborted");
        assertThat(reply.at("/error/cause").asText()).contains(everything.id()).contains("stopped by dana");
    }

    @Test
    void theReplyStaysUnderSixteenKibibytesHoweverLongTheTexts() {
        String endless = "„ü\"\n".repeat(20_000);
        EngineResult huge = new EngineResult(
                Optional.of(everything),
                new NextAction.Fail(NextAction.Code.OPERATION_FAILED, endless),
                endless,
                Collections.nCopies(120, endless));

        ObjectNode reply = Reply.of(huge, Runbook.UNPUBLISHED);

        assertThat(reply.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(16 * 1024);
        assertThat(reply.get("plan")).hasSize(120);
    }
}
