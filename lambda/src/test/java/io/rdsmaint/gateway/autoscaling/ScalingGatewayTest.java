package io.rdsmaint.gateway.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import org.junit.jupiter.api.Test;

class ScalingGatewayTest {
    private final SimulatedWorld scaled =
            new SimulatedWorld(Scenarios.multiNode().and(s -> s.alter("demo-multi", c -> c.scaling(2, 6, 60))));

    @Test
    void aClusterThatNothingScalesHasNone() {
        assertThat(new SimulatedWorld(Scenarios.multiNode()).world().scaling().readers("demo-multi"))
                .isEmpty();
    }

    @Test
    void suspendingKeepsTheLimitsAndCanBeTakenBack() {
        ScalingGateway scaling = scaled.world().scaling();
        ReaderScaling before = scaling.readers("demo-multi").orElseThrow();
        assertThat(before.suspended()).isEqualTo(new ReaderScaling.Suspension(false, false, false));
        assertThat(before.policies()).hasSize(1);

        scaling.suspend(scaled.intent(), "demo-multi", ReaderScaling.Suspension.ALL);
        assertThat(scaling.readers("demo-multi"))
                .contains(new ReaderScaling(2, 6, ReaderScaling.Suspension.ALL, before.policies()));

        scaling.suspend(scaled.intent(), "demo-multi", before.suspended());
        assertThat(scaling.readers("demo-multi")).contains(before);
    }

    @Test
    void theAccountIsTheCredentials() {
        assertThat(scaled.world().accounts().account()).isEqualTo("123456789012");
    }
}
