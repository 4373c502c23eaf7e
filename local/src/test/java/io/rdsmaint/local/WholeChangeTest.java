package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.lambda.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The real function on the generated machine: an instance type change from its start to the verified cluster. */
class WholeChangeTest {
    private static final Path MACHINE = Path.of("../statemachine/rds-maint-machine.asl.json");
    private static final String INPUT = """
            {"params": {"type": "instance_type_change", "cluster_id": "demo-multi",
                        "params": {"target_instance_type": "db.r6g.xlarge"}}}
            """;

    @ParameterizedTest
    @EnumSource(Store.class)
    void everyInstanceEndsInTheNewClass(Store store) {
        try (Bench bench = bench(store)) {
            DescribeExecutionResponse ended = bench.run(INPUT);

            assertThat(ended.cause()).isNull();
            assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(classes(bench)).containsOnly("db.r6g.xlarge");
            assertThat(bench.published("OperationCompleted")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"DYNAMODB,3,false", "DYNAMODB,2,true", "S3,2,true", "S3,3,false", "S3,3,true", "S3,5,true"})
    void functionKilledInEverySecondInvocationEndsTheSame(Store store, int request, boolean afterEffect) {
        try (Bench bench = bench(store)) {
            for (int odd = 1; odd < 60; odd += 2) {
                int number = odd;
                bench.local
                        .faults()
                        .when(attempt -> attempt.number() == number, new Fault.Killed(request, afterEffect));
            }
            DescribeExecutionResponse ended = bench.run(INPUT);

            assertThat(ended.cause()).isNull();
            assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(bench.history(ended.executionArn()).stream()
                            .filter(one -> one.taskFailedEventDetails() != null)
                            .map(one -> one.taskFailedEventDetails().error()))
                    .hasSizeGreaterThan(5)
                    .containsOnly("Lambda.Unknown");
            assertThat(classes(bench)).containsOnly("db.r6g.xlarge");
        }
    }

    private static Bench bench(Store store) {
        return Bench.deployed(MACHINE, new DeployedFunction(), Scenarios.multiNode(), store);
    }

    private static List<String> classes(Bench bench) {
        return bench.local.simulator().world().sites().stream()
                .flatMap(site -> site.instances().stream())
                .filter(instance -> instance.id().startsWith("demo-multi"))
                .map(instance -> instance.instanceClass().name())
                .toList();
    }
}
