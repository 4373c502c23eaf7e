package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.model.DBClusterParameterGroup;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.Parameter;

/** The parameter groups of an upgrade, made and filled while it runs. */
class ParameterStepsTest {
    private static final String SECRET = "424242";
    private static final Scenario UPGRADE =
            Scenarios.find("upgrade").orElseThrow().and(s -> s.parameter("demo-upgrade-instance", "work_mem", SECRET));

    @Test
    void greenRunsWithTheValuesThatBlueHad() {
        AuroraTestRunner trial = WholeUpgradeTest.trial(UPGRADE);

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(values(trial, ofInstances(trial))).containsEntry("work_mem", SECRET);
        assertThat(end.report())
                .anyMatch(l -> l.startsWith("Write interruption at the switchover: ") && l.contains(" s, "))
                .contains("Cluster demo-upgrade runs engine version 16.4.")
                .anyMatch(l -> l.startsWith("Old cluster demo-upgrade-old1 (") && l.endsWith("is deleted."))
                .anyMatch(l -> l.startsWith("Snapshot of the old cluster: demo-upgrade-before-upgrade-"))
                .anyMatch(l -> l.contains("Terraform engine_version = \"16.4\""))
                .anyMatch(l -> l.contains("db_parameter_group_name = \"" + ofInstances(trial)));
    }

    @Test
    void h40NoValueThatSomebodySetIsWrittenDown() {
        AuroraTestRunner trial = WholeUpgradeTest.trial(UPGRADE);

        Operation end = trial.run();

        assertThat(end.toString()).contains("work_mem").doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CreateDBClusterParameterGroup",
                "ModifyDBClusterParameterGroup",
                "CreateDBParameterGroup",
                "ModifyDBParameterGroup"
            })
    void h64ACallWhoseAnswerIsLostIsSeenAndNotRepeated(String action) {
        AuroraTestRunner trial = WholeUpgradeTest.trial(UPGRADE);
        trial.simulator.inject(Fault.cutAfterEffect(action));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.calls(action)).isEqualTo(1);
    }

    @Test
    void aRollbackDeletesTheGroupsThatWereMade() {
        AuroraTestRunner trial = WholeUpgradeTest.trial(UPGRADE);
        List<String> before = groups(trial);
        trial.answering(q -> q.kind() == Question.Kind.GATE ? "rollback" : "continue");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(groups(trial)).isEqualTo(before);
        assertThat(end.residue()).isEmpty();
    }

    @Test
    void anAbortTellsWhichGroupsAreLeftAndHowToRemoveThem() {
        AuroraTestRunner trial = WholeUpgradeTest.trial(UPGRADE);
        trial.answering(q -> q.kind() == Question.Kind.GATE ? "abort" : "continue");

        Operation end = trial.run();

        assertThat(end.residue())
                .anyMatch(r -> r.contains("aws rds delete-db-cluster-parameter-group"))
                .anyMatch(r -> r.contains(
                        "aws rds delete-db-parameter-group --db-parameter-group-name " + ofInstances(trial)));
    }

    @Test
    void aGroupThatSomebodyElseMakesMeanwhileIsNotTaken() {
        AuroraTestRunner trial = WholeUpgradeTest.trial(UPGRADE);
        trial.before(
                "Create cluster parameter group",
                () -> trial.rds.createDBClusterParameterGroup(r -> r.dbClusterParameterGroupName(planned(trial))
                        .dbParameterGroupFamily("aurora-postgresql16")
                        .description("somebody else's")));
        trial.answering(q -> q.reason().contains("did not make it") ? "abort" : "continue");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(trial.problems()).anyMatch(q -> q.reason().contains("this operation did not make it"));
        assertThat(trial.calls("ModifyDBClusterParameterGroup")).isZero();
    }

    @Test
    void aValueThatChangesMeanwhileIsCarriedAsItIsThen() {
        AuroraTestRunner trial = WholeUpgradeTest.trial(UPGRADE);
        trial.before(
                "Set parameters of demo-upgrade-instance",
                () -> trial.simulator.outsider().parameter("demo-upgrade-instance", "work_mem", "777777"));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(values(trial, ofInstances(trial))).containsEntry("work_mem", "777777");
    }

    private static String planned(AuroraTestRunner trial) {
        return trial.operation().steps().stream()
                .filter(s -> s.planned().action().equals("create_parameter_group"))
                .map(s -> s.planned().parameters().path("group").asText())
                .findFirst()
                .orElseThrow();
    }

    private static String ofInstances(AuroraTestRunner trial) {
        return trial.operation().steps().stream()
                .filter(s -> s.planned().action().equals("create_parameter_group"))
                .map(s -> s.planned().parameters().path("group").asText())
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private static Map<String, String> values(AuroraTestRunner trial, String group) {
        return trial.rds.describeDBParametersPaginator(r -> r.dbParameterGroupName(group)).parameters().stream()
                .filter(p -> "user".equals(p.source()))
                .collect(Collectors.toMap(Parameter::parameterName, Parameter::parameterValue));
    }

    private static List<String> groups(AuroraTestRunner trial) {
        List<String> all = new java.util.ArrayList<>();
        trial.rds.describeDBClusterParameterGroupsPaginator(r -> {}).dbClusterParameterGroups().stream()
                .map(DBClusterParameterGroup::dbClusterParameterGroupName)
                .forEach(all::add);
        trial.rds.describeDBParameterGroupsPaginator(r -> {}).dbParameterGroups().stream()
                .map(DBParameterGroup::dbParameterGroupName)
                .forEach(all::add);
        return all;
    }
}
