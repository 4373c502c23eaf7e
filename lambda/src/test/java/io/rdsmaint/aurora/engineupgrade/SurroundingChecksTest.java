package io.rdsmaint.aurora.engineupgrade;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.simulator.model.Proxy;
import org.junit.jupiter.api.Test;

class SurroundingChecksTest {
    private static final UpgradePlanCase PROXIED = UpgradePlanCase.of("upgrade-proxied", "demo-upgrade", "16.4");

    @Test
    void h61AProxyThatCannotReachATargetIsRefused() {
        UpgradePlanCase ill =
                PROXIED.with(s -> requireNonNull(s.site().proxies().get("demo-upgrade-proxy"))
                        .ail("demo-upgrade-2", new Proxy.Ailment("UNAVAILABLE", "AUTH_FAILURE", "no such user")));

        assertThat(ill.refused("proxy-targets").observed())
                .contains("demo-upgrade-proxy", "demo-upgrade-2 UNAVAILABLE (AUTH_FAILURE)");
        assertThat(PROXIED.findings("proxy-targets")).isEmpty();
        assertThat(ill.asking("'skip_proxy_checks':true").findings("proxy-targets"))
                .isEmpty();
    }

    @Test
    void h59AProxyStaysRegisteredAndTheRulesOfTheSwitchoverAreTold() {
        assertThat(PROXIED.warned("proxy-switchover").line())
                .contains("demo-upgrade-proxy", "can't become the target of another proxy", "nothing is deregistered");
        assertThat(UpgradePlanCase.postgres().findings("proxy-switchover")).isEmpty();
    }

    @Test
    void h42ScalingPoliciesThatAreNotCopiedAreAskedAboutWithTheCommands() {
        UpgradePlanCase scaled = UpgradePlanCase.of("upgrade-autoscaled", "demo-upgrade", "16.4");

        assertThat(scaled.findings("scaling-not-copied"))
                .singleElement()
                .satisfies(f -> assertThat(f.wayOut())
                        .contains(
                                "describe-scaling-policies",
                                "register-scalable-target",
                                "put-scaling-policy",
                                "--min-capacity 2 --max-capacity 5"));
        assertThat(UpgradePlanCase.postgres().findings("scaling-not-copied")).isEmpty();
    }

    @Test
    void h42ReadersThatScalingMadeAreMentioned() {
        assertThat(UpgradePlanCase.postgres()
                        .instance("demo-upgrade-3", i -> i.autoscaled())
                        .warned("autoscaled-copies")
                        .observed())
                .contains("demo-upgrade-3");
        assertThat(UpgradePlanCase.postgres().findings("autoscaled-copies")).isEmpty();
    }

    @Test
    void h51CustomEndpointsWithListsAreMentioned() {
        assertThat(UpgradePlanCase.of("upgrade-custom-endpoints", "demo-upgrade", "16.4")
                        .warned("custom-endpoint-copies")
                        .observed())
                .contains("demo-upgrade-reports, demo-upgrade-search");
        assertThat(UpgradePlanCase.postgres().findings("custom-endpoint-copies"))
                .isEmpty();
    }

    @Test
    void h58QuotasTooSmallForASecondClusterAreRefusedAllAtOnce() {
        assertThat(UpgradePlanCase.postgres()
                        .with(s -> s.clusterQuota(1)
                                .instanceQuota(5)
                                .snapshotQuota(0)
                                .parameterGroupQuota(1))
                        .refused("upgrade-quota")
                        .observed())
                .contains(
                        "DBClusters: 1 of 1 in use, 1 more needed",
                        "DBInstances: 3 of 5 in use, 3 more needed",
                        "DBClusterParameterGroups: 1 of 1",
                        "DBParameterGroups: 1 of 1",
                        "ManualClusterSnapshots: 0 of 0");
        assertThat(UpgradePlanCase.postgres()
                        .with(s -> s.clusterQuota(2)
                                .instanceQuota(6)
                                .snapshotQuota(1)
                                .parameterGroupQuota(2))
                        .findings("upgrade-quota"))
                .isEmpty();
    }

    @Test
    void h23ChangesThatWaitOnAnInstanceAreAskedAbout() {
        assertThat(UpgradePlanCase.postgres()
                        .instance("demo-upgrade-2", i -> i.pending("DBInstanceClass", "db.r6g.xlarge"))
                        .asked("pending-values")
                        .observed())
                .contains("demo-upgrade-2 DBInstanceClass=db.r6g.xlarge");
        assertThat(UpgradePlanCase.postgres().findings("pending-values")).isEmpty();
    }
}
