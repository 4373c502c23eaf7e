package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.aurora.PreflightCase;
import org.junit.jupiter.api.Test;

class SizeChecksTest {
    @Test
    void h18ASmallerClassIsToldWithItsFigures() {
        Finding finding = PreflightCase.of(cluster("db.r6g.2xlarge"), "orders")
                .to("db.r6g.xlarge")
                .findings("smaller-class")
                .getFirst();

        assertThat(finding.severity()).isEqualTo(Finding.Severity.WARN);
        assertThat(finding.observed()).contains("db.r6g.2xlarge (8 vCPU, 64 GiB)", "db.r6g.xlarge (4 vCPU, 32 GiB)");
    }

    @Test
    void h18ASmallerClassThatTheLoadWouldFillIsAskedAbout() {
        PreflightCase trial = PreflightCase.of(cluster("db.r6g.2xlarge"), "orders")
                .to("db.r6g.xlarge")
                .cluster(c -> c.writes(4.0, 100));

        Finding finding = trial.asked("smaller-class");

        assertThat(finding.observed()).contains("orders-1", "50 %, would be 100 %; the limit is 90 %");
    }

    @Test
    void h18NobodySmallerThanWriterAndTargetBecomesWriter() {
        PreflightCase trial = PreflightCase.multi()
                .cluster(c -> c.instance("demo-multi-4", "db.t4g.medium", "us-east-1a"))
                .without("demo-multi-4")
                .failingOverTo("demo-multi-4");

        Finding finding = trial.refused("failover-target-size");

        assertThat(finding.observed()).contains("demo-multi-4", "db.t4g.medium", "db.r6g.large", "db.r6g.xlarge");
    }

    @Test
    void h73LosingLocalStorageIsAskedAbout() {
        Finding finding = PreflightCase.of(cluster("db.r6gd.xlarge"), "orders").asked("optimized-reads");

        assertThat(finding.observed()).contains("orders-2 (db.r6gd.xlarge to db.r6g.xlarge)");
    }

    @Test
    void h73AnotherFamilyMayLeaveAReservation() {
        assertThat(PreflightCase.multi()
                        .to("db.r7g.xlarge")
                        .warned("reserved-instances")
                        .wayOut())
                .contains("aws rds describe-reserved-db-instances");
        assertThat(PreflightCase.multi().findings("reserved-instances")).isEmpty();
    }

    @Test
    void h34AClassSmallerThanTheServerlessCapacityInUseIsAskedAbout() {
        PreflightCase trial = PreflightCase.of(
                        Scenario.of(
                                "serverless",
                                s -> s.cluster(
                                        "orders",
                                        EngineVersions.POSTGRES,
                                        "15.8",
                                        c -> c.serverlessCapacity(2, 64)
                                                .instance("orders-1", "db.r6g.2xlarge", "us-east-1a")
                                                .instance("orders-2", "db.serverless", "us-east-1a")
                                                .alter(
                                                        "orders-2",
                                                        i -> i.instance()
                                                                .readings()
                                                                .put("ServerlessDatabaseCapacity", 24.0)))),
                        "orders")
                .to("db.r6g.xlarge")
                .without("orders-1")
                .minReaders(0);

        Finding finding = trial.asked("serverless-load");

        assertThat(finding.observed())
                .contains("orders-2 uses 24.0 ACU, about 48 GiB", "db.r6g.xlarge (4 vCPU, 32 GiB)");
        assertThat(finding.wayOut()).contains("48 GiB");
    }

    @Test
    void h18AClassThatLivesOnCpuCreditsIsAskedAbout() {
        assertThat(PreflightCase.multi()
                        .to("db.t4g.large")
                        .asked("burstable-class")
                        .observed())
                .contains("db.t4g.large works on CPU credits");
    }

    @Test
    void aClassWhoseSizeItsNameDoesntTellIsAskedAbout() {
        assertThat(PreflightCase.multi()
                        .to("db.q9.large")
                        .findings("class-size-unknown")
                        .getFirst()
                        .wayOut())
                .contains("aws ec2 describe-instance-types --instance-types q9.large");
    }

    private static Scenario cluster(String instanceClass) {
        return Scenario.of(
                "sized",
                s -> s.cluster(
                        "orders",
                        EngineVersions.POSTGRES,
                        "15.8",
                        c -> c.instance("orders-1", instanceClass, "us-east-1a")
                                .instance("orders-2", instanceClass, "us-east-1a")
                                .instance("orders-3", instanceClass, "us-east-1b")));
    }
}
