package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.AnyOperation;
import io.rdsmaint.engine.Cases;
import io.rdsmaint.engine.EngineResult;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.notification.Runbook;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Any reply about any operation in any state, against the state machine's own definition. */
class ReplyPropertiesTest {
    private final Definition definition = new Definition();

    @Test
    void everyReplyGoesWhereTheFunctionMeansItToAndFitsEveryPathOnItsWay() {
        Cases.each(600, AnyOperation::verdict, verdict -> {
            ObjectNode reply = Reply.of(verdict, Runbook.UNPUBLISHED);

            assertThat(definition.next(reply))
                    .isEqualTo(
                            switch (verdict.next()) {
                                case NextAction.Go _ -> "Execute step";
                                case NextAction.Wait _ -> "Wait for AWS";
                                case NextAction.Ask _ -> "Ask a human";
                                case NextAction.HandOver _ -> "Hand over";
                                case NextAction.HandedOver _ -> "Handed over";
                                case NextAction.Succeed _ -> "Operation succeeded";
                                case NextAction.Fail fail ->
                                    reported(verdict, fail) ? "Report failure" : "Operation failed";
                            });
            Set<String> read = definition.walk(reply);
            if (verdict.next() instanceof NextAction.Ask) {
                assertThat(read)
                        .contains("$.question.deadline_seconds", "$.question.id", "$.notification", "$.pause_reason");
            }
        });
    }

    /** Only of a start that failed nobody else tells. */
    private static boolean reported(EngineResult verdict, NextAction.Fail fail) {
        return fail.code() == NextAction.Code.OPERATION_FAILED
                && verdict.operation().isEmpty();
    }

    @Test
    void everyReplyStaysUnder16KiBAndHasAllFields() {
        Cases.each(600, AnyOperation::verdict, verdict -> {
            ObjectNode reply = Reply.of(verdict, Runbook.UNPUBLISHED);

            assertThat(reply.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(16 * 1024);
            assertThat(reply.properties()).extracting(f -> f.getKey()).containsExactlyElementsOf(ReplyTest.FIELDS);
            Optional.ofNullable(reply.get("successor").get("execution_name"))
                    .ifPresent(name -> assertThat(name.asText()).matches("[A-Za-z0-9_-]{1,80}"));
        });
    }
}
