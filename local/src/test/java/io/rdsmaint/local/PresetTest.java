package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.cli.ExitCode;
import io.rdsmaint.cli.Family;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.preset.PresetTestRunner;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** A family without clusters on the generated machine, with both stores, started and watched by the commands. */
class PresetTest {
    private static final List<Family> FAMILIES = List.of(
            new Family("cluster_id", List.of("instance_type_change")), new Family("preset", List.of("preset_copy")));

    private static Bench deployed(Store store) {
        return Bench.deployed(
                Path.of("../statemachine/rds-maint-machine.asl.json"),
                (environment, clock) -> {
                    Map<String, String> more = new HashMap<>(environment);
                    more.put("ALLOWED_REGIONS", PresetTestRunner.REGIONS);
                    return new DeployedFunction(PresetTestRunner.CATALOGUE).create(more, clock);
                },
                Scenarios.multiNode(),
                store);
    }

    @ParameterizedTest
    @EnumSource
    void itIsStartedWatchedAndAnsweredLikeAnyOther(Store store) {
        try (Bench bench = deployed(store)) {
            Operator operator = new Operator(bench).knowing(FAMILIES);

            ExitCode started =
                    operator.run("start", "preset_copy", "fast", "family=aurora-postgresql16", "to=eu-west-1", "--yes");
            assertThat(started).as(operator.err()).isEqualTo(ExitCode.DONE);
            assertThat(operator.out())
                    .contains("Create preset fast in eu-west-1")
                    .contains("preset_copy of fast.");
            String id = operator.started();
            assertThat(bench.time.advanceUntil(
                            () -> !bench.published("InterventionRequired").isEmpty(), Duration.ofHours(1)))
                    .isTrue();

            operator.run("status", id);
            assertThat(operator.out())
                    .contains("preset_copy of fast in us-east-1")
                    .contains("Look at the first one.");
            operator.run("status");
            assertThat(operator.out()).contains("TARGET").contains("fast", "us-east-1 · step 3/4");
            assertThat(liveBesides(bench, "aurora"))
                    .as("a deployment would not drop its family now")
                    .isEqualTo("3 " + id + "  preset_copy  fast  paused  asks " + id + "-q1");
            assertThat(liveBesides(bench, "aurora,preset")).isEqualTo("0 ");
            assertThat(operator.run("respond", id, "continue", "--yes")).isEqualTo(ExitCode.DONE);
            assertThat(operator.run("status", id, "--watch")).isEqualTo(ExitCode.DONE);

            assertThat(operator.run("status", "--target", "preset=fast", "--output", "json"))
                    .isEqualTo(ExitCode.DONE);
            JsonNode history = operator.json();
            assertThat(history.at("/target/kind").asText()).isEqualTo("preset");
            assertThat(history.at("/recent/0/operation_state").asText()).isEqualTo("completed");
            assertThat(operator.run("status", "--target", "shoe=fast")).isEqualTo(ExitCode.USAGE);
            assertThat(operator.err()).contains("--target is FIELD=NAME, with FIELD cluster_id or preset.");

            JsonNode done = bench.published("OperationCompleted").getFirst();
            assertThat(done.at("/data/target/name").asText()).isEqualTo("fast");
            assertThat(done.at("/data/cluster_id").isNull()).isTrue();
            assertThat(bench.describe(done.at("/data/execution_arn").asText()).status())
                    .isEqualTo(ExecutionStatus.SUCCEEDED);
        }
    }

    /** What scripts/deploy asks before it drops families: the exit status, and the operations of others than these. */
    private static String liveBesides(Bench bench, String families) {
        ProcessBuilder command = new ProcessBuilder("node", "../scripts/lib/live-operations.js", Local.NAME, families)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        command.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", bench.local.uri().toString(),
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_EC2_METADATA_DISABLED", "true"));
        try {
            Process process = command.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() + " " + output.strip();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
