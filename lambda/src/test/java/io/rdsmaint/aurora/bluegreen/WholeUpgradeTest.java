package io.rdsmaint.aurora.bluegreen;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An upgrade from its first step to its last, with nothing in its way. */
class WholeUpgradeTest {

    @Test
    void theClusterRunsTheNewVersionUnderItsNameAndNothingElseIsLeft() {
        AuroraTestRunner trial = Upgrades.usual();

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.residue()).isEmpty();
        assertThat(trial.problems()).isEmpty();
        assertThat(trial.clusters()).containsExactly(Upgrades.CLUSTER);
        assertThat(trial.versions())
                .containsOnlyKeys("demo-upgrade-1", "demo-upgrade-2", "demo-upgrade-3")
                .containsValue(Upgrades.VERSION)
                .doesNotContainValue("15.8");
        assertThat(trial.deployment()).isEmpty();
        assertThat(trial.cluster(Upgrades.CLUSTER).tagList())
                .noneMatch(t -> t.key().equals(Mark.TAG));
    }

    @Test
    void oneSwitchoverIsAllThatClientsNotice() {
        AuroraTestRunner trial = Upgrades.usual();

        trial.run();

        assertThat(trial.calls("SwitchoverBlueGreenDeployment")).isEqualTo(1);
        assertThat(trial.simulator.ledger().incidents())
                .extracting(i -> i.harm())
                .doesNotContain(
                        Harm.CLUSTER_DELETED,
                        Harm.DELETED_WITHOUT_SNAPSHOT,
                        Harm.UNREADY_SWITCHOVER,
                        Harm.BLUE_GREEN_DISTURBED);
        long told = trial.result(Switchover.ACTION).path("interruption_seconds").asLong();
        assertThat(trial.result(Switchover.ACTION).path("measured_by").asText()).isEqualTo("events");
        assertThat(told).isBetween(5L, 120L);
    }

    @Test
    void h50_theFinalSnapshotIsTakenBeforeAnythingOfTheOldClusterIsDeleted() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.simulator.change(w ->
                w.sites().forEach(s -> s.clusters().forEach(c -> c.attributes().put("DeletionProtection", true))));

        trial.run();

        assertThat(trial.effects())
                .containsSubsequence(
                        "CreateDBClusterSnapshot demo-upgrade-old1",
                        "ModifyDBCluster demo-upgrade-old1",
                        "DeleteDBInstance demo-upgrade-1-old1",
                        "DeleteDBInstance demo-upgrade-3-old1",
                        "DeleteDBCluster demo-upgrade-old1");
        assertThat(trial.rds.describeDBClusterSnapshots(r -> {}).dbClusterSnapshots())
                .extracting(s -> s.dbClusterSnapshotIdentifier() + " " + s.status())
                .contains(SampleUpgrade.SNAPSHOT + " available");
    }

    @Test
    void theBaselineAfterTheSwitchoverIsTheGreenCluster() {
        AuroraTestRunner trial = Upgrades.usual();

        trial.run();

        assertThat(trial.result(Switchover.ACTION)
                        .path("baseline")
                        .path("cluster_resource_id")
                        .asText())
                .isEqualTo(trial.cluster(Upgrades.CLUSTER).dbClusterResourceId())
                .isNotEqualTo(trial.operation().target().resourceId());
    }

    @Test
    void h49_theOldClusterOfAnEarlierUpgradeIsNotTouched() {
        AuroraTestRunner trial = Upgrades.of("upgrade-old-taken");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.clusters()).containsExactly(Upgrades.CLUSTER, "demo-upgrade-old1");
        assertThat(trial.versions()).containsKey("demo-kept-1");
        assertThat(trial.effects()).contains("DeleteDBCluster demo-upgrade-old2");
    }

    @Test
    void h51_customEndpointsMoveWithTheNameAndTheOldOnesGoWithTheOldCluster() {
        AuroraTestRunner trial = Upgrades.of("upgrade-custom-endpoints");

        trial.run();

        assertThat(trial.rds.describeDBClusterEndpoints(r -> {}).dbClusterEndpoints())
                .extracting(e -> e.dbClusterEndpointIdentifier())
                .filteredOn(e -> e != null)
                .containsExactlyInAnyOrder("demo-upgrade-reports", "demo-upgrade-search");
    }

    @Test
    void h59_h60_aProxyFollowsAndIsNeverTakenOffTheCluster() {
        AuroraTestRunner trial = Upgrades.of("upgrade-proxied");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.result(CheckProxies.ACTION).path("proxies"))
                .extracting(p -> p.asText())
                .containsExactly("demo-upgrade-proxy");
        assertThat(trial.effects()).noneMatch(c -> c.contains("DBProxyTargets"));
    }

    @Test
    void theOldClusterIsKeptForAsLongAsAsked() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.parameters.put("keep_hours", 300);

        trial.run();

        Instant switched = at(trial, "SwitchoverBlueGreenDeployment");
        Instant deleted = at(trial, "DeleteDBCluster");
        assertThat(Duration.between(switched, deleted)).isGreaterThan(Duration.ofHours(300));
    }

    private static Instant at(AuroraTestRunner trial, String action) {
        return trial.simulator.calls().stream()
                .filter(c -> c.action().equals(action))
                .findFirst()
                .orElseThrow()
                .at();
    }

    @Test
    void auroraMysqlIsUpgradedTheSameWay() {
        AuroraTestRunner trial = Upgrades.of("upgrade-mysql").of(Upgrades.MYSQL);
        trial.parameters.put("version", "8.0.mysql_aurora.3.08.2");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.versions()).hasSize(3).containsValue("8.0.mysql_aurora.3.08.2");
        assertThat(trial.problems()).isEmpty();
    }
}
