package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.gateway.rds.NewBlueGreen;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentChecksTest {
    private static final String ARN = "arn:aws:rds:us-east-1:123456789012:cluster:demo-upgrade";
    private static final Duration PROVISIONED = Duration.ofHours(6);
    private static final UpgradePlanCase TRIAL = UpgradePlanCase.postgres();

    @Test
    void h53SomebodyElsesDeploymentToTheSameVersionIsOfferedForAdoption() {
        SimulatedWorld world = deployed("16.4", "theirs", Map.of());
        world.pass(PROVISIONED);
        Plan plan = TRIAL.plan(world);

        assertThat(plan.findings())
                .filteredOn(f -> f.severity() != Finding.Severity.WARN)
                .singleElement()
                .satisfies(f -> assertThat(f.code()).isEqualTo("blue-green-adopt"))
                .satisfies(f -> assertThat(f.observed()).contains("theirs", "16.4"));
        assertThat(plan.steps()).extracting(PlannedStep::action).doesNotContain("create_parameter_group");
        assertThat(plan.steps())
                .filteredOn(s -> s.action().equals("create_blue_green"))
                .singleElement()
                .satisfies(s -> assertThat(s.name()).isEqualTo("Take over blue/green deployment theirs"))
                .satisfies(
                        s -> assertThat(s.parameters().path("adopt").asText()).startsWith("bgd-"));
    }

    @Test
    void h53ADeploymentToAnotherVersionIsRefused() {
        SimulatedWorld world = deployed("16.6", "theirs", Map.of());
        world.pass(PROVISIONED);

        assertThat(TRIAL.plan(world).findings())
                .filteredOn(f -> f.severity() == Finding.Severity.REFUSE)
                .singleElement()
                .satisfies(f -> assertThat(f.code()).isEqualTo("blue-green-deployment"))
                .satisfies(f -> assertThat(f.wayOut()).contains("delete-blue-green-deployment", "--delete-target"));
    }

    @Test
    void h53ADeploymentThatIsNotReadyIsRefusedForTheTime() {
        SimulatedWorld world = deployed("16.4", "theirs", Map.of());

        assertThat(TRIAL.plan(world).findings())
                .anyMatch(f -> f.code().equals("blue-green-deployment") && f.severity() == Finding.Severity.REFUSE);
    }

    @Test
    void theOperationsOwnDeploymentIsNoTroubleAndThePlanStaysTheSame() {
        SimulatedWorld world = deployed(
                "16.4", Names.deployment(UpgradePlanCase.OPERATION), Map.of(Ownership.TAG, UpgradePlanCase.OPERATION));
        world.pass(PROVISIONED);
        Plan plan = TRIAL.plan(world);

        assertThat(plan.findings()).noneMatch(f -> f.severity() != Finding.Severity.WARN);
        assertThat(plan.steps()).isEqualTo(TRIAL.plan().steps());
    }

    @Test
    void afterItsOwnSwitchoverOnlyTheRestIsPlanned() {
        SimulatedWorld world = deployed(
                "16.4", Names.deployment(UpgradePlanCase.OPERATION), Map.of(Ownership.TAG, UpgradePlanCase.OPERATION));
        world.pass(PROVISIONED);
        String id = world.world().blueGreens().of(ARN).getFirst().id();
        world.world().blueGreens().switchover(world.intent(), id, 300);
        world.pass(Duration.ofMinutes(30));

        assertThat(TRIAL.plan(world).steps())
                .extracting(PlannedStep::action)
                .startsWith("verify_upgrade", "snapshot_old", "delete_blue_green")
                .doesNotContain("switchover", "create_blue_green");
    }

    @Test
    void noDeploymentIsNoTrouble() {
        assertThat(TRIAL.findings("blue-green-deployment")).isEmpty();
        assertThat(TRIAL.findings("blue-green-adopt")).isEmpty();
    }

    @Test
    void h49AnOldClusterOfAnotherUpgradeIsMentioned() {
        assertThat(UpgradePlanCase.of("upgrade-old-taken", "demo-upgrade", "16.4")
                        .warned("old-cluster-exists")
                        .observed())
                .contains("demo-upgrade-old1", "higher number");
        assertThat(TRIAL.findings("old-cluster-exists")).isEmpty();
    }

    @Test
    void h49NamesTooLongForAnySuffixAreMentioned() {
        String longId = "a-cluster-with-a-name-that-is-as-long-as-names-may-be-here";
        UpgradePlanCase named = new UpgradePlanCase(
                Scenario.of(
                        "long",
                        s -> s.clusterParameterGroup("long-group", "aurora-postgresql15")
                                .parameter("long-group", "rds.logical_replication", "1")
                                .cluster(
                                        longId,
                                        "aurora-postgresql",
                                        "15.8",
                                        c -> c.parameterGroup("long-group")
                                                .instance("short-1", "db.r6g.large", "us-east-1a"))),
                longId,
                "'target_engine_version':'16.4'",
                EngineUpgrade.CHECKS,
                TRIAL.place(),
                s -> {});

        assertThat(named.warned("green-names").observed()).contains(longId).doesNotContain("short-1");
        assertThat(TRIAL.findings("green-names")).isEmpty();
    }

    @Test
    void aSnapshotOfAnotherClusterUnderTheFinalOnesNameIsRefused() {
        UpgradePlanCase other = UpgradePlanCase.of("upgrade-old-taken", "demo-upgrade", "16.4");
        SimulatedWorld world = new SimulatedWorld(other.scenario());
        world.world()
                .snapshots()
                .create(
                        world.intent(),
                        Names.snapshot("demo-upgrade", UpgradePlanCase.OPERATION),
                        "demo-upgrade-old1",
                        Map.of());

        assertThat(other.plan(world).findings())
                .filteredOn(f -> f.severity() == Finding.Severity.REFUSE)
                .extracting(Finding::code)
                .containsExactly("final-snapshot-exists");
        assertThat(other.findings("final-snapshot-exists")).isEmpty();
    }

    @Test
    void h45WhatReplicationDoesNotCarryIsGivenAsQueries() {
        assertThat(TRIAL.warned("ask-the-database-before-upgrade").line())
                .contains("DDL", "pg_largeobject", "relpersistence = 'u'", "pg_extension", "pg_partman");
        assertThat(UpgradePlanCase.mysql()
                        .warned("ask-the-database-before-upgrade")
                        .line())
                .contains("SHOW DATABASES LIKE 'tmp'", "PRIMARY KEY");
    }

    private static SimulatedWorld deployed(String version, String name, Map<String, String> tags) {
        SimulatedWorld world = new SimulatedWorld(TRIAL.scenario());
        world.world().blueGreens().create(world.intent(), new NewBlueGreen(name, ARN, version, null, null, tags));
        return world;
    }
}
