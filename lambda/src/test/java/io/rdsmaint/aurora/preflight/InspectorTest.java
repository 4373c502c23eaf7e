package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.simulator.CallRecord;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.PreflightCase;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorTest {
    private static final ChangeScope SCOPE = new ChangeScope(
            "op-1",
            List.of(new ChangeScope.ClassChange("demo-multi-2", "db.r6g.large", "db.r6g.xlarge")),
            new ChangeScope.Temporary("demo-multi-maint-1", "db.r6g.xlarge", "us-east-1a"),
            List.of("demo-multi-2"),
            false,
            1,
            Duration.ofMinutes(40));

    private final SimulatedWorld multi = new SimulatedWorld(Scenarios.multiNode());
    private final Inspector inspector = new Inspector(multi.gateways(), InstantSource.fixed(multi.now()));

    @Test
    void allChecksTogetherOnlyReadAndEverythingOnce() {
        SimulatedWorld cluster = PreflightCase.multi().ignored();
        Inspection seen = look(cluster);

        assertThat(seen.instances().keySet()).containsExactly("demo-multi-1", "demo-multi-2", "demo-multi-3");
        assertThat(seen.account()).isEqualTo("123456789012");
        for (int times = 0; times < 2; times++) {
            Preflight.standard()
                    .find(new Look(seen, SCOPE, PreflightCase.multi().scoping()));
            assertThat(cluster.simulator().calls())
                    .noneMatch(CallRecord::changes)
                    .extracting(CallRecord::action)
                    .contains("DescribeDBProxies", "GetMetricData", "DescribeDBParameters")
                    .hasSizeLessThanOrEqualTo(25);
        }
    }

    @Test
    void whatNoCheckAsksForIsNotRead() {
        look(multi);

        assertThat(multi.simulator().calls())
                .extracting(CallRecord::action)
                .containsExactly("DescribeDBClusters", "DescribeDBInstances");
    }

    @Test
    void aClusterThatIsNotThereCannotBeLookedAt() {
        assertThat(inspector.inspect(multi.world(), "us-east-1", "nobody", (c, instances) -> List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeDBProxies", "DescribeBlueGreenDeployments", "DescribePendingMaintenanceActions"})
    void h33h62WhatMayNotBeReadStopsPreflightInsteadOfLookingHarmless(String action) {
        multi.simulator().inject(Fault.error(action, "AccessDenied", 403).untilCleared());
        Inspection seen = look(multi);

        assertThatThrownBy(() -> Preflight.standard()
                        .find(new Look(seen, SCOPE, PreflightCase.multi().scoping())))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining("rds:" + action);
    }

    private Inspection look(SimulatedWorld world) {
        return inspector
                .inspect(world.world(), "us-east-1", "demo-multi", (c, instances) -> List.of("db.r6g.xlarge"))
                .orElseThrow();
    }
}
