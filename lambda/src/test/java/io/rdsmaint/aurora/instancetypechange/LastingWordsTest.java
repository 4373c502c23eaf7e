package io.rdsmaint.aurora.instancetypechange;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A status that only a person ends is asked about as soon as two looks a minute apart have shown it, whoever has it;
 * one that nobody knows is shown, waited for and asked about; one that serves but may last a day can be accepted.
 */
class LastingWordsTest {
    private static final String CLUSTER = "demo-multi";
    private static final String FAIL_OVER = "Fail over to demo-multi-2";
    private static final String CHANGE = "Change demo-multi-3 to " + Trials.NEW;

    private final AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), CLUSTER);
    private final List<Instant> began = new ArrayList<>();
    private final List<Instant> asked = new ArrayList<>();

    /** From the first look of a step on, a resource shows a status, until it is asked about. */
    private Operation shown(String step, String id, String status, String answer) {
        trial.before(step, () -> {
                    began.add(trial.clock.instant());
                    trial.simulator.inject(Fault.showsStatus(id, status).named("shown"));
                })
                .answering(q -> {
                    asked.add(trial.clock.instant());
                    if (!answer.equals("continue/accept")) {
                        trial.simulator.clearFault("shown");
                    }
                    return answer;
                });
        return trial.run();
    }

    private Duration untilAsked() {
        return Duration.between(began.getFirst(), asked.getFirst());
    }

    private static boolean acceptable(Question question) {
        return question.options().stream().anyMatch(o -> "accept".equals(o.choice()));
    }

    @ParameterizedTest
    @CsvSource({
        "stopped, start-db-cluster",
        "stopping, start-db-cluster",
        "inaccessible-encryption-credentials, restore the cluster",
        "inaccessible-encryption-credentials-recoverable, start-db-cluster",
        "incompatible-parameters, See its events",
        "incompatible-network, See its events",
        "migration-failed, make it anew",
        "restore-failed, make it anew",
        "cloning-failed, make it anew",
        "upgrade_failed, rds-final",
        "failed, See its events",
        "deleting, Somebody deletes it"
    })
    void aClusterInAStatusThatLastsIsAskedAboutWithinMinutes(String status, String advice) {
        Operation end = shown(CHANGE, CLUSTER, status, "continue");

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason())
                    .startsWith(CHANGE + ": cluster demo-multi is " + status)
                    .contains(advice);
            assertThat(acceptable(q)).isFalse();
        });
        assertThat(untilAsked()).isBetween(Duration.ofSeconds(60), Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed",
                "stopped",
                "stopping",
                "storage-full",
                "incompatible-network",
                "incompatible-parameters",
                "incompatible-option-group",
                "incompatible-restore",
                "inaccessible-encryption-credentials",
                "inaccessible-encryption-credentials-recoverable",
                "insufficient-capacity",
                "restore-error",
                "modify-failed",
                "upgrade-failed",
                "deleting"
            })
    void aTargetOfAFailoverInAStatusThatLastsIsAskedAboutWithinMinutes(String status) {
        Operation end = shown(FAIL_OVER, "demo-multi-2", status, "continue");

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason()).startsWith(FAIL_OVER + ": demo-multi-2 is ");
            assertThat(q.observed()).contains("demo-multi-2 is " + status);
            assertThat(acceptable(q)).as("AWS would refuse it").isFalse();
        });
        assertThat(untilAsked()).isBetween(Duration.ofSeconds(60), Duration.ofMinutes(2));
    }

    @Test
    void theEndIsNotVerifiedWhileTheClusterIsInAStatusThatLasts() {
        Operation end = shown("Verify", CLUSTER, "stopped", "continue");

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).startsWith("Verify: cluster demo-multi is stopped"));
        assertThat(untilAsked()).isBetween(Duration.ofSeconds(60), Duration.ofMinutes(2));
    }

    /** A word that lasts may be told once and never again: only the second look makes it one. */
    @Test
    void aMemberThatShowsALastingStatusInOneLookAtTheEndStopsNobody() {
        trial.before(
                        "Verify",
                        () -> trial.simulator.inject(Fault.showsStatus("demo-multi-3", "storage-full")
                                .named("shown")))
                .during("Verify", () -> trial.simulator.clearFault("shown"));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
    }

    /** The roles have changed, and yet the failover is not over. */
    @ParameterizedTest
    @CsvSource({"demo-multi, stopped", "demo-multi-1, storage-full", "demo-multi-2, modify-failed"})
    void whatLastsAfterAFailoverIsAskedAboutByItWithinMinutes(String id, String status) {
        trial.during(FAIL_OVER, () -> {
                    began.add(trial.clock.instant());
                    trial.simulator.inject(Fault.showsStatus(id, status).named("shown"));
                })
                .answering(q -> {
                    asked.add(trial.clock.instant());
                    trial.simulator.clearFault("shown");
                    return "continue";
                });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason()).startsWith(FAIL_OVER + ": ");
            assertThat(q.reason() + q.observed()).contains(id + " is " + status);
        });
        assertThat(untilAsked()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"modify-failed", "upgrade-failed", "deleting", "storage-full", "stopped"})
    void anInstanceThatIsToBeChangedInAStatusThatLastsIsAskedAboutWithinMinutes(String status) {
        shown(CHANGE, "demo-multi-3", status, "continue");

        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).startsWith(CHANGE + ": demo-multi-3 is "));
        assertThat(untilAsked()).isBetween(Duration.ofSeconds(60), Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"modify-failed", "storage-full", "stopped"})
    void anotherMemberInAStatusThatLastsIsAskedAboutAndCanBeAccepted(String status) {
        shown(CHANGE, "demo-multi-2", status, "abort");

        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason()).contains("Another instance of the cluster is not in service");
            assertThat(acceptable(q)).isTrue();
        });
        assertThat(untilAsked()).isBetween(Duration.ofSeconds(60), Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource({"demo-multi", "demo-multi-2", "demo-multi-3"})
    void aStatusThatIsSeenOnceIsNoReasonToAsk(String id) {
        trial.before(
                        CHANGE,
                        () -> trial.simulator.inject(
                                Fault.showsStatus(id, "stopped").named("shown")))
                .during(CHANGE, () -> trial.simulator.clearFault("shown"));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"demo-multi", "demo-multi-2", "demo-multi-3"})
    void aStatusThatNobodyKnowsIsShownAndAskedAboutAfterAQuarterOfAnHour(String id) {
        List<String> conditions = new ArrayList<>();
        trial.during(
                CHANGE,
                () -> conditions.add(
                        String.valueOf(trial.operation().current().orElseThrow().waitCondition())));

        Operation end = shown(CHANGE, id, "being-pondered", "continue");

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(conditions).singleElement().asString().contains(id + " is being-pondered", "not known here");
        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason()).contains("a status that is not known here");
            assertThat(acceptable(q)).isTrue();
        });
        assertThat(untilAsked()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-multi-2", "demo-multi-3"})
    void whoAcceptsAStatusThatNobodyKnowsIsNotAskedAgain(String id) {
        Operation end = shown(CHANGE, id, "being-pondered", "continue/accept");

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).hasSize(1);
        assertThat(trial.classes()).allSatisfy((name, now) -> assertThat(now).isEqualTo(Trials.NEW));
    }

    @ParameterizedTest
    @CsvSource({
        "Fail over to demo-multi-2, demo-multi-2",
        "Fail over to demo-multi-2, demo-multi",
        "Change demo-multi-3, demo-multi-3",
        "Change demo-multi-3, demo-multi"
    })
    void storageOptimizationIsWaitedForAndThenCanBeAccepted(String step, String id) {
        Operation end = shown(step, id, "storage-optimization", "continue/accept");

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .hasSize(1)
                .first()
                .satisfies(q ->
                        assertThat(q.reason()).contains(id + " is storage-optimization: it serves", "AWS may refuse"));
        assertThat(untilAsked()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(17));
    }

    @Test
    void storageOptimizationOfAnotherMemberIsNoObstacle() {
        Operation end = shown(CHANGE, "demo-multi-1", "storage-optimization", "abort");

        assertThat(trial.questions.stream().map(Question::reason)).noneMatch(reason -> reason.startsWith(CHANGE));
        assertThat(end.state()).isNotNull();
    }

    @Test
    void aStatusThatComesAndGoesIsWaitedForAnewEachTime() {
        Fault full = Fault.showsStatus("demo-multi-2", "storage-full").named("shown");
        trial.before(CHANGE, () -> trial.simulator.inject(full))
                .during("Change demo-multi-3", () -> {
                    trial.simulator.clearFault("shown");
                    trial.simulator.outsider().clusterStatus(CLUSTER, "backing-up");
                })
                .during("Change demo-multi-3 ", () -> {
                    trial.simulator.inject(full);
                    trial.simulator.outsider().clusterStatus(CLUSTER, "available");
                })
                .during("Change demo-multi-3 t", () -> trial.simulator.clearFault("shown"));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
    }
}
