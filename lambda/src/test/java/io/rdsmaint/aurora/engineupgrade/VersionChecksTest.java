package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionChecksTest {

    @ParameterizedTest
    @ValueSource(strings = {"15.4", "99.1", "14.12"})
    void h41AVersionThatAwsDoesNotOfferIsRefusedWithThoseItDoes(String version) {
        assertThat(UpgradePlanCase.postgres().to(version).refusedAlone("target-version"))
                .satisfies(f -> assertThat(f.observed()).contains("from 15.8 to " + version, "16.4"))
                .satisfies(f -> assertThat(f.wayOut()).contains("aws rds describe-db-engine-versions"));
    }

    @Test
    void h41AVersionThatIsOfferedIsNotRefused() {
        assertThat(UpgradePlanCase.postgres().findings("target-version")).isEmpty();
        assertThat(UpgradePlanCase.mysql().findings("target-version")).isEmpty();
    }

    @Test
    void aMajorUpgradeIsToldAsOne() {
        assertThat(UpgradePlanCase.postgres().warned("major-upgrade").observed())
                .contains("from 15.8 to 16.4");
        assertThat(UpgradePlanCase.mysql().findings("major-upgrade")).isEmpty();
    }

    @Test
    void h41AVersionThatAwsIsAboutToEndIsMentioned() {
        UpgradePlanCase toEnding = single("11.21", "aurora-postgresql11").to("12.12");

        assertThat(toEnding.findings("target-version-deprecated"))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Finding.Severity.WARN))
                .satisfies(f -> assertThat(f.observed()).contains("12.12 is deprecated"));
        assertThat(UpgradePlanCase.postgres().findings("target-version-deprecated"))
                .isEmpty();
    }

    @Test
    void aMinorVersionTooOldForBlueGreenIsRefusedWithTheFirstThatIsNot() {
        UpgradePlanCase old = single("14.7", "aurora-postgresql14").to("15.8");

        assertThat(old.refused("source-version").wayOut()).contains("--engine-version 14.9");
        assertThat(UpgradePlanCase.postgres().findings("source-version")).isEmpty();
    }

    @Test
    void h8AClassThatTheTargetVersionDoesNotOfferIsRefused() {
        UpgradePlanCase withdrawn = UpgradePlanCase.postgres().with(s -> s.withdrawn("db.r6g.large", "us-east-1b"));

        assertThat(withdrawn.refused("target-class").observed())
                .contains("demo-upgrade-2 (db.r6g.large is not offered in us-east-1b)")
                .doesNotContain("demo-upgrade-1");
        assertThat(UpgradePlanCase.postgres().findings("target-class")).isEmpty();
    }

    @Test
    void h6ACertificateThatTheTargetVersionDoesNotOfferIsAskedAbout() {
        UpgradePlanCase old = UpgradePlanCase.postgres()
                .instance("demo-upgrade-3", i -> i.setting("CACertificateIdentifier", "rds-ca-2019"));

        assertThat(old.asked("target-certificate").observed()).contains("demo-upgrade-3 (rds-ca-2019)");
        assertThat(UpgradePlanCase.postgres().findings("target-certificate")).isEmpty();
    }

    @Test
    void h35AClusterOfAnotherKindGetsThatOneRefusal() {
        UpgradePlanCase foreign = new UpgradePlanCase(
                Scenarios.find("foreign-engines").orElseThrow(),
                "demo-documents",
                "'target_engine_version':'6.0.0'",
                EngineUpgrade.CHECKS,
                UpgradePlanCase.postgres().place(),
                s -> {});

        assertThat(foreign.plan().findings()).extracting(Finding::code).containsExactly("cluster-kind");
    }

    @Test
    void aBabelfishClusterIsRefusedBelowTheFirstVersionThatCanAndWarnedOfItsOwnPathsAbove() {
        assertThat(babelfish("15.5").severity()).isEqualTo(Finding.Severity.REFUSE);
        assertThat(babelfish("15.5").observed()).contains("15.5", "15.7");
        assertThat(babelfish("16.1").observed()).contains("16.1", "16.3");
        assertThat(babelfish("15.8").severity()).isEqualTo(Finding.Severity.WARN);
        assertThat(babelfish("15.8").wayOut()).contains("15.8 to 16.4");
        assertThat(UpgradePlanCase.postgres().findings("babelfish")).isEmpty();
    }

    private static Finding babelfish(String version) {
        return single(version, "aurora-postgresql" + version.substring(0, 2))
                .with(s -> s.parameter("single-group", "rds.babelfish_status", "on"))
                .to("16.4")
                .findings("babelfish")
                .getFirst();
    }

    private static UpgradePlanCase single(String version, String family) {
        return new UpgradePlanCase(
                Scenario.of(
                        "single",
                        s -> s.clusterParameterGroup("single-group", family)
                                .parameter("single-group", "rds.logical_replication", "1")
                                .cluster(
                                        "single",
                                        "aurora-postgresql",
                                        version,
                                        c -> c.parameterGroup("single-group")
                                                .instance("single-1", "db.r5.large", "us-east-1a"))),
                "single",
                "'target_engine_version':'" + version + "'",
                EngineUpgrade.CHECKS,
                UpgradePlanCase.postgres().place(),
                s -> {});
    }
}
