package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.aurora.PreflightCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters that are refused get advice that helps. */
class UnusualClustersTest {
    @ParameterizedTest
    @ValueSource(strings = {"global", "parallelquery", "multimaster"})
    void aModeThatAwsChangesOfNoClusterIsLeftByASnapshot(String mode) {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.attribute("EngineMode", mode))
                .refused("cluster-kind");

        assertThat(finding.wayOut())
                .contains("changes this mode of no cluster in place", "restore-db-cluster-from-snapshot")
                .doesNotContain("modify-db-cluster");
    }

    @Test
    void serverlessV1IsTurnedIntoProvisionedMode() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.attribute("EngineMode", "serverless"))
                .refused("cluster-kind");

        assertThat(finding.wayOut())
                .contains("aws rds modify-db-cluster --engine-mode provisioned --allow-engine-mode-change");
    }

    @Test
    void aClusterWithoutInstancesIsNotToldToWaitForItsRoles() {
        PreflightCase empty = PreflightCase.of(
                Scenario.of("empty", s -> s.cluster("orders", EngineVersions.POSTGRES, "15.8", c -> {})), "orders");

        assertThat(empty.findings("writer-known")).isEmpty();
        Finding finding = empty.findings("no-instances").getFirst();
        assertThat(finding.severity()).isEqualTo(Finding.Severity.REFUSE);
        assertThat(finding.observed()).contains("has no instances, only storage");
        assertThat(finding.wayOut()).contains("aws rds create-db-instance").doesNotContain("settled");
    }
}
