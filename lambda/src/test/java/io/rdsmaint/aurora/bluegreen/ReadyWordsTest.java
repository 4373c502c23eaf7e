package io.rdsmaint.aurora.bluegreen;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Green is ready when the deployment, each of its members and the green side say so, in words that are known. */
class ReadyWordsTest {
    private static final String PROVISION = "Provision green side";
    private static final String SWITCH = "Switch over to green";
    private static final String CALL = "SwitchoverBlueGreenDeployment";

    private final AuroraTestRunner trial = Upgrades.usual();
    private final List<Instant> asked = new ArrayList<>();
    private final AtomicReference<Instant> began = new AtomicReference<>(Instant.EPOCH);

    /** Shows a status from the first look of a step on; the first question that is no gate ends it. */
    private Operation shown(String step, String answer, Supplier<Fault> fault) {
        trial.before(step, () -> {
                    began.set(trial.clock.instant());
                    trial.simulator.inject(fault.get().named("shown"));
                })
                .answering(q -> {
                    if (q.kind() == Question.Kind.GATE) {
                        return "";
                    }
                    asked.add(trial.clock.instant());
                    if (!answer.equals("continue/accept")) {
                        trial.simulator.clearFault("shown");
                    }
                    return answer;
                });
        return trial.run();
    }

    private Duration untilAsked() {
        return Duration.between(began.get(), asked.getFirst());
    }

    private static boolean acceptable(Question question) {
        return question.options().stream().anyMatch(o -> "accept".equals(o.choice()));
    }

    private Fault member(String status) {
        return Fault.showsStatus(Upgrades.deploymentName(trial) + "/demo-upgrade-2", status);
    }

