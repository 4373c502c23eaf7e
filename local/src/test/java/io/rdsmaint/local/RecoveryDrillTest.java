package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.cli.ExitCode;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.model.RecoveryService;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Drills on the generated machine, as people start them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryDrillTest {
    private static final String PLAN = """
        {"waves": [
           {"name": "db", "tags": {"tier": "db"}},
           {"name": "app", "tags": {"tier": "app"}, "depends_on": ["db"]},
           {"name": "web", "tags": {"tier": "web"}, "depends_on": ["app"]}],
         "drill": {"ttl_hours": 1}, "targets": {"rto_minutes": 120, "rpo_minutes": 15},
         "report": {"s3_prefix": "s3://rds-maint-machine-reports/drills"}}""";

    private final Deployed deployed = new Deployed(new DeployedFunction());

    @TempDir
    private Path files;

    @BeforeEach
    void world() throws IOException {
        deployed.load(Scenarios.find("drill").orElseThrow());
        Operator operator = operator();
        String file = Files.writeString(files.resolve("shop.json"), PLAN).toString();
        assertThat(operator.run("define", "recovery", "shop", file))
                .as(operator.err())
                .isEqualTo(ExitCode.DONE);
    }

    @AfterAll
    void close() {
        deployed.close();
    }

    private Operator operator() {
        return new Operator(deployed.bench);
    }

    private RecoveryService service() {
        return deployed.bench
                .local
                .simulator()
                .world()
                .site(World.ACCOUNT, World.REGION)
                .recovery();
    }

    @Test
    void aDrillOfThreeWavesIsStartedByTheNameOfItsPlanAndEndsWithItsReportAndNothingLeft() {
        DescribeExecutionResponse ended = deployed.bench.run("{\"plan_id\": \"shop\", \"mode\": \"drill\"}");

        assertThat(ended.statusAsString()).as(ended.cause()).isEqualTo("SUCCEEDED");
        assertThat(service().jobs().stream()
                        .filter(job -> job.launches())
                        .map(job -> job.participants().size()))
                .as("one server of the second wave failed, and was launched again alone")
                .containsExactly(4, 4, 1, 4);
        Simulator simulator = deployed.bench.local.simulator();
        assertThat(service().instances())
                .noneMatch(each -> each.runs(simulator.world().now()));
        Map<String, String> reports = deployed.bench.local.storage().texts("rds-maint-machine-reports");
        assertThat(reports.keySet())
                .hasSizeGreaterThan(1)
                .allSatisfy(key -> assertThat(key).matches("drills/shop/op-[a-z0-9]+\\.(json|html)"));
        assertThat(reports.values())
                .anySatisfy(page -> assertThat(page)
                        .startsWith("<!doctype html>")
                        .contains("Recovery drill of plan shop", "<dt>Result</dt><dd>passed</dd>", "app-02"));
    }

    /** What people who come from the orchestrator before this one send. */
    @Test
    void theEarlierInputStartsTheSamePlan() {
        DescribeExecutionResponse ended =
                deployed.bench.run("{\"execution_id\": \"e-1\", \"PlanId\": \"shop\", \"ExecutionType\": \"DRILL\"}");

        assertThat(ended.statusAsString()).as(ended.cause()).isEqualTo("SUCCEEDED");
        assertThat(service().jobs().stream().filter(job -> job.launches())).hasSize(4);
    }
}
