package io.rdsmaint.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.model.SecurityGroup;
import io.rdsmaint.simulator.scenario.ScenarioBuilder;
import io.rdsmaint.testkit.restore.RestoreTestRunner;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What stands against a restore is told before anything is made, all of it at once. */
class PreflightTest {
    private static String refusal(RestoreTestRunner trial) {
        String cause = trial.dryRun().tree().at("/error/cause").asText();
        assertThat(trial.clusters()).hasSize(2);
        return cause;
    }

    private static RestoreTestRunner in(Consumer<ScenarioBuilder> world) {
        return new RestoreTestRunner(world);
    }

    @Test
    void maskAndIsolationAreMissedTogetherWithTheWayToHaveThem() {
        RestoreTestRunner trial = new RestoreTestRunner();
        trial.parameters.remove("isolation_security_groups");
        trial.parameters.remove("sql");
        trial.parameters.remove("verify");

        assertThat(refusal(trial))
                .contains("no-mask", "unmasked: true", "no-isolation", "aws ec2 create-security-group");
    }

    @Test
    void r4_aSnapshotThatIsNotThereOrTooOldOrOfTheTargetItself() {
        RestoreTestRunner none = new RestoreTestRunner();
        none.parameters.withObject("source").put("cluster_id", "nobody");
        assertThat(refusal(none)).contains("snapshot-missing", "cluster nobody has no available snapshot here");

        RestoreTestRunner old = new RestoreTestRunner();
        old.parameters.withObject("source").put("max_age_hours", 7);
        assertThat(refusal(old)).contains("snapshot-too-old", "is 8 hours old; max_age_hours is 7");

        RestoreTestRunner same =
                in(stage -> stage.alter("shop-staging", cluster -> cluster.automatedSnapshot(Duration.ofHours(1))));
        same.parameters.withObject("source").put("cluster_id", "shop-staging");
        assertThat(refusal(same)).contains("source-is-target");
    }

    @Test
    void aSnapshotThatIsStillBeingTakenIsWaitedForWhenItIsNamed() {
        RestoreTestRunner trial = in(stage -> stage.alter("shop", cluster -> cluster.snapshot("tonight", "creating")));
        trial.parameters.withObject("source").putObject("snapshot").put("id", "tonight");

        assertThat(trial.dryRun().tree().path("next").asText()).isEqualTo("succeed");
    }

    @Test
    void r8_whatThisDeploymentMayNotChangeIsNotReplaced() {
        assertThat(refusal(in(stage -> stage.alter("shop-staging", cluster -> cluster.untagged()))))
                .contains("not-allowed", "aws rds add-tags-to-resource");
        assertThat(refusal(in(stage ->
                        stage.alter("shop-staging", cluster -> cluster.tag("rds-maint-operation", "other/op-1")))))
                .contains("marked", "other/op-1");
    }

    @Test
    void theDataApiServesNoSmallClassesAndGroupsOfClientsDoNotIsolate() {
        RestoreTestRunner trial = new RestoreTestRunner();
        trial.parameters.putArray("instances").addObject().put("class", "db.t4g.medium");
        trial.parameters.putArray("isolation_security_groups").add("sg-05a6100000000001");

        assertThat(refusal(trial)).contains("class-not-served", "db.r6g.large", "isolation-is-open");
    }

    @Test
    void theInterruptionWhatIsNotCarriedAndALongHoldAreTold() {
        RestoreTestRunner trial = in(stage ->
                stage.alter("shop-staging", cluster -> cluster.staticEndpoint("reports", "READER", "shop-staging-2")));
        trial.parameters.withObject("old_cluster").put("hold_hours", 24);

        assertThat(trial.dryRun().tree().toString())
                .contains("INTERRUPTION, once", "not-carried", "hold-outlasts-the-day");
    }

    @Test
    void groupsOfIsolationHaveNoRuleAndAreInTheClustersNetwork() {
        assertThat(refusal(in(stage -> stage.securityGroup(RestoreTestRunner.ISOLATION, 0, 1))))
                .contains("isolation-has-rules", "has 0 inbound and 1 outbound rules", "describe-security-group-rules");
        RestoreTestRunner elsewhere = in(stage ->
                stage.securityGroup(new SecurityGroup(RestoreTestRunner.ISOLATION, "vpc-0000000000000000a", 0, 0)));
        elsewhere.parameters.putArray("security_groups").add("sg-0999999999999999a");
        assertThat(refusal(elsewhere))
                .contains("group-of-other-network", SecurityGroup.VPC)
                .contains("group-missing", "there is no security group sg-0999999999999999a in us-east-1");
    }

