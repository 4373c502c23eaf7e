package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.cli.ExitCode;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.policy.Policy;
import io.rdsmaint.local.policy.Recorder;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Restores on the generated machine, started as the nightly schedule starts them and as those who had a pipeline before do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreTest {
    private static final String DEFAULTS = """
            {"isolation_security_groups": ["sg-0150000000000001"], "gates": {"before_cutover": false},
             "old_cluster": {"hold_hours": 1},
             "sql": {"bindings": {"app": "public"}, "mask": [
               {"inline": "UPDATE {app}.customers SET name = 'Person ' || id, email = 'person' || id || '@masked.invalid', card = NULL"},
               {"inline": "UPDATE {app}.orders SET note = NULL"}, {"inline": "REFRESH MATERIALIZED VIEW {app}.mail"}]}}""";

    private final Recorder recorder = new Recorder();
    private final Deployed deployed = new Deployed(new DeployedFunction(List.of(recorder)));

    @TempDir
    private Path files;

    @BeforeEach
    void world() throws IOException {
        deployed.load(Scenarios.find("restore").orElseThrow());
        recorder.watch(deployed.bench.local.simulator()::world);
        Operator operator = new Operator(deployed.bench);
        assertThat(operator.run(
                        "define",
                        "restore",
                        "defaults",
                        Files.writeString(files.resolve("defaults.json"), DEFAULTS)
                                .toString()))
                .as(operator.err())
                .isEqualTo(ExitCode.DONE);
    }

    @AfterAll
    void close() {
        deployed.close();
    }

    private JsonNode operation(DescribeExecutionResponse end) {
        assertThat(end.cause()).isNull();
        assertThat(end.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        String id = Bench.json(end.output()).path("operation_id").asText();
        return deployed.invoke("people", "{\"action\": \"status\", \"operation_id\": \"" + id + "\"}")
                .path("operation");
    }

    @Test
    void theShortestInputAndTheDefaultsRefreshStagingWithNoCallThatIsNotGranted() {
        Policy policy = PolicyTest.policy(
                "lambda-policy.json", "lambda-restore-building-policy.json", "lambda-restore-finishing-policy.json");

        DescribeExecutionResponse end = deployed.bench.run("""
                {"params": {"type": "aurora_restore", "cluster_id": "shop-staging", "if_busy": "skip",
                            "params": {"source": {"cluster_id": "shop"}}}}""");

        JsonNode operation = operation(end);
        assertThat(operation.at("/parameters/defaults/key").asText()).isEqualTo("restore/defaults.json");
        assertThat(operation.path("report").toString())
                .contains("endpoint: shop-staging.cluster-", "its rows are in snapshot shop-staging-final-");
        assertThat(recorder.unknown()).isEmpty();
        assertThat(recorder.recorded().keySet())
                .anyMatch(asked -> asked.action().equals("rds:DeleteDBCluster"));
        assertThat(recorder.recorded().keySet().stream()
                        .filter(asked -> asked.action().matches("(rds|rds-data|secretsmanager|kms|iam):.*")))
                .isNotEmpty()
                .allSatisfy(
                        asked -> assertThat(policy.allow(asked)).as("denied").isNotEmpty());
    }

    @Test
    void theInputOfTheRestorePipelineDoesTheSame() {
        String snapshot = deployed.bench.local.simulator().world().sites().stream()
                .flatMap(site -> site.clusterSnapshots().keySet().stream())
                .findFirst()
                .orElseThrow();

        DescribeExecutionResponse end = deployed.bench.run("""
                {"body": {"operation_id": "daily-restore-staging", "snapshot_id": "%s", "source_region": "us-east-1",
                          "target_region": "us-east-1", "target_cluster_id": "shop-staging"}}""".formatted(snapshot));

        JsonNode operation = operation(end);
        assertThat(operation.at("/origin/label").asText()).isEqualTo("daily-restore-staging");
        assertThat(operation.path("report").toString()).contains("snapshot: " + snapshot);
    }

    @Test
    void theSameInputLaidFlatIsNoTakeOver() {
        DescribeExecutionResponse end = deployed.bench.run("""
                {"operation_id": "daily-restore-staging", "snapshot_id": "nobody-has-it", "source_region": "us-east-1",
                 "target_region": "us-east-1", "target_cluster_id": "shop-staging"}""");

        assertThat(end.error()).isEqualTo("InvalidRequest");
        assertThat(end.cause()).contains("snapshot-missing", "there is no snapshot nobody-has-it here");
    }
}
