package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicationChecksTest {
    private static final String GROUP = "demo-upgrade-cluster";
    private static final String MYSQL_GROUP = "demo-upgrade-mysql-cluster";

    @Test
    void h38LogicalReplicationThatIsOffIsRefusedWithTheCommandsToTurnItOn() {
        Finding finding = UpgradePlanCase.postgres()
                .with(s -> s.parameter(GROUP, "rds.logical_replication", "0"))
                .refused("logical-replication");

        assertThat(finding.observed()).contains("rds.logical_replication is off", GROUP);
        assertThat(finding.wayOut())
                .contains(
                        "aws rds modify-db-cluster-parameter-group --db-cluster-parameter-group-name " + GROUP
                                + " --parameters ParameterName=rds.logical_replication,ParameterValue=1",
                        "aws rds reboot-db-instance --db-instance-identifier demo-upgrade-1");
    }

    @Test
    void h38InTheDefaultGroupItNeedsAGroupOfTheClustersOwn() {
        Finding finding = UpgradePlanCase.postgres()
                .cluster(c -> c.parameterGroup("default.aurora-postgresql15"))
                .refused("logical-replication");

        assertThat(finding.wayOut())
                .contains(
                        "create-db-cluster-parameter-group",
                        "--db-parameter-group-family aurora-postgresql15",
                        "modify-db-cluster --apply-immediately");
    }

    @Test
    void h38LogicalReplicationThatOnlyWaitsForARestartIsRefused() {
        UpgradePlanCase waiting = UpgradePlanCase.of("upgrade-not-ready", "demo-upgrade", "16.4");

        assertThat(waiting.findings("logical-replication"))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Finding.Severity.REFUSE))
                .satisfies(f -> assertThat(f.observed()).contains("pending-reboot on the writer"));
        assertThat(UpgradePlanCase.postgres().findings("logical-replication")).isEmpty();
    }

    @Test
    void h38BinaryLoggingThatIsOffIsRefused() {
        assertThat(UpgradePlanCase.mysql()
                        .with(s -> s.parameter(MYSQL_GROUP, "binlog_format", "OFF"))
                        .refused("binary-log")
                        .wayOut())
                .contains("ParameterName=binlog_format,ParameterValue=ROW");
        assertThat(UpgradePlanCase.mysql().findings("binary-log")).isEmpty();
        assertThat(UpgradePlanCase.postgres().findings("binary-log")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STATEMENT", "MIXED"})
    void h38AnotherFormatThanRowIsMentioned(String format) {
        assertThat(UpgradePlanCase.mysql()
                        .with(s -> s.parameter(MYSQL_GROUP, "binlog_format", format))
                        .warned("binary-log")
                        .observed())
                .contains(format, "ROW");
    }

    @Test
    void h38LimitsTooSmallForAnyClusterAreRefused() {
        Finding finding = UpgradePlanCase.postgres()
                .with(s -> s.parameter(GROUP, "max_logical_replication_workers", "2"))
                .refused("replication-capacity");

        assertThat(finding.observed())
                .contains("max_replication_slots=25", "max_logical_replication_workers=2", "at most 1 databases");
    }

    @Test
    void h38OtherLimitsAreToldWithTheQueryThatCountsDatabases() {
        Finding finding = UpgradePlanCase.postgres().warned("replication-capacity");

        assertThat(finding.observed()).contains("max_logical_replication_workers=4", "at most 3 databases");
        assertThat(finding.wayOut()).contains("SELECT count(*) FROM pg_database");
        assertThat(UpgradePlanCase.mysql().findings("replication-capacity")).isEmpty();
    }

    @Test
    void h44AClusterThatReplicatesFromElsewhereIsRefused() {
        UpgradePlanCase replica = UpgradePlanCase.mysql()
                .cluster(c -> c.attribute(
                        "ReplicationSourceIdentifier", "arn:aws:rds:eu-west-1:123456789012:cluster:elsewhere"));

        assertThat(replica.refused("external-replication").observed()).contains("eu-west-1", "elsewhere");
    }

    @Test
    void h44WhatOnlySqlTellsAboutReplicationIsGivenAsQueries() {
        assertThat(UpgradePlanCase.postgres().warned("external-replication").wayOut())
                .contains("pg_replication_slots", "pg_publication", "pg_subscription");
        assertThat(UpgradePlanCase.mysql().warned("external-replication").wayOut())
                .contains("SHOW REPLICAS");
    }
}
