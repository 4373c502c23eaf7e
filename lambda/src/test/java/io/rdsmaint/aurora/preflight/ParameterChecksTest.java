package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.PreflightCase;
import org.junit.jupiter.api.Test;

class ParameterChecksTest {
    private static final PreflightCase FIXED = PreflightCase.of(
                    Scenarios.find("fixed-parameters").orElseThrow(), "demo-fixed")
            .minReaders(0)
            .cluster(c -> c.reads(0.2, 20).writes(0.2, 20));

    @Test
    void h73AFixedCacheLargerThanTheNewMemoryIsRefused() {
        Finding finding = FIXED.to("db.r6g.large").findings("cache-size").getFirst();

        assertThat(finding.severity()).isEqualTo(Finding.Severity.REFUSE);
        assertThat(finding.observed())
                .contains(
                        "shared_buffers=2621440 in group demo-fixed-values",
                        "is 20.0 GiB; class db.r6g.large has 16.0 GiB",
                        "at most 80 %");
        assertThat(finding.wayOut())
                .contains("aws rds reset-db-parameter-group --db-parameter-group-name demo-fixed-values"
                        + " --parameters ParameterName=shared_buffers");
        assertThat(FIXED.to("db.r6g.large").all(Preflight.standard().without("cache-size")))
                .noneMatch(f -> f.severity() == Finding.Severity.REFUSE);
    }

    @Test
    void h73AFixedCacheThatFitsIsOnlyMentioned() {
        assertThat(FIXED.to("db.r6g.2xlarge").warned("cache-size").observed()).contains("does not follow the class");
    }

    @Test
    void h73FormulasAreFine() {
        assertThat(PreflightCase.multi().findings("cache-size")).isEmpty();
        assertThat(PreflightCase.multi().findings("fixed-max-connections")).isEmpty();
    }

    @Test
    void h73FixedConnectionsBeyondTheClassesOwnAreAskedAbout() {
        Finding finding =
                FIXED.to("db.r6g.large").findings("fixed-max-connections").getFirst();

        assertThat(finding.severity()).isEqualTo(Finding.Severity.ASK);
        assertThat(finding.observed()).contains("fixed at 2500", "db.r6g.large would get about 1676");
    }

    @Test
    void h73PeakConnectionsBeyondTheNewLimitAreAskedAbout() {
        PreflightCase trial =
                PreflightCase.multi().cluster(c -> c.writes(0.2, 900)).to("db.t4g.medium");

        Finding finding = trial.findings("peak-connections").getFirst();

        assertThat(finding.severity()).isEqualTo(Finding.Severity.ASK);
        assertThat(finding.observed())
                .contains("demo-multi-2", "up to 900 connections in 14 days (as writer)", "accepts about 419");
    }

    @Test
    void h73ConnectionsThatFitAreNoTrouble() {
        assertThat(PreflightCase.multi().cluster(c -> c.writes(0.2, 900)).findings("peak-connections"))
                .isEmpty();
    }

    @Test
    void h73MysqlsBufferPoolIsCheckedInBytesAndTheClustersGroupCounts() {
        PreflightCase trial = PreflightCase.of(
                        Scenario.of(
                                "mysql",
                                s -> s.clusterParameterGroup("fixed", "aurora-mysql8.0")
                                        .parameter("fixed", "innodb_buffer_pool_size", "17179869184")
                                        .cluster(
                                                "orders",
                                                EngineVersions.MYSQL,
                                                "8.0.mysql_aurora.3.08.2",
                                                c -> c.parameterGroup("fixed")
                                                        .instance("orders-1", "db.r6g.xlarge", "us-east-1a")
                                                        .instance("orders-2", "db.r6g.xlarge", "us-east-1a")
                                                        .instance("orders-3", "db.r6g.xlarge", "us-east-1a"))),
                        "orders")
                .to("db.r6g.large");

        Finding finding = trial.refused("cache-size");

        assertThat(finding.observed()).contains("innodb_buffer_pool_size=17179869184", "is 16.0 GiB");
        assertThat(finding.wayOut())
                .contains("aws rds reset-db-cluster-parameter-group --db-cluster-parameter-group-name fixed");
    }
}
