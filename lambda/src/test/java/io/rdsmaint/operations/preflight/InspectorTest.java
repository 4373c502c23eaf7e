package io.rdsmaint.operations.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.simulator.CallRecord;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.world.SimulatedWorld;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorTest {
    private final SimulatedWorld multi = new SimulatedWorld(Scenarios.multiNode());
    private final Inspector inspector = new Inspector(InstantSource.fixed(multi.now()));

    @Test
    void oneLookIsReadsOnlyAndFew() {
        Inspection seen = look();

        assertThat(seen.instances().keySet()).containsExactly("demo-multi-1", "demo-multi-2", "demo-multi-3");
        assertThat(seen.account()).isEqualTo("123456789012");
        assertThat(seen.loads()).hasSize(3);
        assertThat(multi.simulator().calls()).noneMatch(CallRecord::changes).hasSizeLessThanOrEqualTo(25);
    }

    @Test
    void aClusterThatIsNotThereCannotBeLookedAt() {
        assertThat(inspector.inspect(multi.world(), "us-east-1", "nobody", (c, instances) -> List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeDBProxies", "DescribeBlueGreenDeployments", "DescribePendingMaintenanceActions"})
    void h33h62WhatMayNotBeReadStopsTheLookInsteadOfLookingHarmless(String action) {
        multi.simulator().inject(Fault.error(action, "AccessDenied", 403).untilCleared());

        assertThatThrownBy(this::look).isInstanceOf(LastingFailure.class).hasMessageContaining("rds:" + action);
    }

    private Inspection look() {
        return inspector
                .inspect(multi.world(), "us-east-1", "demo-multi", (c, instances) -> List.of("db.r6g.xlarge"))
                .orElseThrow();
    }
}
