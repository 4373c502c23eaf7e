package io.rdsmaint.operations.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.operations.preflight.Inspector;
import io.rdsmaint.operations.preflight.Scoping;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.steps.bluegreen.Trial;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upgrades as they are planned for users, from preflight to the last step. */
class WholeUpgradeTest {
    private static final Scoping SCOPING =
            new Scoping("trial", new Scoping.AllowTag("rds-maint-machine", "allowed"), List.of(), List.of());

    private static Trial trial(String scenario) {
        return trial(Scenarios.find(scenario).orElseThrow());
    }

    static Trial trial(Scenario scenario) {
        AtomicReference<Trial> self = new AtomicReference<>();
        Trial trial = new Trial(
                scenario,
                worlds -> new EngineUpgrade(
                        worlds, new Inspector(() -> self.get().clock.instant()), UpgradePreflight.standard(), SCOPING));
        self.set(trial);
        trial.parameters.put("target_engine_version", Trial.VERSION);
        return trial.answering("continue");
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
        Trial trial = trial(scenario).of(cluster);
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
        Trial trial = trial("upgrade");
        List<String> planned = trial.plan().stream()
                .filter(l -> l.matches("^[0-9]+\\. .*"))
                .map(l -> l.substring(l.indexOf(' ') + 1, l.lastIndexOf(" (", l.indexOf("; about"))))
                .toList();

        List<String> happened = trial.run().steps().stream().map(Step::name).toList();

        assertThat(happened).isEqualTo(planned);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "abort"})
    void h54_beforeTheSwitchoverThereIsAWayBackToExactlyWhatWas(String answer) {
        Trial trial = trial("upgrade");
        String before = trial.describe();
        trial.answering(q -> q.kind() == Question.Kind.GATE ? answer : "continue");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(answer.equals("abort") ? OperationState.FAILED : OperationState.ROLLED_BACK);
        assertThat(trial.describe()).isEqualTo(before);
    }

    @Test
    void everyQuestionOfAQuietUpgradeIsPreflightOrAGate() {
        Trial trial = trial("upgrade");

        trial.run();

        assertThat(trial.problems()).allSatisfy(q -> assertThat(q.reason()).contains("Preflight"));
        assertThat(trial.questions.stream().filter(q -> q.kind() == Question.Kind.GATE))
                .hasSize(2);
    }
}
