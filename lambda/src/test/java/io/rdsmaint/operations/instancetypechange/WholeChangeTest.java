package io.rdsmaint.operations.instancetypechange;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenarios;
import org.junit.jupiter.api.Test;

class WholeChangeTest {

    @Test
    void threeNodesChangeWithOneWriteInterruptionAndNoTemporaryInstance() {
        Trial trial = new Trial(Scenarios.multiNode(), "demo-multi").answering(q -> "continue");

        Operation end = trial.run();

        System.err.println(trial.questions);
        System.err.println(end.report());
        System.err.println(trial.simulator.ledger().interruptions());
        System.err.println(trial.simulator.ledger().incidents());
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.classes().values()).containsOnly(Trial.NEW).hasSize(3);
        assertThat(trial.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                .hasSize(1);
    }
}
