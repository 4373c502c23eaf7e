package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upgrades as they are planned for users, from preflight to the last step. */
class WholeUpgradeTest {
    private static final String VERSION = "16.4";

    private static AuroraTestRunner trial(String scenario) {
        return trial(Scenarios.find(scenario).orElseThrow());
    }

    /** An upgrade in which every question is answered with continue. */
    static AuroraTestRunner trial(Scenario scenario) {
        AuroraTestRunner trial = new AuroraTestRunner(scenario, EngineUpgrade.NAME, "demo-upgrade")
                .passingGates()
                .answering("continue");
        trial.parameters.put("target_engine_version", VERSION);
        return trial;
    }

    @ParameterizedTest
    @CsvSource({
        "upgrade, demo-upgrade, 16.4",
        "upgrade-proxied, demo-upgrade, 16.4",
        "upgrade-custom-endpoints, demo-upgrade, 16.4",
        "upgrade-old-taken, demo-upgrade, 16.4",
        "upgrade-autoscaled, demo-upgrade, 16.4",
        "upgrade-mysql, demo-upgrade-mysql, 8.0.mysql_aurora.3.08.2"
    })
    void theClusterEndsInTheVersionThatWasAskedFor(String scenario, String cluster, String version) {
        AuroraTestRunner trial = trial(scenario).of(cluster);
        trial.parameters.put("target_engine_version", version);

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.versions()).containsEntry(cluster + "-1", version).containsEntry(cluster + "-3", version);
        assertThat(trial.calls("SwitchoverBlueGreenDeployment")).isEqualTo(1);
        assertThat(trial.clusters()).contains(cluster).doesNotContain(cluster + "-old2");
        assertThat(end.residue()).isEmpty();
    }

    @Test
    void thePlanOfADryRunIsWhatHappens() {
        AuroraTestRunner trial = trial("upgrade");
        List<String> planned = trial.dryRun().steps();

        List<String> happened = trial.run().steps().stream().map(Step::name).toList();

        assertThat(happened).isEqualTo(planned);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "abort"})
    void h54_beforeTheSwitchoverThereIsAWayBackToExactlyWhatWas(String answer) {
        AuroraTestRunner trial = trial("upgrade");
        String before = trial.describeAll();
        trial.answering(q -> q.kind() == Question.Kind.GATE ? answer : "continue");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(answer.equals("abort") ? OperationState.FAILED : OperationState.ROLLED_BACK);
        assertThat(trial.describeAll()).isEqualTo(before);
    }

    @Test
    void everyQuestionOfAQuietUpgradeIsPreflightOrAGate() {
        AuroraTestRunner trial = trial("upgrade");

        trial.run();

        assertThat(trial.problems()).allSatisfy(q -> assertThat(q.reason()).contains("Preflight"));
        assertThat(trial.questions.stream().filter(q -> q.kind() == Question.Kind.GATE))
                .hasSize(2);
    }
}
