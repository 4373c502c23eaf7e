package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.PreflightCase;
import org.junit.jupiter.api.Test;

class PreflightTest {
    @Test
    void anOrdinaryClusterIsNotStopped() {
        assertThat(PreflightCase.multi().all(Preflight.standard()))
                .extracting(Finding::severity)
                .containsOnly(Finding.Severity.WARN);
    }

    @Test
    void anOrdinaryClusterGetsOnlyTheAdviceThatAlwaysHolds() {
        assertThat(PreflightCase.multi().all(Preflight.standard()))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("ask-the-database", "writer-zone");
    }

    @Test
    void aSingleNodeWithATemporaryInstanceIsNotStopped() {
        PreflightCase single = PreflightCase.of(Scenarios.singleNode(), "demo-single")
                .temporary("demo-single-maint", "us-east-1a")
                .failingOverTo("demo-single-maint", "demo-single-1");

        assertThat(single.all(Preflight.standard()))
                .extracting(Finding::severity)
                .containsOnly(Finding.Severity.WARN);
    }

    @Test
    void codesAreUniqueAndStable() {
        assertThat(Preflight.standard().codes()).doesNotHaveDuplicates().allMatch(c -> c.matches("[a-z][a-z-]+"));
    }

    @Test
    void theWorstIsToldFirst() {
        PreflightCase trial = PreflightCase.multi()
                .with(s -> s.instanceQuota(3))
                .temporary("demo-multi-maint", "us-east-1a")
                .instance("demo-multi-2", i -> i.pending("Port", "5433"));

        assertThat(trial.all(Preflight.standard()))
                .extracting(Finding::severity)
                .isSorted()
                .contains(Finding.Severity.REFUSE, Finding.Severity.ASK, Finding.Severity.WARN);
    }
}
