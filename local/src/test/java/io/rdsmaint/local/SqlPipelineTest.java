package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rdsmaint.cli.ExitCode;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Pipelines on the generated machine, as their authors and those who start them at night type it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlPipelineTest {
    private final Deployed deployed = new Deployed(new DeployedFunction());

    @TempDir
    private Path files;

    @BeforeEach
    void world() {
        deployed.load(Scenarios.find("sql").orElseThrow());
    }

    @AfterAll
    void close() {
        deployed.close();
    }

    private Operator operator() {
        return new Operator(deployed.bench);
    }

    private String written(String name, String text) throws IOException {
        return Files.writeString(files.resolve(name), text).toString();
    }

    private static String pipeline(String hash) {
        return """
            {"database": "app", "secret_arn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:demo-sql-AbCdEf",
             "bindings": {"app": "public"}, "publish": {"approval": false},
             "phases": [{"name": "update", "kind": "chunked", "lanes": 4,
               "sql": {"s3": "nightly/update.sql", "sha256": "%s"},
               "chunk": {"source": "{app}.visits", "keys": ["id"], "target_rows": 5000}}],
             "reconcile": [{"name": "all of them", "sql": "SELECT count(*) FROM {app}.visits WHERE flag <> 1", "op": "=",
               "expected": 0}]}""".formatted(hash);
    }

    /** Stores the SQL and the pipeline that names it. */
    private void defineNightly() throws IOException {
        Operator operator = operator();
        String sql = written("update.sql", "UPDATE {app}.visits v SET flag = 1 WHERE {{piece v}}");
        assertThat(operator.run("define", "sql", "nightly/update.sql", sql))
                .as(operator.err())
                .isEqualTo(ExitCode.DONE);
        String hash = operator.out().replaceAll("(?s).*sha256 ([0-9a-f]{64}).*", "$1");
        assertThat(operator.out()).contains("{\"s3\": \"nightly/update.sql\", \"sha256\": \"" + hash + "\"}");
        assertThat(operator.run("define", "sql", "nightly", written("nightly.json", pipeline(hash))))
                .as(operator.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(operator.out()).contains("s3://rds-maint-machine-definitions/sql/nightly.json");
    }

    @Test
    void aPipelineIsStoredAndStartedByItsName() throws IOException {
        defineNightly();
        Operator operator = operator();

        assertThat(operator.run("start", "sql_pipeline", "demo-sql", "pipeline=nightly", "--yes", "--watch"))
                .as(operator.out() + operator.err())
                .isEqualTo(ExitCode.DONE);

        assertThat(operator.out()).contains("Run update", "Completed.", "update: 20000 rows in 4 pieces");
        operator.run("status", operator.started(), "--output", "json");
        assertThat(operator.json().at("/operation/parameters/definition/key").asText())
                .isEqualTo("sql/nightly.json");
    }

    /** The example of the page for whoever comes from a pipeline of two tasks. */
    @Test
    void theTwoTasksOfThePageRunAsTheyStand() {
        Operator operator = operator();
        assertThat(operator.run("define", "sql", "two-tasks", "../docs/operations/sql_pipeline/two-tasks.json"))
                .as(operator.err())
                .isEqualTo(ExitCode.DONE);

        assertThat(operator.run("start", "sql_pipeline", "demo-sql", "pipeline=two-tasks", "--yes", "--watch"))
                .as(operator.out() + operator.err())
                .isEqualTo(ExitCode.DONE);

        assertThat(operator.out()).contains("Run task-01", "Run task-02", "Reconcile as many as before", "Completed.");
    }

    /** The input of the schedule starts it; while it goes on, another one ends well and begins nothing. */
    @Test
    void theScheduleOfThePageStartsItAndSkipsABusyCluster() throws IOException {
        Operator operator = operator();
        operator.run("define", "sql", "two-tasks", "../docs/operations/sql_pipeline/two-tasks.json");
        JsonNode schedule = new ObjectMapper()
                .readTree(Files.readString(Path.of("../docs/operations/sql_pipeline/two-tasks-schedule.json")));
        String input = schedule.at("/Target/Input").asText();
        assertThat(schedule.path("ScheduleExpression").asText()).isEqualTo("cron(0 2 * * ? *)");

        String busy = input.replace(
                "\"params\": {\"pipeline\"", "\"pause_before\": [\"Run task-01\"], \"params\": {\"pipeline\"");
        int questions = deployed.bench.published("InterventionRequired").size();
        String first = deployed.bench.start(busy);
        JsonNode gate = deployed.bench.question(questions + 1);
        DescribeExecutionResponse second = deployed.bench.run(input);

        assertThat(second.status()).as(second.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(second.output()).contains("Cluster demo-sql is held by operation", "skipped, as asked for");
        deployed.bench.answer(gate, "{\"action\": \"continue\"}");
        assertThat(deployed.bench.end(first).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void anEmptyInputIsRefusedWithTheInputThatStartsWhatIsStored() throws IOException {
        defineNightly();

        assertThat(deployed.bench.run("{}").cause()).contains("params is missing", "\"pipeline\":\"nightly\"");
    }

    @Test
    void whatCanNotBeADefinitionIsNotStored() throws IOException {
        Operator operator = operator();

        assertThat(operator.run("define", "sql", "nightly", written("a.json", "{phases")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(operator.err()).contains("is no JSON");
        assertThat(operator.run("define", "sql", "Nightly", written("b.json", "{}")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(operator.err()).contains("NAME small letters");
        assertThat(operator.run("define", "sql", "nightly", written("c.txt", "{}")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(operator.err()).contains("neither a .json nor a .sql file");
    }
}
