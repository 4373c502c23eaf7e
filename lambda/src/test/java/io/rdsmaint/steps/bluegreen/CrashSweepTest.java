package io.rdsmaint.steps.bluegreen;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import io.rdsmaint.testkit.transport.RequestKind;
import io.rdsmaint.testkit.transport.TransportFault;
import io.rdsmaint.testkit.transport.TransportFault.Side;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to an invocation or to an answer, the upgrade ends the same, with one switchover. */
class CrashSweepTest {
    /** Mark, create, switch over, snapshot, remove the deployment, three instances, the cluster, unmark. */
    private static final int CHANGES = 10;

    static Stream<Arguments> everyMoment() {
        return IntStream.rangeClosed(1, CHANGES)
                .boxed()
                .flatMap(n -> Stream.of(Arguments.of(n, false), Arguments.of(n, true)));
    }

    @ParameterizedTest
    @MethodSource("everyMoment")
    void anInvocationThatDiesAtARequestChangesNothingOfTheEnd(int request, boolean afterItsEffect) {
        AuroraTestRunner trial = Upgrades.usual();
        trial.strike(RequestKind.CHANGE, request, new TransportFault.Killed(afterItsEffect ? Side.AFTER : Side.BEFORE));

        Operation end = trial.run();

        assertThat(trial.faults().struck()).hasSize(1);
        assertThat(trial.faults().passed(RequestKind.CHANGE)).isGreaterThanOrEqualTo(CHANGES);
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
