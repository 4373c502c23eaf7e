package io.rdsmaint.operations.engineupgrade;

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
        assertThat(UpgradeTrial.postgres().to(version).refusedAlone("target-version"))
                .satisfies(f -> assertThat(f.observed()).contains("from 15.8 to " + version, "16.4"))
                .satisfies(f -> assertThat(f.wayOut()).contains("aws rds describe-db-engine-versions"));
    }

    @Test
    void h41AVersionThatIsOfferedIsNotRefused() {
        assertThat(UpgradeTrial.postgres().findings("target-version")).isEmpty();
        assertThat(UpgradeTrial.mysql().findings("target-version")).isEmpty();
    }

    @Test
    void aMajorUpgradeIsToldAsOne() {
        assertThat(UpgradeTrial.postgres().warned("major-upgrade").observed()).contains("from 15.8 to 16.4");
        assertThat(UpgradeTrial.mysql().findings("major-upgrade")).isEmpty();
    }

    @Test
    void aMinorVersionTooOldForBlueGreenIsRefusedWithTheFirstThatIsNot() {
        UpgradeTrial old = new UpgradeTrial(
                Scenario.of(
                        "old",
                        s -> s.clusterParameterGroup("old-group", "aurora-postgresql14")
                                .parameter("old-group", "rds.logical_replication", "1")
                                .cluster(
                                        "old",
                                        "aurora-postgresql",
                                        "14.7",
                                        c -> c.parameterGroup("old-group")
                                                .instance("old-1", "db.r6g.large", "us-east-1a"))),
                "old",
                "'target_engine_version':'15.8'",
                UpgradePreflight.standard(),
                UpgradeTrial.postgres().place(),
                s -> {});

        assertThat(old.refused("source-version").wayOut()).contains("--engine-version 14.9");
        assertThat(UpgradeTrial.postgres().findings("source-version")).isEmpty();
    }

    @Test
    void h8AClassThatTheTargetVersionDoesNotOfferIsRefused() {
        UpgradeTrial withdrawn = UpgradeTrial.postgres().with(s -> s.withdrawn("db.r6g.large", "us-east-1b"));

        assertThat(withdrawn.refused("target-class").observed())
                .contains("demo-upgrade-2 (db.r6g.large is not offered in us-east-1b)")
                .doesNotContain("demo-upgrade-1");
        assertThat(UpgradeTrial.postgres().findings("target-class")).isEmpty();
    }

    @Test
    void h6ACertificateThatTheTargetVersionDoesNotOfferIsAskedAbout() {
        UpgradeTrial old = UpgradeTrial.postgres()
                .instance("demo-upgrade-3", i -> i.setting("CACertificateIdentifier", "rds-ca-2019"));

        assertThat(old.asked("target-certificate").observed()).contains("demo-upgrade-3 (rds-ca-2019)");
        assertThat(UpgradeTrial.postgres().findings("target-certificate")).isEmpty();
    }

    @Test
    void h35AClusterOfAnotherKindGetsThatOneRefusal() {
        UpgradeTrial foreign = new UpgradeTrial(
                Scenarios.find("foreign-engines").orElseThrow(),
                "demo-documents",
                "'target_engine_version':'6.0.0'",
                UpgradePreflight.standard(),
                UpgradeTrial.postgres().place(),
                s -> {});

        assertThat(foreign.plan().findings()).extracting(Finding::code).containsExactly("cluster-kind");
    }
}
