package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.EngineResult;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.Seen;
import io.rdsmaint.notification.Runbook;
import io.rdsmaint.testkit.engine.Families;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code calls} and {@code version}: told in each reply, and taken back by the requests of a machine that passes them on. */
class SeenFieldsTest {
    private static final String STEP = "{'action': 'step', 'operation_id': 'op-1', 'execution_arn': 'e'%s}";
    private static final String RESUME =
            "{'action': 'resume', 'operation_id': 'op-1', 'execution_arn': 'e', 'question_id': 'q',"
                    + " 'response': {'action': 'continue'}%s}";

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final RequestParser parser = new RequestParser(
            Settings.from(Map.of(
                    "AWS_REGION", "us-east-1",
                    "TABLE_NAME", "t",
                    "EVENT_BUS_NAME", "b",
                    "DEPLOYMENT", "d",
                    "ALLOWED_CLUSTERS", "*")),
            Families.named("t", "instance_type_change", "storage_type_change", "engine_upgrade", "instance_cycle"));

    private Request parse(String form, String more) throws IOException {
        return parser.parse(mapper.readTree(form.formatted(more).replace('\'', '"')));
    }

    @Test
    void aStepMayBringThem() throws IOException {
        assertThat(parse(STEP, ", 'calls': 7, 'version': 12"))
                .isEqualTo(new Request.Step("op-1", "e", new Seen(7, 12)));
        assertThat(parse(STEP, "")).isEqualTo(new Request.Step("op-1", "e", Seen.NOTHING));
        assertThat(parse(STEP, ", 'calls': null, 'version': null"))
                .isEqualTo(new Request.Step("op-1", "e", Seen.NOTHING));
    }

    @Test
    void aResumeOfTheMachineMayBringThem() throws IOException {
        assertThat(parse(RESUME, ", 'calls': 7, 'version': 12"))
                .isInstanceOfSatisfying(
                        Request.Resume.class,
                        r -> assertThat(r.resume())
                                .isInstanceOfSatisfying(
                                        ResumeRequest.Answer.class,
                                        answer -> assertThat(answer.seen()).isEqualTo(new Seen(7, 12))));
    }

    @Test
    void aPersonHasSeenNothingThatCounts() {
        assertThatThrownBy(() -> parse(
                        "{'action': 'resume', 'operation_id': 'op-1', 'question_id': 'q', 'version': 12%s,"
                                + " 'response': {'action': 'continue'}}",
                        ""))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("calls and version are for the state machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {", 'version': -1", ", 'version': '12'", ", 'calls': 1.5", ", 'calls': 9999999999"})
    void nothingElseIsTaken(String field) {
        assertThatThrownBy(() -> parse(STEP, field)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> parse(RESUME, field)).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void aReplyTellsThemWhereThereIsAnOperation() {
        Operation op = new Samples().everythingSet();
        ObjectNode reply =
                Reply.of(new EngineResult(Optional.of(op), new NextAction.Go(), "", List.of()), Runbook.UNPUBLISHED);
        ObjectNode without = Reply.of(
                new EngineResult(Optional.empty(), new NextAction.Succeed(), "", List.of()), Runbook.UNPUBLISHED);

        assertThat(reply.path("version").asLong()).isEqualTo(op.version());
        assertThat(reply.path("calls").asInt()).isEqualTo(op.owner().calls());
        assertThat(without.get("version").isNull()).isTrue();
        assertThat(without.get("calls").isNull()).isTrue();
    }
}
