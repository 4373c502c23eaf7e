package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.clock.VirtualTime;
import io.rdsmaint.local.events.Event;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.CallRecord;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Operations on clusters of another account, by a role with an external id, and of another region. */
class ElsewhereTest {
    private static final String ACCOUNT = "210987654321";
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/maintenance";
    private static final String REGION = "eu-west-1";
    private static final Duration LONG = Duration.ofDays(10);

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T10:00:00Z"));
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Ends ends = new Ends();
    private final Local local = Local.builder()
            .clock(time)
            .random(new Random(7))
            .scenario(scenario())
            .definition(Path.of("../statemachine/rds-maint-machine.asl.json"))
            .function(new DeployedFunction())
            .environment(Map.of("ALLOWED_ROLE_ARNS", ROLE, "ALLOWED_REGIONS", "us-east-1," + REGION))
            .listener(events::add)
            .listener(ends)
            .start();
    private final SfnClient stepFunctions = SfnClient.builder()
            .endpointOverride(local.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();

    private static Scenario scenario() {
        Scenario upgrade = Scenarios.find("upgrade").orElseThrow();
        return Scenario.of("elsewhere", stage -> {
            stage.durations(QuickScenarios.durations()).externalId(ROLE, "its-secret");
            upgrade.design().accept(stage.elsewhere(ACCOUNT, "us-east-1"));
            stage.elsewhere(ACCOUNT, REGION)
                    .cluster(
                            "demo-far",
                            "aurora-postgresql",
                            "15.8",
                            cluster -> cluster.instance("demo-far-1", "db.r6g.large", REGION + "a")
                                    .instance("demo-far-2", "db.r6g.large", REGION + "b"));
        });
    }

    @AfterEach
    void close() {
        stepFunctions.close();
        local.close();
    }

    @Test
    void anUpgradeInAnotherAccountGoesToThatAccountOnlyAlsoAfterItsSwitchover() {
        DescribeExecutionResponse ended = run("""
                {"params": {"type": "engine_upgrade", "cluster_id": "demo-upgrade", "role_arn": "%s",
                            "external_id": "its-secret", "params": {"target_engine_version": "16.6"}}}
                """.formatted(ROLE));

        assertThat(ended.cause()).isNull();
        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(local.simulator().world().site(ACCOUNT, "us-east-1").clusters())
                .singleElement()
                .satisfies(cluster -> {
                    assertThat(cluster.id()).isEqualTo("demo-upgrade");
                    assertThat(cluster.engineVersion()).isEqualTo("16.6");
                    assertThat(cluster.tags()).doesNotContainKey("rds-maint-operation");
                });
        assertThat(changes()).isNotEmpty().allMatch(c -> c.accessKey().startsWith("ASIA" + ACCOUNT));
    }

    @Test
    void aChangeInAnotherRegionGoesThere() {
        DescribeExecutionResponse ended = run("""
                {"params": {"type": "instance_type_change", "cluster_id": "demo-far", "region": "%s", "role_arn": "%s",
                            "external_id": "its-secret",
                            "params": {"target_instance_type": "db.r6g.xlarge", "warm_up_seconds": 0}}}
                """.formatted(REGION, ROLE));

        assertThat(ended.cause()).isNull();
        assertThat(local.simulator().world().site(ACCOUNT, REGION).instances())
                .hasSize(2)
                .allMatch(i -> i.instanceClass().name().equals("db.r6g.xlarge"));
    }

    @Test
    void aWrongExternalIdIsToldBeforeAnythingIsStarted() {
        DescribeExecutionResponse ended = run("""
                {"params": {"type": "storage_type_change", "cluster_id": "demo-upgrade", "role_arn": "%s",
                            "external_id": "a-guess", "params": {"target_storage_type": "aurora-iopt1"}}}
                """.formatted(ROLE));

        assertThat(ended.error()).isEqualTo("OperationFailed");
        assertThat(ended.cause()).contains("Nothing was started", ROLE);
        assertThat(changes()).isEmpty();
    }

    private List<CallRecord> changes() {
        return local.simulator().calls().stream()
                .filter(CallRecord::changes)
                .filter(c -> c.service().equals("rds"))
                .toList();
    }

    /** Runs to the end; continues whatever it is asked. */
    private DescribeExecutionResponse run(String input) {
        String arn = stepFunctions
                .startExecution(r -> r.stateMachineArn(Local.MACHINE_ARN).input(input))
                .executionArn();
        int answered = 0;
        while (true) {
            int before = answered;
            assertThat(time.advanceUntil(() -> questions().size() > before || ends.has(arn), LONG))
                    .isTrue();
            if (questions().size() == before) {
                return stepFunctions.describeExecution(r -> r.executionArn(arn));
            }
            String token = questions().get(before).path("task_token").asText();
            stepFunctions.sendTaskSuccess(r -> r.taskToken(token).output("{\"action\": \"continue\"}"));
            answered++;
            assertThat(answered)
                    .as(() -> questions().getLast().path("pause_reason").asText())
                    .isLessThan(20);
        }
    }

    private List<JsonNode> questions() {
        return events.stream()
                .filter(event -> event.detailType().equals("InterventionRequired"))
                .map(Event::detail)
                .toList();
    }
}
