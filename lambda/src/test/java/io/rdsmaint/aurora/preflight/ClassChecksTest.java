package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.aurora.PreflightCase;
import org.junit.jupiter.api.Test;

class ClassChecksTest {
    @Test
    void h8AClassThatCannotBeOrderedIsRefused() {
        Finding finding = PreflightCase.multi()
                .to("db.r9z.large")
                .findings("class-orderable")
                .getFirst();

        assertThat(finding.severity()).isEqualTo(Finding.Severity.REFUSE);
        assertThat(finding.observed())
                .isEqualTo("class db.r9z.large can't be ordered for aurora-postgresql 15.8 in us-east-1");
        assertThat(finding.wayOut())
                .contains("aws rds describe-orderable-db-instance-options --engine aurora-postgresql"
                        + " --engine-version 15.8");
    }

    @Test
    void h8AClassThatIsNotOfferedForTheVersionIsRefused() {
        PreflightCase old = PreflightCase.of(
                        Scenario.of(
                                "old",
                                s -> s.cluster(
                                        "orders",
                                        EngineVersions.POSTGRES,
                                        "13.15",
                                        c -> c.instance("orders-1", "db.r6g.large", "us-east-1a"))),
                        "orders")
                .to("db.r8g.xlarge")
                .failingOverTo();

        old.refused("class-orderable");
    }

    @Test
    void h8AClassThatIsNotOfferedInAnInstancesZoneIsRefused() {
        Finding finding = PreflightCase.multi()
                .with(s -> s.withdrawn("db.r6g.xlarge", "us-east-1c"))
                .refused("class-zone");

        assertThat(finding.observed())
                .contains(
                        "db.r6g.xlarge",
                        "us-east-1c, where instance demo-multi-3 is",
                        "only in us-east-1a, us-east-1b");
    }

    @Test
    void h8TheTemporaryInstancesZoneCounts() {
        Finding finding = PreflightCase.multi()
                .with(s -> s.withdrawn("db.r6g.xlarge", "us-east-1c"))
                .without("demo-multi-3")
                .temporary("demo-multi-maint", "us-east-1c")
                .refused("class-zone");

        assertThat(finding.observed()).contains("temporary instance demo-multi-maint");
    }

    @Test
    void h73AClassWithoutGlobalDatabasesIsRefusedInOne() {
        PreflightCase trial = PreflightCase.of(
                        io.rdsmaint.simulator.scenario.Scenarios.find("global-database")
                                .orElseThrow(),
                        "demo-global")
                .to("db.t4g.large");

        assertThat(trial.findings("class-features").getFirst().observed())
                .contains("db.t4g.large does not support", "global database demo-worldwide");
    }

    @Test
    void h73AClassWithoutActivityStreamsIsRefusedWhereOneRuns() {
        PreflightCase trial = PreflightCase.multi()
                .cluster(c -> c.attribute("ActivityStreamStatus", "started").attribute("ActivityStreamMode", "async"))
                .to("db.t4g.large");

        Finding finding = trial.findings("class-features").getFirst();

        assertThat(finding.severity()).isEqualTo(Finding.Severity.REFUSE);
        assertThat(finding.observed()).contains("database activity stream in mode async");
        assertThat(finding.wayOut()).contains("aws rds stop-activity-stream");
        assertThat(trial.all(Preflight.standard().without("class-features")))
                .noneMatch(f -> f.severity() == Finding.Severity.REFUSE);
    }

    @Test
    void h34AServerlessClassNeedsACapacityRange() {
        Finding finding = PreflightCase.multi().to("db.serverless").refused("serverless-range");

        assertThat(finding.observed()).contains("has no Serverless v2 capacity range");
        assertThat(finding.wayOut())
                .contains("aws rds modify-db-cluster --db-cluster-identifier demo-multi"
                        + " --serverless-v2-scaling-configuration");
    }

    @Test
    void h34AServerlessReaderOutsideTiersZeroAndOneIsNoWriter() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.serverlessCapacity(4, 32))
                .instance("demo-multi-2", i -> i.tier(5))
                .to("db.serverless")
                .asked("serverless-range");

        assertThat(finding.observed()).contains("demo-multi-2", "tier 5", "only tiers 0 and 1");
        assertThat(finding.wayOut()).contains("--promotion-tier 1 --db-instance-identifier demo-multi-2");
    }

    @Test
    void h34AServerlessWriterThatWouldStartColdIsAskedAbout() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.serverlessCapacity(0.5, 32))
                .to("db.serverless")
                .asked("serverless-range");

        assertThat(finding.observed()).contains("begins at 0.5 ACU");
    }
}
