package io.rdsmaint.aurora.bluegreen;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** From the call for a deployment until its green side is as asked. */
class CreateAndAwaitTest {
    private static final String CREATE = "Create blue/green deployment";
    private static final String PROVISION = "Provision green side";
    private static final String CALL = "CreateBlueGreenDeployment";

    private static String theQuestion(AuroraTestRunner trial) {
        return trial.problems().getFirst().reason();
    }

    @Test
    void h42_aClusterThatCanNotBeTheSourceAsksWithTheWayOut() {
        AuroraTestRunner trial = Upgrades.of("upgrade-secret").answering("rollback");

        Operation end = trial.run();

        assertThat(theQuestion(trial)).contains("was refused").contains("Secrets Manager");
        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
    }

    @Test
    void h58_aQuotaThatIsUsedUpAsksAndGoesOnOnceThereIsRoom() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.simulator.change(w -> w.sites().forEach(s -> s.clusterQuota(1)));
        trial.answering(q -> {
            if (q.kind() == Question.Kind.GATE) {
                return "";
            }
            trial.simulator.change(w -> w.sites().forEach(s -> s.clusterQuota(40)));
            return "continue";
        });

        Operation end = trial.run();

        assertThat(theQuestion(trial)).contains("quota");
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void aParameterGroupThatIsGoneAsks() {
        AuroraTestRunner trial = Upgrades.usual().answering("rollback");
        trial.parameters.put("cluster_group", "no-such-group");

        trial.run();

        assertThat(theQuestion(trial)).contains("parameter group").contains("does not exist");
    }

    @Test
    void h53_anotherDeploymentOfTheClusterIsNeitherUsedNorDeleted() {
        AuroraTestRunner trial = Upgrades.usual().answering("rollback");
        trial.before(CREATE, () -> trial.others().create(Upgrades.CLUSTER, "somebodys", Upgrades.VERSION));

        Operation end = trial.run();

        assertThat(theQuestion(trial)).contains("another blue/green deployment");
        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.calls(CALL)).isZero();
        assertThat(trial.deployment()).isPresent();
    }

    @Test
    void h53_aDeploymentOfOurNameWithoutOurTagIsNotOurs() {
        AuroraTestRunner trial = Upgrades.usual().answering("rollback");
        trial.before(
                CREATE,
                () -> trial.others().create(Upgrades.CLUSTER, Upgrades.deploymentName(trial), Upgrades.VERSION));

        trial.run();

        assertThat(theQuestion(trial)).contains("not this operation's");
        assertThat(trial.calls("DeleteBlueGreenDeployment")).isZero();
        assertThat(trial.deployment()).isPresent();
    }

    @Test
    void h53_aDeploymentThatAPersonAgreedToUseIsUsedAndNeverDeletedOnTheWayBack() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.others().create(Upgrades.CLUSTER, "somebodys", Upgrades.VERSION);
        trial.parameters.put("adopt", trial.deployment().orElseThrow().blueGreenDeploymentIdentifier());
        trial.atGateOf("Switch over", "rollback");

        Operation end = trial.run();

        assertThat(trial.calls(CALL)).isZero();
        assertThat(trial.deployment()).isPresent();
        assertThat(trial.clusters()).hasSize(2);
        assertThat(end.residue())
                .singleElement()
                .asString()
                .contains("did not make")
                .contains("--delete-target");
    }

    @Test
    void aDeploymentThatAPersonAgreedToUseIsSwitchedOverAndRemovedAfterwards() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.others().create(Upgrades.CLUSTER, "somebodys", Upgrades.VERSION);
        trial.parameters.put("adopt", trial.deployment().orElseThrow().blueGreenDeploymentIdentifier());

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.residue()).isEmpty();
        assertThat(trial.deployment()).isEmpty();
    }

    @Test
    void h57_whileAwsBuildsTheStepShowsTaskByTask() {
        AuroraTestRunner trial = Upgrades.usual();
        StringBuilder seen = new StringBuilder();
        trial.during(
                PROVISION,
                () -> seen.append(
                        trial.operation().current().map(Step::waitCondition).orElse("")));

        trial.run();

        assertThat(seen).contains("CREATING_READ_REPLICA_OF_SOURCE").contains("DB_ENGINE_VERSION_UPGRADE pending");
    }

    @Test
    void h45_transactionsThatKeepAwsFromCopyingAreShownWhileWaiting() {
        AuroraTestRunner trial = Upgrades.usual();
        StringBuilder seen = new StringBuilder();
        trial.before(CREATE, () -> trial.others().longTransactions(Upgrades.CLUSTER, true));
        trial.during(PROVISION, () -> {
            trial.pass(Duration.ofMinutes(6));
        });
        trial.answering(q -> {
            seen.append(q.reason());
            trial.others().longTransactions(Upgrades.CLUSTER, false);
            return q.kind() == Question.Kind.GATE ? "" : "continue";
        });

        Operation end = trial.run();

        assertThat(trial.problems())
                .singleElement()
                .satisfies(q -> assertThat(q.kind()).isEqualTo(Question.Kind.TIMEOUT));
        assertThat(seen).contains("transactions");
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void aGreenSideThatCouldNotBeBuiltAsksAndARollbackRemovesWhatIsThere() {
        AuroraTestRunner trial = Upgrades.usual().answering("rollback");
        trial.simulator.inject(Fault.endsInStatus(CALL, Upgrades.CLUSTER, "INVALID_CONFIGURATION"));
        String before = trial.describeAll();

        Operation end = trial.run();

        assertThat(theQuestion(trial)).contains("could not build the green side");
        assertThat(trial.problems().getFirst().observed()).contains("failed").contains("AWS says");
        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.describeAll()).isEqualTo(before);
    }

    @Test
    void aGreenInstanceThatWaitsForARestartAsks() {
        AuroraTestRunner trial = Upgrades.usual().answering("continue/accept");
        trial.before("Switch over", () -> green(trial, i -> i.clusterParameterStatus("pending-reboot")));

        Operation end = trial.run();

        assertThat(theQuestion(trial)).contains("waits for a restart");
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
    }

    private static void green(AuroraTestRunner trial, Consumer<Instance> what) {
        trial.simulator.change(w -> w.sites()
                .forEach(s -> s.instances().stream()
                        .filter(i -> i.id().contains("-2-green-"))
                        .forEach(what)));
    }
}
