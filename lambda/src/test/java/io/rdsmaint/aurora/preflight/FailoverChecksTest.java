package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.PreflightCase;
import org.junit.jupiter.api.Test;

class FailoverChecksTest {
    @Test
    void aWriterChangedInPlaceIsAskedAbout() {
        PreflightCase single = PreflightCase.of(Scenarios.singleNode(), "demo-single")
                .planning(s -> new ChangeScope(
                        s.operationId(), s.changes(), null, s.failoverTargets(), true, s.minReaders(), s.duration()));

        Finding finding = single.asked("writer-in-place");

        assertThat(finding.observed()).contains("demo-single-1", "nothing can be written for 5 to 15 minutes");
    }

    @Test
    void h16ALaggingFailoverTargetIsAskedAbout() {
        Finding finding = PreflightCase.multi()
                .instance("demo-multi-2", i -> i.lagMillis(4200))
                .asked("replica-lag");

        assertThat(finding.observed()).contains("demo-multi-2 lags 4200 ms; the limit is 1000 ms");
        assertThat(finding.wayOut()).contains("aws cloudwatch get-metric-statistics", "Value=demo-multi-2");
    }

    @Test
    void h16ALaggingReaderThatStaysOneIsOnlyMentioned() {
        PreflightCase.multi().instance("demo-multi-3", i -> i.lagMillis(4200)).warned("replica-lag");
    }

    @Test
    void h16AWriterUnderLoadIsAskedAbout() {
        Finding finding = PreflightCase.multi().cluster(c -> c.writes(1.8, 120)).asked("writer-load");

        assertThat(finding.observed()).contains("demo-multi-1 uses 90 % CPU with 120 connections", "is 80 %");
    }

    @Test
    void anAlarmIsAskedAbout() {
        Finding finding = PreflightCase.multi()
                .with(s -> s.alarm(new Alarm("orders-cpu", "CPUUtilization", "demo-multi-3", 80, "ALARM"))
                        .alarm(new Alarm("orders-ok", "CPUUtilization", "demo-multi-2", 80, "OK"))
                        .alarm(new Alarm("others", "CPUUtilization", "not-ours", 80, "ALARM")))
                .asked("alarms");

        assertThat(finding.observed()).contains("orders-cpu on demo-multi-3 (CPUUtilization)");
        assertThat(finding.wayOut()).contains("aws cloudwatch describe-alarm-history --alarm-name 'orders-cpu'");
    }

    @Test
    void h16WhatOnlySqlTellsIsGivenAsAQuery() {
        assertThat(PreflightCase.multi().warned("ask-the-database").wayOut())
                .contains("FROM pg_stat_activity", "relpersistence = 'u'");
        assertThat(PreflightCase.multi().failingOverTo().findings("ask-the-database"))
                .isEmpty();
    }

    @Test
    void h12CacheManagementThatWouldEndIsAskedAbout() {
        PreflightCase trial = PreflightCase.multi()
                .with(s ->
                        s.clusterParameterGroup("ccm", "aurora-postgresql15").parameter("ccm", "apg_ccm_enabled", "1"))
                .cluster(c -> c.parameterGroup("ccm"))
                .instance("demo-multi-3", i -> i.tier(0));

        assertThat(trial.without("demo-multi-3")
                        .asked("cluster-cache-management")
                        .observed())
                .contains("tier-0 reader: demo-multi-3", "differ for good: db.r6g.large, db.r6g.xlarge");
        assertThat(trial.warned("cluster-cache-management").wayOut()).contains("SELECT * FROM aurora_ccm_status()");
    }

    @Test
    void h29AnOldEngineDropsReadsToo() {
        Finding finding = PreflightCase.of(Scenarios.find("old-engine").orElseThrow(), "demo-old")
                .warned("readers-restart-with-writer");

        assertThat(finding.observed()).contains("aurora-postgresql 13.8 all readers restart");
    }

    @Test
    void h29GlobalSecondariesOfAnOlderMysqlRestartToo() {
        PreflightCase trial = PreflightCase.of(
                Scenario.of("global-mysql", s -> {
                    String version = "8.0.mysql_aurora.3.05.2";
                    s.cluster(
                            "orders",
                            "aurora-mysql",
                            version,
                            c -> c.instance("orders-1", "db.r6g.large", "us-east-1a")
                                    .instance("orders-2", "db.r6g.large", "us-east-1a")
                                    .instance("orders-3", "db.r6g.large", "us-east-1b"));
                    s.elsewhere(s.site().account(), "us-west-2")
                            .cluster(
                                    "orders-west",
                                    "aurora-mysql",
                                    version,
                                    c -> c.secondary().instance("orders-west-1", "db.r6g.large", "us-west-2a"));
                    s.global("worldwide", "orders", "us-west-2", "orders-west");
                }),
                "orders");

        assertThat(trial.warned("global-secondaries-restart").observed()).contains("8.0.mysql_aurora.3.05.2");
    }

    @Test
    void h7AWriterThatMovesToAnotherZoneIsTold() {
        assertThat(PreflightCase.multi().warned("writer-zone").observed())
                .contains("demo-multi-1 (us-east-1a) to demo-multi-2 (us-east-1b)");
        assertThat(PreflightCase.multi()
                        .failingOverTo("demo-multi-2", "demo-multi-1")
                        .findings("writer-zone"))
                .isEmpty();
    }
}
