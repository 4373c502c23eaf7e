package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import org.junit.jupiter.api.Test;

class ParameterGroupChecksTest {
    private static final String NAMED = "'db_cluster_parameter_group_name':'mine'";
    private static final String OURS = "demo-upgrade-cluster-aurora-postgresql16-cluster-5d1e8c64";

    @Test
    void h40AGroupOfAnotherFamilyIsRefused() {
        assertThat(UpgradePlanCase.postgres()
                        .with(s -> s.clusterParameterGroup("mine", "aurora-postgresql14"))
                        .asking(NAMED)
                        .refusedAlone("parameter-group-family")
                        .observed())
                .contains("mine is of family aurora-postgresql14", "needs aurora-postgresql16");
    }

    @Test
    void h40AGroupThatIsNotThereIsRefused() {
        assertThat(UpgradePlanCase.postgres()
                        .asking("'db_instance_parameter_group_name':'nowhere'")
                        .refused("parameter-group-family")
                        .observed())
                .contains("there is no instance parameter group nowhere");
        assertThat(UpgradePlanCase.postgres().findings("parameter-group-family"))
                .isEmpty();
    }

    @Test
    void h40ANameThatSomebodyElsesGroupHasIsRefused() {
        assertThat(UpgradePlanCase.postgres()
                        .with(s -> s.clusterParameterGroup(OURS, "aurora-postgresql16"))
                        .refused("parameter-group-taken")
                        .observed())
                .contains(OURS);
        assertThat(UpgradePlanCase.postgres().findings("parameter-group-taken")).isEmpty();
    }

    @Test
    void h40EveryParameterThatIsNotCarriedIsAskedAboutWithItsReason() {
        UpgradePlanCase many = UpgradePlanCase.of("many-parameters", "demo-parameters", "16.4");
        Plan plan = many.plan();
        long set = many.scenarioGroup("demo-parameters-cluster").size();
        long carried = plan.steps().stream()
                .filter(s -> s.parameters().path("scope").asText().equals("cluster"))
                .map(PlannedStep::parameters)
                .mapToLong(p -> p.path("settings").size())
                .sum();
        Finding finding = many.findings("parameters-not-carried").getFirst();
        String notes = String.join(" ", plan.notes());

        assertThat(finding.severity()).isEqualTo(Finding.Severity.ASK);
        assertThat(finding.observed()).contains("(gone in the new family)", "aurora-postgresql16");
        assertThat(many.scenarioGroup("demo-parameters-cluster").keySet())
                .as("each is carried, named as lost, or the new default")
                .allSatisfy(name -> assertThat(finding.observed() + notes).contains(name));
        assertThat(carried).isPositive().isLessThan(set);
        assertThat(UpgradePlanCase.postgres().findings("parameters-not-carried"))
                .isEmpty();
    }

    @Test
    void h40WhatANamedGroupHasOtherwiseIsAskedAboutWithoutValues() {
        Finding finding = UpgradePlanCase.postgres()
                .with(s -> s.clusterParameterGroup("mine", "aurora-postgresql16")
                        .parameter("mine", "max_replication_slots", "777"))
                .asking(NAMED)
                .asked("parameters-not-carried");

        assertThat(finding.observed())
                .contains(
                        "mine, which you named, differs",
                        "rds.logical_replication (not set there)",
                        "max_replication_slots (set to another value there)");
        assertThat(finding.line()).doesNotContain("777");
    }

    @Test
    void h40DifferentInstanceGroupsAreAskedAboutByName() {
        Finding finding = UpgradePlanCase.postgres()
                .with(s -> s.instanceParameterGroup("reports", "aurora-postgresql15")
                        .parameter("reports", "statement_timeout", "0"))
                .instance("demo-upgrade-3", i -> i.parameterGroup("reports"))
                .asked("instance-groups-merged");

        assertThat(finding.observed()).contains("demo-upgrade-instance", "reports (", "statement_timeout", "work_mem");
        assertThat(UpgradePlanCase.postgres().findings("instance-groups-merged"))
                .isEmpty();
    }

    @Test
    void valuesThatBlueDoesNotRunWithYetAreAskedAbout() {
        assertThat(UpgradePlanCase.postgres()
                        .instance("demo-upgrade-2", i -> i.parameterStatus("pending-reboot"))
                        .asked("parameters-not-in-effect")
                        .observed())
                .contains("demo-upgrade-instance is pending-reboot on demo-upgrade-2");
        assertThat(UpgradePlanCase.postgres().findings("parameters-not-in-effect"))
                .isEmpty();
    }

    @Test
    void defaultsThatTheFamilyChangesAreTold() {
        assertThat(UpgradePlanCase.postgres()
                        .to("17.4")
                        .warned("changed-defaults")
                        .observed())
                .contains("rds.force_ssl (0 → 1)");
        assertThat(UpgradePlanCase.mysql().findings("changed-defaults")).isEmpty();
    }

    @Test
    void h42AnEventSchedulerThatIsOnIsTurnedOffForGreenAndAskedAbout() {
        UpgradePlanCase on =
                UpgradePlanCase.mysql().with(s -> s.parameter("demo-upgrade-mysql-cluster", "event_scheduler", "ON"));
        Plan plan = on.plan();

        assertThat(on.asked("event-scheduler").wayOut()).contains("ParameterName=event_scheduler,ParameterValue=ON");
        assertThat(plan.steps().stream()
                        .filter(s -> s.action().equals("set_parameters"))
                        .flatMap(s -> s.parameters().path("settings").findParents("value").stream())
                        .map(s ->
                                s.path("name").asText() + "=" + s.path("value").asText()))
                .containsExactly("event_scheduler=OFF");
        assertThat(UpgradePlanCase.mysql()
                        .with(s -> s.parameter("demo-upgrade-mysql-cluster", "event_scheduler", "OFF"))
                        .findings("event-scheduler"))
                .isEmpty();
    }

    @Test
    void h42ANamedGroupWithTheEventSchedulerOnIsRefused() {
        assertThat(UpgradePlanCase.mysql()
                        .with(s -> s.clusterParameterGroup("mine", "aurora-mysql8.0")
                                .parameter("mine", "binlog_format", "ROW")
                                .parameter("mine", "event_scheduler", "ON"))
                        .asking(NAMED)
                        .refusedAlone("event-scheduler")
                        .wayOut())
                .contains("ParameterName=event_scheduler,ParameterValue=OFF");
    }
}
