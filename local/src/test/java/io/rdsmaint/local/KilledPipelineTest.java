package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.local.clock.VirtualTime;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.lambda.Fault;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Visits;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.TaskScheduledEventDetails;

/**
 * A pipeline whose function is killed before and after every request, and whose statements are killed in their middle: its tables
 * end as those do in which somebody ran the same statements plainly.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledPipelineTest {
    private static final String ARN = "arn:aws:rds:us-east-1:123456789012:cluster:demo-sql";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:demo-sql-AbCdEf";
    private static final int ROWS = 600;

    /** Requests of an invocation but those for further pieces. */
    private static final int MOST_REQUESTS = 13;

    /** Statements before it look only, for the plan and for preflight. */
    private static final int AFTER_THE_START = 28;

    private static final String DOUBLE = "UPDATE %s v SET score = v.score * 2, flag = v.flag + 1 WHERE %s";
    private static final String SUMS =
            "INSERT INTO daily_scores SELECT day, clinic_id, count(*), sum(score) FROM visits GROUP BY 1, 2";

    private static final String INPUT = """
            {"params": {"type": "sql_pipeline", "cluster_id": "demo-sql", "params": {
              "pipeline": "nightly", "database": "app", "secret_arn": "%s", "bindings": {"app": "public"},
              "phases": [
                {"name": "update", "kind": "chunked", "lanes": 4, "sql": {"inline": "%s"},
                 "chunk": {"source": "{app}.visits", "keys": ["day", "clinic_id"], "target_rows": 150}},
                {"name": "sums", "kind": "sql", "sql": {"inline": "%s"}}],
              "quiesce": {"cron_jobs": ["refresh-scores"], "flag": {
                "start": "UPDATE {app}.pipeline_state SET state = 'start'",
                "ok": "UPDATE {app}.pipeline_state SET state = 'ok'",
                "failed": "UPDATE {app}.pipeline_state SET state = 'failed'"}},
              "publish": {"approval": false}}}}""".formatted(SECRET, DOUBLE.formatted("{app}.visits", "{{piece v}}"), SUMS);

    private static final Scenario CLUSTER = QuickScenarios.of(Scenario.of(
            "killed-pipeline",
            stage -> stage.cluster(
                            "demo-sql",
                            EngineVersions.POSTGRES,
                            "16.6",
                            cluster -> cluster.instance("demo-sql-1", "db.r6g.large", "us-east-1a")
                                    .dataApi()
                                    .masterUser("demo_admin", "demo-password")
                                    .database("app", Visits.script(ROWS, 51)))
                    .secret("demo-sql", "demo_admin", "demo-password")));

    private static final List<String> CHECKED = List.of(
            "SELECT md5(string_agg(v::text, ';' ORDER BY id)) FROM visits v",
            "SELECT md5(string_agg(d::text, ';' ORDER BY day, clinic_id)) FROM daily_scores d",
            "SELECT jobname || ' ' || active FROM cron.job ORDER BY jobname");

    /** Statements from one that is struck to the next: a look that has none of its statements answered for good would be asked about. */
    private static final int MORE_THAN_A_LOOK = 15;

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T10:00:00Z"));
    private final Ends ends = new Ends();
    private final Local local = Local.builder()
            .clock(time)
            .random(new Random(7))
            .scenario(CLUSTER)
            .definition(Path.of("../statemachine/rds-maint-machine.asl.json"))
            .function(new DeployedFunction())
            .withoutRules()
            .listener(ends)
            .start();
    private final SfnClient stepFunctions = SfnClient.builder()
            .endpointOverride(local.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
    private final RdsDataClient data = RdsDataClient.builder()
            .endpointOverride(local.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
    private int runs;

    @AfterAll
    void stop() {
        stepFunctions.close();
        data.close();
        local.close();
    }

    private String sql(String text) {
        return data
                .executeStatement(r ->
                        r.resourceArn(ARN).secretArn(SECRET).database("app").sql(text))
                .records()
                .stream()
                .map(row -> row.getFirst().stringValue())
                .collect(Collectors.joining(", "));
    }

    private List<String> tables() {
        return CHECKED.stream().map(this::sql).toList();
    }

    /** The tables in which somebody has run the statements plainly. */
    private List<String> plain() {
        local.simulator().load(CLUSTER);
        sql(DOUBLE.formatted("visits", "true"));
        sql(SUMS);
        return tables();
    }

    private void endsLikePlainSql() {
        String arn = stepFunctions
                .startExecution(r -> r.stateMachineArn(Local.MACHINE_ARN)
                        .name("killed-" + ++runs)
                        .input(INPUT))
                .executionArn();
        assertThat(time.advanceUntil(() -> ends.has(arn), Duration.ofHours(24)))
                .as(() -> "the execution ends; at last " + last(arn))
                .isTrue();
        DescribeExecutionResponse end = stepFunctions.describeExecution(r -> r.executionArn(arn));
        assertThat(end.status()).as(end.error() + " " + end.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        local.simulator().clearFaults();
        List<String> tables = tables();
        assertThat(sql("SELECT state FROM pipeline_state")).isEqualTo("ok");
        assertThat(tables).isEqualTo(plain());
    }

    /** What an execution was told last. */
    private String last(String arn) {
        return stepFunctions
                .getExecutionHistory(r -> r.executionArn(arn).reverseOrder(true).maxResults(8))
                .events()
                .stream()
                .map(HistoryEvent::taskScheduledEventDetails)
                .filter(Objects::nonNull)
                .map(TaskScheduledEventDetails::parameters)
                .toList()
                .toString();
    }

    /** Every other invocation, each at another request: one that is killed is made again, so each step is killed and goes on. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void processesKilledAtAnyRequest(int shift) {
        local.simulator().load(CLUSTER);
        int offset = local.function().attempts();
        for (int step = 0; step < 60; step++) {
            int number = offset + 1 + 2 * step;
            local.faults()
                    .when(
                            attempt -> attempt.number() == number,
                            new Fault.Killed(1 + (step * 5 + shift * 3) % MOST_REQUESTS, (step + shift) % 2 == 0));
        }

        endsLikePlainSql();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void statementsKilledInTheirMiddle(int shift) {
        local.simulator().load(CLUSTER);
        for (int statement = AFTER_THE_START + shift; statement < 200; statement += MORE_THAN_A_LOOK) {
            local.simulator()
                    .inject(io.rdsmaint.simulator.faults.Fault.killed("ExecuteStatement")
                            .fromCall(statement));
        }

        endsLikePlainSql();
    }

    /** Statements whose calls nobody hears of again are executed when others have done their work. */
    @Test
    void statementsComeLate() {
        local.simulator().load(CLUSTER);
        for (int statement = AFTER_THE_START; statement < 160; statement += MORE_THAN_A_LOOK) {
            local.simulator()
                    .inject(io.rdsmaint.simulator.faults.Fault.cutBeforeLateEffect("ExecuteStatement", 70)
                            .fromCall(statement));
        }

        endsLikePlainSql();
    }
}
