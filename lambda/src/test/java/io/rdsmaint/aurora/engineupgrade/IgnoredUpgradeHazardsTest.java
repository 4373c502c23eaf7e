package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.gateway.rds.NewBlueGreen;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes of an upgrade when preflight's check is switched off: nobody is stopped, and AWS refuses in the middle. */
class IgnoredUpgradeHazardsTest {
    private static final String CLUSTER = "demo-upgrade";
    private static final UpgradePlanCase USUAL = UpgradePlanCase.postgres();

    private final SimulatedWorld world = new SimulatedWorld(Scenarios.upgrade());

    @Test
    void h41AVersionThatCannotBeReachedFailsTheDeployment() {
        UpgradePlanCase unreachable = USUAL.to("14.12");

        assertThat(unreachable.refusedAlone("target-version").observed()).contains("from 15.8 to 14.12");
        assertThat(unreachable.without("target-version").plan().findings())
                .noneMatch(f -> f.code().equals("target-version"));
        assertThatThrownBy(() -> deploy("upgrade", "14.12")).isInstanceOf(ChangeFailure.Refused.class);
    }

    @Test
    void h53ASecondDeploymentBesideSomebodyElsesFails() {
        deploy("theirs", "16.6");

        assertThat(USUAL.plan(world).findings()).anyMatch(IgnoredUpgradeHazardsTest::refuses);
        assertThat(USUAL.without("blue-green-deployment").plan(world).findings())
                .noneMatch(IgnoredUpgradeHazardsTest::refuses);
        assertThatThrownBy(() -> deploy("ours", "16.4")).isInstanceOf(ChangeFailure.Refused.class);
    }

    private static boolean refuses(Finding finding) {
        return finding.severity() == Finding.Severity.REFUSE;
    }

    private void deploy(String name, String version) {
        String arn = world.world().rds().cluster(CLUSTER).orElseThrow().arn();
        world.world().blueGreens().create(world.intent(), new NewBlueGreen(name, arn, version, null, null, Map.of()));
    }
}