    @ParameterizedTest
    @CsvSource({"being-pondered, 15", "PROVISIONING_FAILED, 1"})
    void aDeploymentWhoseStatusIsNoGreenLightIsNotReady(String status, int minutes) {
        List<String> conditions = new ArrayList<>();
        trial.during(
                SWITCH,
                () -> conditions.add(
                        String.valueOf(trial.operation().current().orElseThrow().waitCondition())));
        trial.before(
                SWITCH,
                () -> trial.simulator.inject(Fault.showsStatus(Upgrades.deploymentName(trial), status)
                        .named("shown")));
        trial.answering(q -> {
            if (q.kind() == Question.Kind.GATE) {
                began.compareAndSet(Instant.EPOCH, trial.clock.instant());
                return "";
            }
            assertThat(trial.calls(CALL)).isZero();
            asked.add(trial.clock.instant());
            trial.simulator.clearFault("shown");
            return "continue";
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(conditions).singleElement().asString().contains(status);
        assertThat(trial.problems()).singleElement().satisfies(q -> {
            assertThat(q.observed()).contains(status);
            assertThat(acceptable(q)).isFalse();
        });
        assertThat(untilAsked()).isBetween(Duration.ofMinutes(minutes), Duration.ofMinutes(minutes + 3));
    }

    @Test
    void greenIsNotReadyWhileAStatusOnTopIsNotKnown() {
        trial.during(PROVISION, () -> {
            trial.pass(Duration.ofHours(3));
            began.set(trial.clock.instant());
            trial.simulator.inject(Fault.showsStatus(Upgrades.deploymentName(trial), "being-pondered")
                    .named("shown"));
        });
        trial.answering(q -> {
            if (q.kind() != Question.Kind.GATE) {
                asked.add(trial.clock.instant());
                trial.simulator.clearFault("shown");
                return "continue";
            }
            assertThat(asked).as("no gate before it is ready").hasSize(1);
            return "";
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.problems())
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).startsWith(PROVISION));
        assertThat(untilAsked()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(27));
    }

    @Test
    void aMemberThatIsNotAvailableYetIsWaitedFor() {
        List<String> conditions = new ArrayList<>();
        trial.during(SWITCH, () -> {
            conditions.add(
                    String.valueOf(trial.operation().current().orElseThrow().waitCondition()));
            assertThat(trial.calls(CALL)).isZero();
            trial.simulator.clearFault("shown");
        });

        Operation end = shown(SWITCH, "abort", () -> member("PROVISIONING"));

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(conditions).singleElement().asString().contains("member demo-upgrade-2 of", "is PROVISIONING");
        assertThat(trial.problems()).isEmpty();
    }

    @Test
    void aMemberInAStatusThatNobodyKnowsIsAskedAbout() {
        shown(SWITCH, "continue", () -> member("being-pondered"));

        assertThat(trial.problems()).singleElement().satisfies(q -> {
            assertThat(q.observed()).contains("member demo-upgrade-2", "being-pondered");
            assertThat(acceptable(q)).isFalse();
        });
        assertThat(untilAsked()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "continue"})
    void anEventThatTheCreationFailedEndsTheWaitAtOnce(String answer) {
        trial.during(PROVISION, () -> {
            began.set(trial.clock.instant());
            trial.simulator.inject(Fault.stuck(Upgrades.CLUSTER).named("shown"));
            trial.simulator
                    .outsider()
                    .event(
                            Upgrades.deploymentName(trial),
                            "failure",
                            "Creation of blue/green deployment failed because of insufficient replication slots.");
        });
        trial.answering(q -> {
            if (q.kind() == Question.Kind.GATE) {
                return "";
            }
            asked.add(trial.clock.instant());
            trial.simulator.clearFault("shown");
            return asked.size() == 1 ? answer : "rollback";
        });

        Operation end = trial.run();

        assertThat(trial.problems().getFirst()).satisfies(q -> {
            assertThat(q.reason()).contains("AWS could not build the green side");
            assertThat(q.observed()).contains("failed because of insufficient replication slots");
        });
        assertThat(untilAsked()).as("not the deadline of two days").isLessThan(Duration.ofMinutes(30));
        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void w9_storageOptimizationOnEitherSideIsWaitedForBeforeTheSwitchoverAndThenCanBeAccepted(boolean green) {
        trial.before(
                        SWITCH,
                        () -> trial.simulator.inject(
                                Fault.showsStatus(green ? green() : "demo-upgrade-2", "storage-optimization")))
                .answering(q -> {
                    if (q.kind() == Question.Kind.GATE) {
                        began.compareAndSet(Instant.EPOCH, trial.clock.instant());
                        return "";
                    }
                    assertThat(trial.calls(CALL)).isZero();
                    asked.add(trial.clock.instant());
                    return "continue/accept";
                });

        trial.run();

        assertThat(trial.problems().getFirst().reason()).contains("is storage-optimization: it serves");
        assertThat(untilAsked()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(19));
        assertThat(trial.calls(CALL)).isEqualTo(1);
    }

    /** One of the green instances. */
    private String green() {
        return trial.versions().keySet().stream()
                .filter(id -> id.startsWith("demo-upgrade-2-green"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aGreenInstanceThatBrokeIsAskedAboutOnceTwoLooksHaveShownIt() {
        trial.before(SWITCH, () -> {
                    began.set(trial.clock.instant());
                    trial.simulator.inject(
                            Fault.showsStatus(green(), "storage-full").named("shown"));
                })
                .during(SWITCH, () -> trial.simulator.clearFault("shown"));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.problems()).isEmpty();
    }

    /** What the new cluster and its instances show once they have the names. */
    @ParameterizedTest
    @CsvSource({"demo-upgrade, stopped", "demo-upgrade-2, storage-full"})
    void aNewSideInAStatusThatLastsIsAskedAboutWithinMinutes(String id, String status) {
        trial.during(SWITCH, () -> {
                    began.set(trial.clock.instant());
                    trial.simulator.inject(Fault.showsStatus(id, status).named("shown"));
                })
                .answering(q -> {
                    if (q.kind() == Question.Kind.GATE) {
                        return "";
                    }
                    asked.add(trial.clock.instant());
                    trial.simulator.clearFault("shown");
                    return "continue";
                });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.problems()).singleElement().satisfies(q -> {
            assertThat(q.reason()).startsWith(SWITCH).contains(id + " is " + status);
            assertThat(acceptable(q)).isFalse();
        });
        assertThat(untilAsked()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(10));
        assertThat(trial.calls(CALL)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rolesThatShowLateAfterTheSwitchoverAskNobody(long seed) {
        AuroraTestRunner late = Upgrades.of(
                Scenarios.upgrade().and(stage -> stage.roleLag(60, 240)).withSeed(seed));

        assertThat(late.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(late.problems()).isEmpty();
        assertThat(late.result(Switchover.ACTION).path("writer").asText()).isEqualTo("demo-upgrade-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {Fault.NO_WRITER, Fault.TWO_WRITERS})
    void aNewClusterThatNeverShowsOneWriterIsAskedAbout(String writers) {
        trial.during(
                        SWITCH,
                        () -> trial.simulator.inject(
                                Fault.showsWriters(Upgrades.CLUSTER, writers).named("shown")))
                .answering(q -> {
                    if (q.kind() == Question.Kind.GATE) {
                        return "";
                    }
                    trial.simulator.clearFault("shown");
                    return "continue";
                });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.problems()).singleElement().satisfies(q -> {
            assertThat(q.reason()).contains("The cluster does not show one writer");
            assertThat(acceptable(q)).isFalse();
        });
        assertThat(trial.calls(CALL)).isEqualTo(1);
    }
}
