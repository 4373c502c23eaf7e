package io.rdsmaint.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.scenario.RecoveryScenarios;
import io.rdsmaint.testkit.recovery.RecoveryTestRunner;
import org.junit.jupiter.api.Test;

/** Whole drills and recoveries, through the function as deployed. */
class WholeDrillTest {

    @Test
    void aDrillOfThreeWavesLeavesNothingBehind() {
        RecoveryTestRunner trial = new RecoveryTestRunner().threeWaves();

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.launches()).containsExactly(4, 4, 4);
        assertThat(trial.running()).isEmpty();
        assertThat(trial.marks()).isEmpty();
        assertThat(trial.service().harms()).isEmpty();
        assertThat(operation.residue()).isEmpty();
        assertThat(operation.report())
                .anySatisfy(line -> assertThat(line).startsWith("drill of plan shop: passed"))
                .contains("12 drill instances were terminated, 0 drill instances left");
        assertThat(trial.published().stream().filter(event -> event.detailType().equals("WaveCompleted")))
                .hasSize(3);
        assertThat(trial.log())
                .filteredOn(line -> line.contains("\"RecoveryTime\":"))
                .hasSize(3);
        JsonNode report = trial.result("report");
        assertThat(report.path("passed").asBoolean()).isTrue();
        assertThat(report.at("/waves/0/servers/0/rto_seconds").asInt()).isBetween(600, 2_400);
    }

    @Test
    void onlyTheFailedServerIsLaunchedAgain() {
        RecoveryTestRunner trial = new RecoveryTestRunner(RecoveryScenarios.drill()).threeWaves();

        Operation operation = trial.run();

        assertThat(trial.launches()).containsExactly(4, 4, 1, 4);
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.running()).isEmpty();
        assertThat(trial.result("report").path("passed").asBoolean()).isTrue();
    }

    @Test
    void twoHundredAndFiftyServersAreThreeJobs() {
        RecoveryTestRunner trial = new RecoveryTestRunner(RecoveryScenarios.large());
        trial.wave("db");

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.launches()).containsExactly(100, 100, 50);
        assertThat(trial.running()).isEmpty();
        assertThat(trial.marks()).isEmpty();
    }

    @Test
    void aRecoveryAsksBeforeItBeginsAndKeepsWhatItLaunched() {
        RecoveryTestRunner trial =
                new RecoveryTestRunner().threeWaves().recovery().passingGates();

        Operation operation = trial.run();

        assertThat(trial.questions).hasSize(1);
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.running()).hasSize(12).noneMatch(each -> each.drill());
        assertThat(operation.residue()).as("they are what was asked for").isEmpty();
    }
}
