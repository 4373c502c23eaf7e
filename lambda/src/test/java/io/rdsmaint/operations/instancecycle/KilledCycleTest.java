package io.rdsmaint.operations.instancecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.operations.Trial;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.ledger.Incident;
import io.rdsmaint.simulator.model.Durations;
import io.rdsmaint.simulator.model.Durations.Range;
import io.rdsmaint.simulator.scenario.Scenario;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The function's process ends anywhere: the rolling reboot ends as if nothing had happened. */
class KilledCycleTest {
    private static final Scenario CLUSTER = Trials.named("pending-reboot").and(stage -> stage.durations(quick()));

    private static Durations quick() {
        Range soon = new Range(3, 6);
        Range change = new Range(40, 60);
        Range down = new Range(10, 20);
        return new Durations(soon, change, soon, change, down, new Range(20, 25), down, change, down, change, soon);
    }

    @TestFactory
    Stream<DynamicTest> killedAnywhereTheCycleEndsTheSame() {
        Trial calm = trial(0);
        Operation asked = calm.run();
        assertThat(calm.moments()).as("every step changes something").isGreaterThan(80);
        return IntStream.rangeClosed(1, calm.moments())
                .mapToObj(moment -> DynamicTest.dynamicTest("moment " + moment, () -> {
                    Trial trial = trial(moment);

                    Operation end = trial.run();

                    assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
                    assertThat(end.residue()).isEqualTo(asked.residue());
                    assertThat(trial.questions).isEmpty();
                    assertThat(trial.describe()).isEqualTo(calm.describe());
                    assertThat(requestedRestarts(trial)).isEqualTo(requestedRestarts(calm));
                    assertThat(trial.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                            .hasSize(1);
                }));
    }

    private static Trial trial(int moment) {
        Trial trial = Trials.of(CLUSTER, "demo-restart").killedAt(moment);
        trial.parameters.put("warm_up_seconds", 0);
        return trial;
    }

    /** The restarts that a reboot caused. */
    private static List<String> requestedRestarts(Trial trial) {
        return trial.simulator.ledger().incidents(Harm.RESTART).stream()
                .filter(i -> i.detail().startsWith("RebootDBInstance"))
                .map(Incident::subject)
                .toList();
    }
}
