package io.rdsmaint.aurora.instancetypechange;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** While a cluster shows no writer, or two, any of its instances may be the writer, and none is taken away. */
class UnclearRolesTest {
    private static final String CLUSTER = "demo-multi";
    private static final String UNCLEAR = "The cluster does not show one writer";

    private static int writeInterruptions(AuroraTestRunner trial) {
        return trial.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION).size();
    }

    private static boolean unclear(Question question) {
        return question.reason().contains(UNCLEAR);
    }

    /** Somebody fails over to the instance that is next; then the view loses track of it for good. */
    private static void failOverUnseen(AuroraTestRunner trial, String to, String shown) {
        trial.simulator.outsider().failOver(CLUSTER, to);
        trial.clock.advance(Duration.ofMinutes(20));
        trial.simulator.inject(Fault.showsWriters(CLUSTER, shown).named("view"));
    }

    /** Once the view is true again, the operation ends as it is. */
    private static String mendTheView(AuroraTestRunner trial, Question question) {
        trial.simulator.clearFault("view");
        return unclear(question) ? "continue" : "abort";
    }

    @ParameterizedTest
    @ValueSource(strings = {Fault.NO_WRITER, Fault.TWO_WRITERS, "demo-multi-1,demo-multi-3"})
    void h20_theWriterIsNotChangedWhenTheViewHidesThatItIsOne(String shown) {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), CLUSTER);
        trial.before("Change demo-multi-2", () -> failOverUnseen(trial, "demo-multi-2", shown))
                .answering(q -> mendTheView(trial, q));

        trial.run();

        assertThat(trial.questions.getFirst()).satisfies(q -> {
            assertThat(q.reason()).contains(UNCLEAR);
            assertThat(q.options())
                    .as("nobody can accept it")
                    .noneMatch(o -> "accept".equals(o.choice()) || "replan".equals(o.choice()));
        });
        assertThat(trial.questions.get(1).reason()).contains("demo-multi-2 has become the writer");
        assertThat(trial.changes()).doesNotContain("ModifyDBInstance demo-multi-2");
        assertThat(writeInterruptions(trial)).isEqualTo(1);
    }

    @Test
    void h17_h20_withoutTheGuardTheWriterWouldBeChanged() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), CLUSTER, List.of("oneWriter"));
        trial.before("Change demo-multi-2", () -> failOverUnseen(trial, "demo-multi-2", Fault.NO_WRITER))
                .answering(q -> mendTheView(trial, q));

        trial.run();

        assertThat(trial.changes()).contains("ModifyDBInstance demo-multi-2");
        assertThat(writeInterruptions(trial)).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {Fault.NO_WRITER, Fault.TWO_WRITERS})
    void h20_aTemporaryInstanceThatMayBeTheWriterIsNotDeleted(String shown) {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), CLUSTER).temporary("always");
        trial.before("Delete temporary", () -> failOverUnseen(trial, temporary(trial), shown))
                .answering(q -> mendTheView(trial, q));

        trial.run();

        assertThat(unclear(trial.questions.getFirst())).isTrue();
        assertThat(trial.questions.get(1).reason()).contains("has become the writer, and a writer is never deleted");
        assertThat(trial.changes()).noneMatch(c -> c.startsWith("DeleteDBInstance"));
        assertThat(writeInterruptions(trial))
                .as("the planned one, and somebody's")
                .isEqualTo(2);
    }

    private static String temporary(AuroraTestRunner trial) {
        return trial.classes().keySet().stream()
                .filter(id -> id.contains("-maint-"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"none, 2, 0", "two, 2, 0", "none, 3, 1", "two, 3, 1"})
    void aViewThatSettlesWithinFiveMinutesIsWaitedForAndNobodyIsAsked(String shown, int looks, int questions) {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), CLUSTER);
        trial.before(
                        "Change demo-multi-3",
                        () -> trial.simulator.inject(
                                Fault.showsWriters(CLUSTER, shown).times(looks)))
                .during("Change demo-multi-3", () -> trial.clock.advance(Duration.ofSeconds(280)))
                .answering(q -> "continue");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).hasSize(questions).allMatch(UnclearRolesTest::unclear);
        assertThat(writeInterruptions(trial)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void h17_rolesThatShowLateAfterEachFailoverHurtNothingAndAskNobody(long seed) {
        Scenario late =
                Scenarios.multiNode().and(stage -> stage.roleLag(30, 240)).withSeed(seed);
        AuroraTestRunner trial = Trials.of(late, CLUSTER);
        trial.parameters.put("failback", true).put("warm_up_seconds", 0);

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
        assertThat(writeInterruptions(trial)).as("the planned ones").isEqualTo(2);
        assertThat(trial.classes()).allSatisfy((id, now) -> assertThat(now).isEqualTo(Trials.NEW));
        assertThat(end.report()).contains("Writer: demo-multi-1.");
    }

    @Test
    void h17_aFailoverHasNotReachedItsGoalWhileTwoAreShownAsWriters() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), CLUSTER);
        trial.during(
                        "Fail over to demo-multi-2",
                        () -> trial.simulator.inject(Fault.showsWriters(CLUSTER, "demo-multi-1,demo-multi-2")
                                .named("view")))
                .answering(q -> mendTheView(trial, q));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason()).startsWith("Fail over to demo-multi-2: " + UNCLEAR);
            assertThat(q.observed()).contains("demo-multi-1 and demo-multi-2 as writers", "the former writer");
        });
        assertThat(writeInterruptions(trial)).isEqualTo(1);
    }

    @Test
    void aFailoverIsNotCalledForWhileNobodyKnowsWhoWrites() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), CLUSTER);
        trial.before(
                        "Fail over to demo-multi-2",
                        () -> trial.simulator.inject(
                                Fault.showsWriters(CLUSTER, Fault.NO_WRITER).named("view")))
                .answering(q -> {
                    assertThat(trial.changes()).noneMatch(c -> c.startsWith("FailoverDBCluster"));
                    return mendTheView(trial, q);
                });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).hasSize(1).allMatch(UnclearRolesTest::unclear);
    }

    @Test
    void theEndIsNotVerifiedByAViewWithoutAWriter() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), CLUSTER);
        trial.before(
                        "Verify",
                        () -> trial.simulator.inject(
                                Fault.showsWriters(CLUSTER, Fault.NO_WRITER).named("view")))
                .answering(q -> mendTheView(trial, q));

        Operation end = trial.run();

        assertThat(trial.questions).hasSize(1).allMatch(UnclearRolesTest::unclear);
        assertThat(end.report()).contains("Writer: demo-multi-2.");
    }

    @Test
    void aStartIsRefusedAndAStepOfPreflightWaits() {
        AuroraTestRunner refused = Trials.of(Scenarios.multiNode(), CLUSTER);
        refused.simulator.inject(Fault.showsWriters(CLUSTER, Fault.TWO_WRITERS));
        assertThat(refused.dryRun().summary())
                .contains("writer-known", "shows 2 writers (demo-multi-1 and demo-multi-2)", "the former writer");

        AuroraTestRunner waits = Trials.of(Scenarios.multiNode(), CLUSTER);
        waits.before(
                        "Preflight",
                        () -> waits.simulator.inject(
                                Fault.showsWriters(CLUSTER, Fault.TWO_WRITERS).named("view")))
                .during("Preflight", () -> waits.simulator.clearFault("view"));
        assertThat(waits.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(waits.questions).isEmpty();
    }
}
