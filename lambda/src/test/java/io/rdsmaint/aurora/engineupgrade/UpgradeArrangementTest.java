package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpgradeArrangementTest {
    private static final String DEPLOYMENT = "rdsmaint-2a7b5d1e8c64";
    private static final String CLUSTER_GROUP = "demo-upgrade-cluster-aurora-postgresql16-cluster-5d1e8c64";
    private static final String INSTANCE_GROUP = "demo-upgrade-instance-aurora-postgresql16-instance-5d1e8c64";

    @Test
    void aMajorUpgradeMigratesItsGroupsThenSwitchesOverThenRemovesTheOldSide() {
        Plan plan = UpgradePlanCase.postgres().plan();

        assertThat(plan.steps())
                .extracting(PlannedStep::name)
                .containsExactly(
                        "Preflight",
                        "Mark cluster demo-upgrade",
                        "Create cluster parameter group " + CLUSTER_GROUP,
                        "Set parameters of " + CLUSTER_GROUP + " (1 of 1)",
                        "Create instance parameter group " + INSTANCE_GROUP,
                        "Set parameters of " + INSTANCE_GROUP + " (1 of 1)",
                        "Create blue/green deployment " + DEPLOYMENT,
                        "Provision green side of " + DEPLOYMENT,
                        "Switch over to green",
                        "Verify upgrade",
                        "Take final snapshot demo-upgrade-before-upgrade-5d1e8c64 of the old cluster",
                        "Remove deployment " + DEPLOYMENT + " (the old cluster stays)",
                        "Lift deletion protection of the old cluster",
                        "Delete old demo-upgrade-1",
                        "Delete old demo-upgrade-2",
                        "Delete old demo-upgrade-3",
                        "Delete old cluster",
                        "Remove green side unless switched over",
                        "Remove mark of cluster demo-upgrade");
        assertThat(plan.summary()).contains("demo-upgrade from 15.8 to 16.4 (major upgrade)", "1 write interruption");
        assertThat(plan.findings()).extracting(Finding::severity).containsOnly(Finding.Severity.WARN);
    }

    @Test
    void aPersonIsAskedBeforeTheSwitchoverAndBeforeTheFirstStepOfTheCleanup() {
        assertThat(gated(UpgradePlanCase.postgres()))
                .containsExactly(
                        "Switch over to green",
                        "Take final snapshot demo-upgrade-before-upgrade-5d1e8c64 of the old cluster");
        assertThat(gated(UpgradePlanCase.postgres().asking("'final_snapshot':false,'retain_old_hours':2")))
                .containsExactly(
                        "Switch over to green", "Remove deployment " + DEPLOYMENT + " (the old cluster stays)");
        assertThat(gated(UpgradePlanCase.postgres()
                        .asking("'pause_before_switchover':false,'pause_before_cleanup':false")))
                .isEmpty();
    }

    @Test
    void onlyTheSwitchoverIsDisruptive() {
        assertThat(UpgradePlanCase.postgres().plan().steps().stream().filter(PlannedStep::disruptive))
                .extracting(PlannedStep::name)
                .containsExactly("Switch over to green");
    }

    @Test
    void aMinorUpgradeKeepsItsGroups() {
        Plan plan = UpgradePlanCase.mysql().plan();

        assertThat(plan.steps())
                .extracting(PlannedStep::action)
                .doesNotContain("create_parameter_group", "set_parameters");
        assertThat(step(plan, "create_blue_green")
                        .parameters()
                        .path("cluster_group")
                        .asText())
                .isEqualTo("demo-upgrade-mysql-cluster");
        assertThat(step(plan, "create_blue_green")
                        .parameters()
                        .path("instance_group")
                        .isNull())
                .isTrue();
        assertThat(plan.summary()).contains("(minor upgrade)");
    }

    @Test
    void proxiesProtectionAndRetentionHaveStepsOfTheirOwn() {
        UpgradePlanCase proxied =
                UpgradePlanCase.of("upgrade-proxied", "demo-upgrade", "16.4").asking("'retain_old_hours':24");

        assertThat(proxied.steps())
                .contains(
                        "Check proxy demo-upgrade-proxy",
                        "Keep old cluster 24 hours",
                        "Lift deletion protection of the old cluster");
        UpgradePlanCase unprotected = proxied.cluster(c -> c.attribute("DeletionProtection", BooleanNode.FALSE));
        assertThat(unprotected.steps()).doesNotContain("Lift deletion protection of the old cluster");
        assertThat(proxied.asking("'skip_proxy_checks':true").steps()).doesNotContain("Check proxy demo-upgrade-proxy");
    }

    @Test
    void h40MoreThanTwentyParametersAreSetInBatches() {
        Plan plan =
                UpgradePlanCase.of("many-parameters", "demo-parameters", "16.4").plan();
        List<PlannedStep> batches = plan.steps().stream()
                .filter(s -> s.action().equals("set_parameters"))
                .filter(s -> s.parameters().path("scope").asText().equals("cluster"))
                .toList();

        assertThat(batches)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(
                        s -> assertThat(s.parameters().path("settings").size()).isBetween(1, 20));
        assertThat(batches.getFirst().name()).endsWith("(1 of " + batches.size() + ")");
    }

    @Test
    void h40NoPlannedStepHoldsAValueThatSomebodySet() {
        Plan plan = UpgradePlanCase.postgres()
                .with(s -> s.parameter("demo-upgrade-instance", "work_mem", "424242"))
                .plan();

        assertThat(plan.toString()).contains("work_mem").doesNotContain("424242");
    }

    @Test
    void groupsThatTheOperatorNamesAreUsedAsTheyAre() {
        Plan plan = UpgradePlanCase.postgres()
                .with(s -> s.clusterParameterGroup("mine-16", "aurora-postgresql16")
                        .parameter("mine-16", "rds.logical_replication", "1")
                        .parameter("mine-16", "max_replication_slots", "25")
                        .instanceParameterGroup("mine-16-i", "aurora-postgresql16")
                        .parameter("mine-16-i", "work_mem", "16384"))
                .asking("'db_cluster_parameter_group_name':'mine-16','db_instance_parameter_group_name':'mine-16-i'")
                .plan();

        assertThat(plan.findings()).noneMatch(f -> f.severity() != Finding.Severity.WARN);
        assertThat(step(plan, "create_blue_green")
                        .parameters()
                        .path("cluster_group")
                        .asText())
                .isEqualTo("mine-16");
        assertThat(step(plan, "await_green").parameters().path("instance_group").asText())
                .isEqualTo("mine-16-i");
        assertThat(plan.steps()).extracting(PlannedStep::action).doesNotContain("create_parameter_group");
    }

    @Test
    void h41AClusterThatHasTheVersionAlreadyNeedsNothing() {
        Plan plan = UpgradePlanCase.postgres().to("15.8").plan();

        assertThat(plan.summary()).startsWith("Nothing to change");
        assertThat(plan.steps()).extracting(PlannedStep::action).containsExactly("verify_upgrade");
        assertThat(plan.findings()).isEmpty();
    }

    @Test
    void planningTwiceGivesTheSamePlan() {
        assertThat(UpgradePlanCase.postgres().plan())
                .usingRecursiveComparison()
                .isEqualTo(UpgradePlanCase.postgres().plan());
    }

    @Test
    void everyEndpointThatLeadsToAReaderMustStillLeadToOne() {
        Plan plan = UpgradePlanCase.of("upgrade-custom-endpoints", "demo-upgrade", "16.4")
                .plan();

        assertThat(plan.baseline().path("floors").path("reader endpoint").asInt())
                .isEqualTo(1);
        assertThat(plan.baseline()
                        .path("floors")
                        .path("custom endpoint demo-upgrade-reports")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void theNotesSayWhatItCostsAndWhatStays() {
        assertThat(UpgradePlanCase.postgres()
                        .asking("'pause_before_proxy_deregister':true")
                        .plan()
                        .notes())
                .anyMatch(n -> n.startsWith("Write interruptions: 1") && n.contains("300 s"))
                .anyMatch(n -> n.startsWith("Costs: ") && n.contains("3 instances"))
                .anyMatch(n -> n.startsWith("Afterwards: ") && n.contains("demo-upgrade-before-upgrade-5d1e8c64 stays"))
                .anyMatch(n -> n.contains("has no effect: no proxy is deregistered"))
                .anyMatch(n -> n.contains(CLUSTER_GROUP) && n.contains("rds.logical_replication"));
    }

    private static List<String> gated(UpgradePlanCase trial) {
        return trial.plan().steps().stream()
                .filter(s -> s.gate() != null)
                .map(PlannedStep::name)
                .toList();
    }

    private static PlannedStep step(Plan plan, String action) {
        return plan.steps().stream()
                .filter(s -> s.action().equals(action))
                .findFirst()
                .orElseThrow();
    }
}
