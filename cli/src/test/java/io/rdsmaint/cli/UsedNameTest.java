package io.rdsmaint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsedNameTest {
    private static final String INPUT =
            "{'params': {'type': 'instance_cycle', 'cluster_id': 'orders', 'requested_by': '%s', 'params': {'min_readers': 1}}}";

    private static JsonNode json(String text) throws JsonProcessingException {
        return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    }

    private static DeploymentClient.Execution execution(String status, String input, String output)
            throws JsonProcessingException {
        boolean running = status.equals("RUNNING");
        return new DeploymentClient.Execution(
                "arn:aws:states:us-east-1:1:execution:rds-maint-machine:nightly",
                status,
                "",
                "",
                json(input),
                json(output),
                Optional.of(Instant.parse("2026-03-01T02:00:00Z")),
                running ? Optional.empty() : Optional.of(Instant.parse("2026-03-01T03:00:00Z")));
    }

    @Test
    void whoAskedMakesNoOtherInput() throws JsonProcessingException {
        DeploymentClient.Execution there = execution("RUNNING", INPUT.formatted("session-1"), "{}");

        assertThatCode(() -> UsedName.requireSameAndRunning(there, json(INPUT.formatted("session-2"))))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherInputIsRefusedAlsoWhileItRuns() throws JsonProcessingException {
        DeploymentClient.Execution there =
                execution("RUNNING", INPUT.formatted("me").replace("orders", "billing"), "{}");

        Failure refused = catchThrowableOfType(
                Failure.class, () -> UsedName.requireSameAndRunning(there, json(INPUT.formatted("me"))));

        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.what()).contains("nightly", "begun at 2026-03-01T02:00:00Z", "Nothing was started");
        assertThat(refused.todo()).contains("params.cluster_id: \"billing\" there, \"orders\" here");
    }

    @Test
    void oneThatHandedOverSaysToWhom() throws JsonProcessingException {
        DeploymentClient.Execution there = execution(
                "SUCCEEDED",
                INPUT.formatted("me"),
                "{'operation_id': 'op-1', 'next': 'hand_over', 'successor': {'execution_name': 'op-1-2'}}");

        Failure ended = catchThrowableOfType(
                Failure.class, () -> UsedName.requireSameAndRunning(there, json(INPUT.formatted("me"))));

        assertThat(ended.code()).isEqualTo(ExitCode.ENDED_BEFORE);
        assertThat(ended.what()).contains("at 2026-03-01T03:00:00Z", "handed over to execution op-1-2");
        assertThat(ended.todo()).contains("scripts/status op-1");
    }

    @Test
    void anInputThatIsNoObjectDiffersAsAWhole() throws JsonProcessingException {
        DeploymentClient.Execution there = execution("FAILED", "[1]", "{}");

        Failure refused = catchThrowableOfType(
                Failure.class, () -> UsedName.requireSameAndRunning(there, json(INPUT.formatted("me"))));

        assertThat(refused.todo()).contains("the input: [1] there, nothing here", "params.type: nothing there");
    }
}
