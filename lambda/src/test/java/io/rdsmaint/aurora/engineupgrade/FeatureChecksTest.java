package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.rdsmaint.aurora.preflight.CheckSuite;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.gateway.AwsScope;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class FeatureChecksTest {

    @Test
    void aCodeThatNoCheckHasIsNotLeftOut() {
        CheckSuite<?> all = EngineUpgrade.checks();

        assertThatThrownBy(() -> all.without("zero-elt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no check has the code zero-elt");
        assertThat(all.without("zero-etl").codes()).doesNotContain("zero-etl").contains("account");
        assertThat(all.without("account").codes()).doesNotContain("account").contains("zero-etl");
    }

    @Test
    void h43AClusterOfAGlobalDatabaseIsRefused() {
        UpgradePlanCase primary = UpgradePlanCase.of("global-database", "demo-global", "16.4");
        UpgradePlanCase secondary = UpgradePlanCase.of("global-database", "demo-global-west", "16.4")
                .at(AwsScope.own("us-west-2"));

        assertThat(primary.findings("global-database-upgrade"))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Finding.Severity.REFUSE))
                .satisfies(f -> assertThat(f.observed())
                        .contains("is the primary in global database", "AWS has blue/green deployments for those"));
        assertThat(secondary.findings("global-database-upgrade"))
                .singleElement()
                .satisfies(f -> assertThat(f.observed()).contains("is a secondary in global database"));
        assertThat(UpgradePlanCase.postgres().findings("global-database-upgrade"))
                .isEmpty();
    }

    @Test
    void anInternetAccessGatewayIsAskedAbout() {
        assertThat(UpgradePlanCase.postgres()
                        .cluster(c -> c.attribute("InternetAccessGatewayEnabled", "true"))
                        .asked("internet-access")
                        .observed())
                .contains("internet access gateway", "a green cluster");
    }

    @Test
    void h42AManagedMasterPasswordIsRefused() {
        assertThat(UpgradePlanCase.of("upgrade-secret", "demo-upgrade", "16.4")
                        .refused("managed-master-password")
                        .wayOut())
                .contains("--no-manage-master-user-password", "--manage-master-user-password");
        assertThat(UpgradePlanCase.postgres().findings("managed-master-password"))
                .isEmpty();
    }

    @Test
    void theTagOfAnEarlierOperationIsRefusedBecauseGreenWouldGetIt() {
        String tag = "rds-maint-operation-id";

        assertThat(UpgradePlanCase.postgres()
                        .cluster(c -> c.tag(tag, "op-earlier"))
                        .refused("operation-tag")
                        .wayOut())
                .contains("remove-tags-from-resource", "cluster:demo-upgrade", tag);
        assertThat(UpgradePlanCase.postgres()
                        .instance("demo-upgrade-2", i -> i.tag(tag, "op-earlier"))
                        .refused("operation-tag")
                        .observed())
                .contains("db:demo-upgrade-2");
        assertThat(UpgradePlanCase.postgres().findings("operation-tag")).isEmpty();
    }

    /** Green gets the tags of blue with the mark, and then the operation's own: one more than any other operation sets. */
    @Test
    void blueMustLeaveRoomForTheTagsOfGreen() {
        assertThat(UpgradePlanCase.postgres().cluster(c -> tags(47, c::tag)).findings("tag-limits"))
                .isEmpty();
        assertThat(UpgradePlanCase.postgres()
                        .cluster(c -> tags(48, c::tag))
                        .refused("tag-limits")
                        .observed())
                .contains("the green copy of", "cluster:demo-upgrade would have 51 tags", "AWS allows 50");
        assertThat(UpgradePlanCase.postgres()
                        .instance("demo-upgrade-2", i -> tags(48, i::tag))
                        .findings("tag-limits"))
                .isEmpty();
        assertThat(UpgradePlanCase.postgres()
                        .instance("demo-upgrade-2", i -> tags(49, i::tag))
                        .refused("tag-limits")
                        .wayOut())
                .contains("remove-tags-from-resource", "db:demo-upgrade-2");
    }

    private static void tags(int count, BiConsumer<String, String> tag) {
        for (int i = 0; i < count; i++) {
            tag.accept("tag-" + i, "value");
        }
    }

    @Test
    void h42BacktrackIsAskedAbout() {
        assertThat(UpgradePlanCase.of("upgrade-backtrack", "demo-upgrade-backtrack", "8.0.mysql_aurora.3.08.2")
                        .asked("backtrack")
                        .observed())
                .contains("backtracked 24 hours", "green has no backtrack window");
        assertThat(UpgradePlanCase.mysql().findings("backtrack")).isEmpty();
    }

    @Test
    void h42AZeroEtlIntegrationIsAskedAboutWhenAGateLeavesTimeToDeleteIt() {
        UpgradePlanCase integrated = UpgradePlanCase.of("upgrade-zero-etl", "demo-upgrade", "16.4");

        assertThat(integrated.asked("zero-etl").wayOut()).contains("aws rds delete-integration");
        assertThat(integrated
                        .asking("'pause_before_switchover':false")
                        .refused("zero-etl")
                        .wayOut())
                .contains("delete them first", "pause_before_switchover");
        assertThat(UpgradePlanCase.postgres().findings("zero-etl")).isEmpty();
    }

    @Test
    void h42AnActivityStreamIsAskedAbout() {
        assertThat(UpgradePlanCase.postgres()
                        .cluster(c ->
                                c.attribute("ActivityStreamStatus", "started").attribute("ActivityStreamMode", "sync"))
                        .asked("activity-stream")
                        .wayOut())
                .contains("start-activity-stream --apply-immediately --mode sync");
        assertThat(UpgradePlanCase.postgres().findings("activity-stream")).isEmpty();
    }

    @Test
    void h58AClusterWithoutBackupsIsRefused() {
        assertThat(UpgradePlanCase.postgres()
                        .cluster(c -> c.attribute("BackupRetentionPeriod", IntNode.valueOf(0)))
                        .refused("restorable")
                        .wayOut())
                .contains("--backup-retention-period");
        assertThat(UpgradePlanCase.postgres().findings("restorable")).isEmpty();
    }

    @Test
    void h58ARestorePointOfLongAgoIsAskedAbout() {
        assertThat(UpgradePlanCase.postgres()
                        .cluster(c -> c.attribute("LatestRestorableTime", "2026-03-04T09:00:00Z"))
                        .asked("restorable")
                        .wayOut())
                .contains("create-db-cluster-snapshot");
    }

    @Test
    void h50DeletionProtectionIsToldAndOnlyLiftedForTheOldCluster() {
        assertThat(UpgradePlanCase.postgres().warned("deletion-protection").wayOut())
                .contains("of the old cluster alone", "after you said so");
        assertThat(UpgradePlanCase.postgres()
                        .cluster(c -> c.attribute("DeletionProtection", BooleanNode.FALSE))
                        .findings("deletion-protection"))
                .isEmpty();
    }

    @Test
    void h56WhoeverGoesByResourceIdsIsTold() {
        Finding finding = UpgradePlanCase.postgres().warned("resource-ids-change");

        assertThat(finding.line()).contains("CloudTrail", "Performance Insights", "IAM");
    }

    @Test
    void h56PoliciesOfIamAuthenticationAreAskedAbout() {
        assertThat(UpgradePlanCase.postgres()
                        .cluster(c -> c.attribute("IAMDatabaseAuthenticationEnabled", BooleanNode.TRUE))
                        .asked("iam-policies")
                        .wayOut())
                .contains("arn:aws:rds-db:us-east-1:123456789012:dbuser:");
        assertThat(UpgradePlanCase.postgres().findings("iam-policies")).isEmpty();
    }
}
