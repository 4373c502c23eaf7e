package io.rdsmaint.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.testkit.restore.RestoreTestRunner;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What brings a restore back, wherever it is; and what is asked on the way. */
class TakenBackTest {
    private final RestoreTestRunner trial = new RestoreTestRunner();
    private final Map<String, String> before = trial.clusters();

    private void assertAsBefore(Operation operation) {
        assertThat(operation.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(operation.residue()).isEmpty();
        assertThat(trial.clusters()).isEqualTo(before);
        assertThat(trial.cluster("shop-staging").vpcSecurityGroups().getFirst().vpcSecurityGroupId())
                .isEqualTo("sg-05a6100000000001");
        assertThat(trial.cluster("shop-staging").tagList().stream().map(tag -> tag.key()))
                .noneMatch(key -> key.startsWith("rds-maint-o") || key.startsWith("rds-maint-restore"));
        assertThat(trial.sql(
                        "shop-staging", RestoreTestRunner.secret("staging-admin"), "SELECT count(*) FROM customers"))
                .containsExactly("20");
        assertThat(trial.rds.describeDBClusterParameterGroups(r -> {}).dbClusterParameterGroups())
                .noneMatch(group -> group.dbClusterParameterGroupName().contains("-r-"));
    }

    @Test
    void aVerificationThatDoesNotMatchAsksBeforeAnythingOfTheOldClusterIsTouched() {
        trial.verify("orders", "SELECT count(*) FROM {app}.orders", "=", "7").answering("rollback");

        Operation operation = trial.run();

        assertThat(trial.questions.getFirst().code()).isEqualTo("reconcile-mismatch");
        assertThat(trial.questions.getFirst().observed()).contains("found 2000");
        assertAsBefore(operation);
    }

    @Test
    void maskingThatFailsInItsThirdPieceLeavesTheCopyIsolatedAndCanBeTakenBack() {
        trial.parameters
                .withObject("sql")
                .withArray("mask")
                .insertObject(2)
                .put("name", "broken")
                .put("sql", "UPDATE {app}.nothing SET x = 1");
        trial.answering("rollback");

        Operation operation = trial.run();

        assertThat(trial.questions.getFirst().code()).isEqualTo("pieces-failed");
        assertAsBefore(operation);
    }

    @Test
    void somebodyWhoSaysNoAtTheGateHasAllBack() {
        trial.parameters.withObject("gates").put("before_cutover", true);
        trial.answering(q -> q.kind() == Question.Kind.GATE ? "rollback" : "");

        Operation operation = trial.run();

        assertThat(trial.questions.getFirst().observed()).contains("masked and verified");
        assertThat(trial.questions.getFirst().options())
                .filteredOn(option -> option.action() == Question.Action.ROLLBACK)
                .allMatch(Question.Option::destructive)
                .allMatch(option -> option.consequence().contains("deletes for good: the restored cluster"));
        assertAsBefore(operation);
    }

    @Test
    void aCopyThatSomebodyOpensIsNotMaskedInTheOpen() {
        trial.before(
                "Check that",
                () -> trial.rds.modifyDBCluster(r -> r.dbClusterIdentifier(trial.clusters().keySet().stream()
                                .filter(name -> name.contains("-r-"))
                                .findFirst()
                                .orElseThrow())
                        .vpcSecurityGroupIds("sg-05a6100000000001")
                        .applyImmediately(true)));
        trial.answering("rollback");

        Operation operation = trial.run();

        assertThat(trial.questions.getFirst().code()).isEqualTo("not-isolated");
        assertThat(trial.questions.getFirst().options()).noneMatch(option -> "accept".equals(option.choice()));
        assertAsBefore(operation);
    }

    @Test
    void afterTheExchangeTheOldClusterGetsItsNameBack() {
        trial.parameters.withObject("gates").put("before_delete", true);
        trial.answering(q -> q.kind() == Question.Kind.GATE ? "rollback" : "");

        Operation operation = trial.run();

        assertThat(trial.questions.getFirst().options())
                .filteredOn(option -> option.action() == Question.Action.ROLLBACK)
                .allMatch(Question.Option::destructive)
                .allMatch(option -> option.consequence().contains("all that was written to shop-staging since"));
        assertAsBefore(operation);
    }

    @Test
    void onceTheOldOneIsBeingRemovedThereIsNoWayBackButItsSnapshot() {
        trial.gateOn("delete_old_cluster").passingGates();

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions.getLast().toString())
                .contains("its name can't be given back")
                .contains("aws rds restore-db-cluster-from-snapshot --snapshot-identifier shop-staging-final-");
    }

    @Test
    void aSecondRenameThatIsRefusedGoesBackAtOnceAndIsTriedAgainOnRequest() {
        trial.before(
                "Exchange names",
                () -> trial.simulator.inject(Fault.error("ModifyDBCluster", "InvalidParameterCombination", 400)
                        .on(trial.clusters().keySet().stream()
                                .filter(n -> n.contains("-r-"))
                                .findFirst()
                                .orElseThrow())));
        trial.answering("continue");

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).singleElement().satisfies(question -> {
            assertThat(question.code()).isEqualTo("swap-went-back");
            assertThat(question.reason()).contains("the old cluster has its name");
        });
        assertThat(trial.effects())
                .filteredOn(call -> call.startsWith("ModifyDBCluster"))
                .isNotEmpty();
    }

    @Test
    void abortTellsWhatIsLeftAndThatItMayBeUnmasked() {
        trial.parameters.withObject("gates").put("before_cutover", true);
        trial.answering(_ -> "abort");

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.FAILED);
        assertThat(String.join("\n", operation.residue()))
                .contains("the restored cluster shop-staging-r-")
                .contains("may hold unmasked rows")
                .contains("parameter group shop-staging-r-");
    }
}
