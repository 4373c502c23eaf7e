package io.rdsmaint.aurora.bluegreen;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens to an answer, the upgrade ends the same, with one switchover, and calls are repeated only where they must be. That
 * it survives invocations that die at any request is held by the campaign's sweep over the paths of upgrades.
 */
class LostAnswersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CreateBlueGreenDeployment",
                "SwitchoverBlueGreenDeployment",
                "CreateDBClusterSnapshot",
                "DeleteBlueGreenDeployment",
                "DeleteDBInstance",
                "DeleteDBCluster"
            })
    void h64_aLostAnswerOfACallThatTookEffectDoesNotRepeatIt(String action) {
        AuroraTestRunner trial = Upgrades.usual();
        trial.simulator.inject(Fault.cutAfterEffect(action));

        Operation end = trial.run();

        assertThat(trial.calls(action)).isEqualTo(action.equals("DeleteDBInstance") ? 3 : 1);
        endsAsAlways(trial, end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CreateBlueGreenDeployment",
                "SwitchoverBlueGreenDeployment",
                "CreateDBClusterSnapshot",
                "DeleteBlueGreenDeployment",
                "DeleteDBInstance",
                "DeleteDBCluster"
            })
    void h64_aCallThatNeverArrivedIsMadeAgainOnceItCanNoLongerAct(String action) {
        AuroraTestRunner trial = Upgrades.usual();
        trial.simulator.inject(Fault.cutBeforeEffect(action));

        Operation end = trial.run();

        assertThat(trial.calls(action)).isEqualTo(action.equals("DeleteDBInstance") ? 4 : 2);
        endsAsAlways(trial, end);
    }

    private static void endsAsAlways(AuroraTestRunner trial, Operation end) {
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.residue()).isEmpty();
        assertThat(trial.problems()).isEmpty();
        assertThat(trial.effects().stream().filter(c -> c.startsWith("Switchover")))
                .hasSize(1);
        assertThat(trial.clusters()).containsExactly(Upgrades.CLUSTER);
        assertThat(trial.versions())
                .containsOnlyKeys("demo-upgrade-1", "demo-upgrade-2", "demo-upgrade-3")
                .doesNotContainValue("15.8");
        assertThat(trial.simulator.ledger().incidents())
                .extracting(i -> i.harm())
                .doesNotContain(Harm.CLUSTER_DELETED, Harm.DELETED_WITHOUT_SNAPSHOT, Harm.UNREADY_SWITCHOVER);
    }
}
