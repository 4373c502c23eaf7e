package io.rdsmaint.aurora.bluegreen;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A side that shows no writer, or two, is neither ready nor proven, and while production does nothing of the old side is removed. */
class UnclearSidesTest {
    private static final String SWITCH = "Switch over to green";
    private static final String UNCLEAR = "The cluster does not show one writer";

    private final List<Instant> began = new ArrayList<>();
    private final List<Duration> waited = new ArrayList<>();

    /** From the first look of a step on a side hides who writes, until somebody is asked: nobody has made that call then. */
    private void assertAsked(AuroraTestRunner trial, String step, Supplier<Fault> fault, String call) {
        trial.before(step, () -> {
                    began.add(trial.clock.instant());
                    trial.simulator.inject(fault.get().named("view"));
                })
                .answering(q -> {
                    if (q.kind() == Question.Kind.GATE) {
                        began.replaceAll(earlier -> trial.clock.instant());
                        return "";
                    }
                    waited.add(Duration.between(began.getFirst(), trial.clock.instant()));
                    assertThat(trial.changes()).noneMatch(c -> c.startsWith(call));
                    trial.simulator.clearFault("view");
                    return "continue";
                });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.problems()).singleElement().satisfies(q -> {
            assertThat(q.reason()).startsWith(step).contains(UNCLEAR);
            assertThat(q.options()).noneMatch(o -> "accept".equals(o.choice()));
        });
        assertThat(waited)
                .singleElement()
                .satisfies(time -> assertThat(time).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(7)));
    }

    private static String green(AuroraTestRunner trial) {
        return trial.clusters().stream()
                .filter(id -> id.contains("-green-"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {Fault.NO_WRITER, Fault.TWO_WRITERS})
    void aGreenSideIsNotSwitchedOverTo(String shown) {
        AuroraTestRunner trial = Upgrades.usual();

        assertAsked(trial, SWITCH, () -> Fault.showsWriters(green(trial), shown), "SwitchoverBlueGreenDeployment");
    }

    @ParameterizedTest
    @ValueSource(strings = {Fault.NO_WRITER, Fault.TWO_WRITERS})
    void theNewClusterIsNotVerified(String shown) {
        assertAsked(
                Upgrades.usual(),
                "Verify upgrade",
                () -> Fault.showsWriters(Upgrades.CLUSTER, shown),
                "CreateDBClusterSnapshot");
    }

    @ParameterizedTest
    @ValueSource(strings = {Fault.NO_WRITER, Fault.TWO_WRITERS})
    void nothingOfTheOldSideIsRemoved(String shown) {
        assertAsked(
                Upgrades.usual(),
                "Delete old demo-upgrade-1",
                () -> Fault.showsWriters(Upgrades.CLUSTER, shown),
                "DeleteDBInstance");
    }

    @Test
    void proxiesAreNotComparedWithRolesThatNobodyKnows() {
        assertAsked(
                Upgrades.of("upgrade-proxied"),
                "Check proxy",
                () -> Fault.showsWriters(Upgrades.CLUSTER, Fault.TWO_WRITERS),
                "CreateDBClusterSnapshot");
    }

    @Test
    void theNewClusterIsNotVerifiedInAStatusThatLasts() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.before(
                        "Verify upgrade",
                        () -> trial.simulator.inject(
                                Fault.showsStatus(Upgrades.CLUSTER, "stopped").named("status")))
                .answering(q -> {
                    if (q.kind() == Question.Kind.GATE) {
                        return "";
                    }
                    trial.simulator.clearFault("status");
                    return "continue";
                });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.problems())
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).startsWith("Verify upgrade: cluster demo-upgrade is stopped"));
    }

    /** A status of the green cluster itself, while its deployment and its instances look well. */
    @ParameterizedTest
    @ValueSource(strings = {"modifying", "stopped", "being-pondered"})
    void aGreenClusterInAnotherStatusIsNotSwitchedOverTo(String status) {
        AuroraTestRunner trial = Upgrades.usual();
        trial.before(
                        SWITCH,
                        () -> trial.simulator.inject(
                                Fault.showsStatus(green(trial), status).named("status")))
                .during(SWITCH, () -> {
                    assertThat(trial.calls("SwitchoverBlueGreenDeployment")).isZero();
                    trial.simulator.clearFault("status");
                });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.problems()).isEmpty();
    }
}
