package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.model.BlueGreenDurations;
import io.rdsmaint.simulator.model.Durations.Range;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Waits of days fit into an execution's history. */
class LongWaitsTest {
    private static final int MOST_EVENTS = 25_000;
    private static final int THIRTY_HOURS = 30 * 60 * 60;

    @Test
    void anUpgradeThatProvisionsForThirtyHoursAndStaysAtItsGateForTenDaysCompletes() {
        try (Deployed deployed = new Deployed(new DeployedFunction())) {
            deployed.load(Scenarios.find("upgrade")
                    .orElseThrow()
                    .and(stage ->
                            stage.durations(QuickScenarios.durations()).durations(provisioningFor(THIRTY_HOURS))));
            String arn = deployed.bench.start("""
                    {"params": {"type": "engine_upgrade", "cluster_id": "demo-upgrade",
                                "params": {"target_engine_version": "16.6"}}}
                    """);
            int answered = 0;
            while (!deployed.bench.ended(arn)) {
                int asked = answered + 1;
                deployed.bench.time.advanceUntil(
                        () -> deployed.questions(arn).size() >= asked || deployed.bench.ended(arn), Duration.ofDays(5));
                if (deployed.questions(arn).size() < asked) {
                    break;
                }
                if (deployed.questions(arn).getLast().path("step_name").asText().equals("Switch over to green")) {
                    deployed.bench.time.advance(Duration.ofDays(10));
                    assertThat(deployed.questions(arn)).hasSizeGreaterThan(asked + 50);
                }
                JsonNode last = deployed.questions(arn).getLast();
                deployed.bench.answer(last, "{\"action\": \"continue\"}");
                answered = deployed.questions(arn).size();
            }

            DescribeExecutionResponse ended = deployed.bench.describe(arn);
            assertThat(ended.cause()).isNull();
            assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(Duration.between(ended.startDate(), ended.stopDate())).isGreaterThan(Duration.ofDays(11));
            assertThat(deployed.bench.history(arn)).hasSizeLessThan(MOST_EVENTS / 4);
        }
    }

    private static BlueGreenDurations provisioningFor(int seconds) {
        Range soon = new Range(20, 60);
        return new BlueGreenDurations(new Range(seconds, seconds), soon, soon, soon, soon, soon, soon);
    }
}
