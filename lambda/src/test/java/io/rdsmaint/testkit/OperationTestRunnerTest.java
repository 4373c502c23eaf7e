package io.rdsmaint.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.aurora.storagetypechange.StorageTypeChange;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import io.rdsmaint.testkit.machine.Execution;
import io.rdsmaint.testkit.store.ForwardingStore;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import io.rdsmaint.testkit.transport.RequestKind;
import io.rdsmaint.testkit.transport.TransportFault;
import io.rdsmaint.testkit.transport.TransportFault.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The runner tells what happened, and keeps nothing quiet that a test has not foreseen. */
class OperationTestRunnerTest {
    private static final String CHANGE = "Change storage";

    private final AuroraTestRunner runner = changing("aurora-iopt1");

    private static AuroraTestRunner changing(String target) {
        AuroraTestRunner runner =
                new AuroraTestRunner(QuickScenarios.find("storage"), StorageTypeChange.NAME, "demo-storage");
        runner.parameters.put("target_storage_type", target);
        return runner;
    }

    @Test
    void theOperationItsExecutionItsEventsAndTheWorldShowWhatCameOfIt() {
        Operation end = runner.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(runner.execution().status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(runner.execution().reply().path("summary").asText()).contains("is complete");
        assertThat(runner.published()).extracting(e -> e.detailType()).contains("OperationCompleted");
        assertThat(runner.log()).anyMatch(line -> line.contains(end.id()));
        assertThat(runner.changes()).contains("ModifyDBCluster demo-storage");
    }

    @Test
    void thePlanIsThatOfTheOperationAndNothingIsBegun() {
        List<String> planned = runner.planned().stream().map(PlannedStep::name).toList();

        assertThat(runner.dryRun().steps()).isEqualTo(planned);
        assertThat(runner.changes()).isEmpty();
        assertThat(AuroraTestRunner.names(runner.run())).isEqualTo(planned);
    }

    @Test
    void anUnexpectedQuestionFailsTheTest() {
        runner.before(CHANGE, () -> runner.simulator.outsider().breakDown("demo-storage-3", "storage-full"));

        assertThatThrownBy(runner::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("unexpected question: ")
                .hasMessageContaining("demo-storage-3 is storage-full");
    }

    @Test
    void anExpectedGateIsPassedOnlyWhenTheTestSaysSo() {
        assertThatThrownBy(changing("aurora-iopt1").gateOn("verify_storage")::run)
                .hasMessageStartingWith("unexpected question: ");

        runner.gateOn("verify_storage").passingGates().run();

        assertThat(runner.questions).extracting(Question::kind).containsExactly(Question.Kind.GATE);
    }

    @Test
    void aRefusedStartFailsTheTestWithItsCause() {
        assertThatThrownBy(changing("tape")::run)
                .hasMessageContaining("InvalidRequest")
                .hasMessageContaining("target_storage_type");
    }

    @Test
    void aFunctionThatThrowsFailsTheTestWithWhatItThrew() {
        IllegalStateException broken = new IllegalStateException("broken");
        runner.store(new ForwardingStore(new MemoryOperationStore()) {
            @Override
            public void save(Operation operation, List<LogEntry> events) {
                if (!runner.changes().isEmpty()) {
                    throw broken;
                }
                super.save(operation, events);
            }
        });

        assertThatThrownBy(runner::run).hasMessage("the function failed").hasCause(broken);
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatEndsAtARequestIsFollowedByAnother(Side side) {
        runner.strike(RequestKind.CHANGE, 2, new TransportFault.Killed(side));

        assertThat(runner.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(runner.faults().struck()).hasSize(1);
        assertThat(runner.effects().stream().filter("ModifyDBCluster demo-storage"::equals))
                .hasSize(1);
    }

    @Test
    void whatIsToHappenAtAStepHappensOnceRightBeforeItsFirstLookAndWhenItFirstWaits() {
        List<String> happened = new ArrayList<>();
        runner.before(
                        CHANGE,
                        () -> happened.add("before, with " + runner.changes().size() + " change made"))
                .during(
                        CHANGE,
                        () -> happened.add("during, with " + runner.changes().size() + " changes made"));

        runner.run();

        assertThat(happened).containsExactly("before, with 1 change made", "during, with 2 changes made");
    }

    @Test
    void anExecutionThatTakesTooLongIsToldOfAndAnotherTakesOver() {
        runner.answering("continue").before(CHANGE, () -> {
            runner.timeOut();
            runner.clock.advance(Duration.ofMinutes(20));
            runner.takenOverBy("other");
        });

        Operation end = runner.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.owner().executionArn()).endsWith(":other");
        assertThat(runner.published()).extracting(e -> e.detailType()).contains("OperationStalled");
    }
}
