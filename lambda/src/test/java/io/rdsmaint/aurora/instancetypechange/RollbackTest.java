package io.rdsmaint.aurora.instancetypechange;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From wherever it is decided, a rollback leaves the cluster exactly as it was. */
class RollbackTest {

    static Stream<Arguments> everyStep() {
        return Stream.of(
                        new Case(Scenarios.singleNode(), "demo-single"),
                        new Case(Scenarios.twoNode(), "demo-two"),
                        new Case(Scenarios.multiNode(), "demo-multi"),
                        new Case(Scenarios.autoscaled(), "demo-autoscaled"),
                        new Case(Scenarios.customEndpoints(), "demo-endpoints"))
                .flatMap(c -> IntStream.range(0, c.steps())
                        .mapToObj(i -> Arguments.of(c.scenario().name(), c.cluster(), i)));
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void everythingIsAsBefore(String scenario, String cluster, int step) {
        AuroraTestRunner trial = Trials.of(Scenarios.find(scenario).orElseThrow(), cluster);
        trial.parameters.put("warm_up_seconds", 60);
        String before = trial.describe();
        trial.gateAt(step).answering(q -> q.kind() == Question.Kind.GATE ? "rollback" : "continue");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(end.residue()).isEmpty();
        assertThat(trial.describe()).isEqualTo(before);
    }

    @Test
    void aChangeThatIsUnderWayIsAwaitedAndBroughtBack() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), "demo-multi");
        String before = trial.describe();
        trial.simulator.inject(Fault.endsInStatus("ModifyDBInstance", "demo-multi-3", "storage-full"));
        trial.answering(q -> {
            trial.simulator.outsider().instanceStatus("demo-multi-3", "available");
            return "rollback";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.describe()).isEqualTo(before);
    }

    @Test
    void thePlanBackIsTheWayThereReversed() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), "demo-multi");
        trial.parameters.put("warm_up_seconds", 0);
        trial.gateOn("Verify").answering(q -> "rollback");

        List<String> back = trial.run().steps().stream()
                .map(Step::planned)
                .filter(p -> !p.calls().isEmpty())
                .map(PlannedStep::name)
                .toList();

        assertThat(back)
                .containsSubsequence(
                        "Change demo-multi-1 to db.r6g.large",
                        "Fail back to demo-multi-1",
                        "Change demo-multi-3 to db.r6g.large",
                        "Change demo-multi-2 to db.r6g.large");
    }

    private record Case(Scenario scenario, String cluster) {
        int steps() {
            return (int) Trials.of(scenario, cluster).planned().stream()
                    .filter(p -> !p.cleanup())
                    .count();
        }
    }

    @Test
    void whatCameBackByItselfIsNotBroughtBackOnceMore() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), "demo-multi");
        String before = trial.describe();
        trial.simulator.inject(Fault.noCapacity(Trials.NEW));
        trial.answering(q -> "rollback");

        Operation end = trial.run();

        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.options())
                        .filteredOn(o -> o.action() == Question.Action.ROLLBACK)
                        .singleElement()
                        .satisfies(o -> {
                            assertThat(o.destructive()).isFalse();
                            assertThat(o.consequence()).doesNotContain("Change demo-multi");
                        }));
        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.describe()).isEqualTo(before);
        assertThat(trial.calls("ModifyDBInstance")).isEqualTo(1);
    }

    /** The step that failed and the one that brought it back both kept it away. */
    @Test
    void howLongAnInstanceWasAwayCountsTheStepThatFailed() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), "demo-multi");
        trial.simulator.inject(Fault.endsInStatus("ModifyDBInstance", "demo-multi-3", "storage-full"));
        trial.answering(q -> {
            trial.clock.advance(Duration.ofHours(1));
            trial.simulator.outsider().instanceStatus("demo-multi-3", "available");
            return "rollback";
        });

        Operation end = trial.run();

        long really = trial.simulator
                .ledger()
                .total(Harm.FEWER_READERS, trial.clock.instant())
                .toMinutes();
        assertThat(really).isGreaterThan(60);
        assertThat(end.report())
                .filteredOn(line -> line.contains("out of service"))
                .singleElement()
                .satisfies(line -> assertThat(Long.parseLong(line.replaceAll(".*at most (\\d+) minutes.*", "$1")))
                        .isGreaterThanOrEqualTo(really));
    }
}