    @Test
    void rulesThatNobodyMaySeeAreRefused() {
        RestoreTestRunner trial = in(stage -> {});
        trial.simulator.change(world -> world.withheld().add("ec2:DescribeSecurityGroups"));

        assertThat(refusal(trial))
                .contains("isolation-rules-unseen", "let the function's role do ec2:DescribeSecurityGroups");
    }

    @Test
    void aGroupThatGetsARuleAfterPreflightIsNoIsolation() {
        RestoreTestRunner trial = new RestoreTestRunner();
        trial.before(
                "Check that",
                () -> trial.simulator.change(world -> world.site("123456789012", "us-east-1")
                        .securityGroups()
                        .put(
                                RestoreTestRunner.ISOLATION,
                                new SecurityGroup(RestoreTestRunner.ISOLATION, SecurityGroup.VPC, 1, 0))));
        trial.answering("rollback");

        assertThat(trial.run().state()).isEqualTo(OperationState.ROLLED_BACK);

        assertThat(trial.questions.getFirst().toString())
                .contains("not-isolated", RestoreTestRunner.ISOLATION + " has 1 inbound and 0 outbound rules");
    }

    private static RestoreTestRunner anew() {
        RestoreTestRunner trial = new RestoreTestRunner();
        trial.params.put("cluster_id", "shop-test");
        trial.parameters.put("strategy", "create_new").put("subnet_group", "default");
        trial.parameters.putArray("security_groups").add("sg-05a6100000000001");
        trial.parameters.putArray("instances").addObject().put("class", "db.r6g.large");
        trial.parameters.remove("old_cluster");
        return trial;
    }

    @Test
    void aClusterThatThisDeploymentMayNotChangeIsNotMadeEither() {
        RestoreTestRunner others =
                anew().environment("ALLOWED_TAG", "").environment("ALLOWED_CLUSTERS", "shop-staging");
        assertThat(refusal(others)).contains("not-allowed", "deploy again with --allow-cluster shop-test");

        RestoreTestRunner named = anew().environment("ALLOWED_TAG", "").environment("ALLOWED_CLUSTERS", "shop-*");
        assertThat(named.dryRun().tree().path("next").asText()).isEqualTo("succeed");
    }

    @Test
    void theMasterUserIsThatOfTheSnapshot() {
        RestoreTestRunner trial = anew();
        trial.parameters
                .putArray("users")
                .addObject()
                .put("name", "shop_admin")
                .put("secret_arn", RestoreTestRunner.secret("shop-admin"));

        assertThat(refusal(trial)).contains("user-is-master", "shop_admin is the master user");
    }

    @Test
    void theSubnetGroupIsThereAndItsNetworkIsThatOfTheGroups() {
        RestoreTestRunner none = new RestoreTestRunner();
        none.parameters.put("subnet_group", "nobody");
        assertThat(refusal(none)).contains("no-subnet-group", "there is no subnet group nobody");

        RestoreTestRunner other = in(stage -> stage.alter(
                "shop",
                cluster -> cluster.cluster()
                        .attributes()
                        .put("DBSubnetGroup", "production")
                        .put("SimulatedVpcId", "vpc-0000000000000000a")));
        other.parameters.put("subnet_group", "production");
        assertThat(refusal(other)).contains("group-of-other-network", "which is in vpc-0000000000000000a");
    }

    @Test
    void tagsThatSayWhoMayChangeWhatAreNobodysToGive() {
        RestoreTestRunner trial = new RestoreTestRunner();
        trial.parameters.putObject("tags").put("rds-maint-restore", "x").put("rds-maint-machine", "no");

        assertThat(refusal(trial)).contains("not-allowed", "tags gives rds-maint-machine, rds-maint-restore");
    }

    @Test
    void aGroupOfInstancesOfAnotherFamilyIsRefused() {
        RestoreTestRunner trial = new RestoreTestRunner();
        trial.parameters.put("instance_parameter_group", "default.aurora-postgresql15");

        assertThat(refusal(trial)).contains("group-of-other-family", "give instance_parameter_group of family");
    }
}
