package io.rdsmaint.aurora.instancetypechange;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.instance.Failover;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** No answer came to the operation's failover, and somebody else fails over meanwhile. */
class SomebodyElsesFailoverTest {
    private static final String FAIL_OVER = "Fail over to demo-multi-2";

    private final AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), "demo-multi");

    @Test
    void anotherWriterIsTakenOnlyOnceTheCallCanNoLongerAct() {
        trial.simulator.inject(Fault.cutBeforeEffect("FailoverDBCluster"));
        trial.during(FAIL_OVER, () -> {
            trial.simulator.outsider().failOver("demo-multi", "demo-multi-3");
            trial.clock.advance(Duration.ofSeconds(5));
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        SavedIntent call = Objects.requireNonNull(failover().intent());
        Instant completed = Objects.requireNonNull(failover().completedAt());
        assertThat(trial.writer()).isEqualTo("demo-multi-3");
        assertThat(completed).isAfterOrEqualTo(call.expiredAt());
    }

    @Test
    void aWriterWhoIsTheOneWantedSettlesTheCallAtOnce() {
        trial.simulator.inject(Fault.cutBeforeEffect("FailoverDBCluster"));
        trial.during(FAIL_OVER, () -> {
            trial.simulator.outsider().failOver("demo-multi", "demo-multi-2");
            trial.clock.advance(Duration.ofSeconds(5));
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        SavedIntent call = Objects.requireNonNull(failover().intent());
        assertThat(failover().completedAt()).isBefore(call.expiredAt());
    }

    private Step failover() {
        return trial.operation().steps().stream()
                .filter(s -> s.planned().action().equals(Failover.ACTION))
                .findFirst()
                .orElseThrow();
    }
}
