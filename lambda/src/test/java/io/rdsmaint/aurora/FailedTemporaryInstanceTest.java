package io.rdsmaint.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.instancetypechange.InstanceTypeChange;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS deletes an instance that failed only when it need not take a snapshot; ours is deleted all the same. */
class FailedTemporaryInstanceTest {
    @ParameterizedTest
    @ValueSource(strings = {"failed", "incompatible-network", "incompatible-restore"})
    void aTemporaryInstanceThatFailedIsRemovedByARollback(String status) {
        AuroraTestRunner trial = new AuroraTestRunner(Scenarios.twoNode(), InstanceTypeChange.NAME, "demo-two")
                .answering(q -> "rollback");
        trial.parameters.put("target_instance_type", "db.r7g.large");
        trial.simulator.inject(Fault.endsInStatus("CreateDBInstance", Fault.ANY, status));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason())
                        .as("at once, not at the step's deadline")
                        .contains(" is " + status + ", which does not pass by itself"));
        assertThat(trial.classes()).containsOnlyKeys("demo-two-1", "demo-two-2");
        assertThat(end.residue()).isEmpty();
    }
}
