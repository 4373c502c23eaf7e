package io.rdsmaint.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.model.SourceServer;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.recovery.RecoveryTestRunner;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The scenarios of recoveries from their starts to their ends: also those that are refused at first, once what is in the way is mended. */
class ScenariosTest {
    private static RecoveryTestRunner threeWaves(String scenario) {
        return new RecoveryTestRunner(Scenarios.find(scenario).orElseThrow()).threeWaves();
    }

    private static String refusal(RecoveryTestRunner trial) {
        return trial.dryRun().tree().at("/error/cause").asText();
    }

    private static void ends(RecoveryTestRunner trial) {
        Operation operation = trial.run();
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.running()).isEmpty();
        assertThat(trial.marks()).isEmpty();
        assertThat(trial.service().harms()).isEmpty();
        assertThat(operation.residue()).isEmpty();
    }

    @Test
    void threeWavesOfTwelveServers() {
        RecoveryTestRunner trial = new RecoveryTestRunner(Scenario.of(
                        "three-of-twelve",
                        stage -> stage.sourceServers("db", 12, _ -> {})
                                .sourceServers("app", 12, _ -> {})
                                .sourceServers("web", 12, _ -> {})))
                .threeWaves();

        ends(trial);

        assertThat(trial.launches()).containsExactly(12, 12, 12);
        assertThat(trial.operation().report()).contains("36 drill instances were terminated, 0 drill instances left");
    }

    @Test
    void theServerThatFailedIsNamedWhereverItIsTold() {
        RecoveryTestRunner trial = threeWaves("drill");

        ends(trial);

        assertThat(RecoveryTestRunner.names(trial.operation())).contains("Launch app-02 of wave app, attempt 2");
        assertThat(trial.operation().report())
                .contains("wave app: passed, 4 of 4 servers well; launched again: app-02 (LAUNCH_FAILED:"
                        + " InsufficientInstanceCapacity: no capacity for the instance type)");
        assertThat(trial.result("report").at("/waves/1/servers/1/failed_before").asText())
                .contains("InsufficientInstanceCapacity");
        assertThat(trial.log()).anySatisfy(line -> assertThat(line).contains("Launch app-02 of wave app, attempt 2"));
    }

    @Test
    void aServerInItsFirstSynchronisationIsRefusedUntilThatIsOver() {
        RecoveryTestRunner trial = threeWaves("drill-initial-sync");
        assertThat(refusal(trial)).contains("NO_SNAPSHOT", "db-02");

        trial.server("db-02").replication("CONTINUOUS");

        ends(trial);
        assertThat(trial.launches()).containsExactly(4, 4, 4);
    }

    @Test
    void aServerThatLaunchesIntoAnInstanceIsRefusedUntilItIsLeftOut() {
        RecoveryTestRunner trial = threeWaves("drill-launch-into");
        assertThat(refusal(trial)).contains("LAUNCHES_INTO_INSTANCE", "app-03");

        ObjectNode app = (ObjectNode) trial.parameters.at("/waves/1");
        app.remove("tags");
        trial.service().servers().stream()
                .filter(each ->
                        each.hostname().startsWith("app") && each.launchInto().isEmpty())
                .map(SourceServer::id)
                .forEach(app.withArray("servers")::add);

        ends(trial);
        assertThat(trial.launches()).containsExactly(4, 3, 4);
    }

    @Test
    void aForgottenDrillIsRefusedUntilSomebodyAllowsItsEnd() {
        RecoveryTestRunner trial = threeWaves("drill-forgotten");
        trial.clock.advance(Duration.ofHours(1));
        assertThat(refusal(trial)).contains("DRILL_INSTANCE_EXISTS", "web-01");

        trial.parameters.putObject("preflight").put("existing_instances", "allow");

        ends(trial);
    }

    @Test
    void aQuotaThatOthersUseIsWaitedForInEachWave() {
        RecoveryTestRunner trial = threeWaves("drill-quota");

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.questions).isEmpty();
        assertThat(trial.launches()).containsExactly(1, 1, 4, 4, 4);
        assertThat(trial.running()).as("those of others").hasSize(2);
    }
}
