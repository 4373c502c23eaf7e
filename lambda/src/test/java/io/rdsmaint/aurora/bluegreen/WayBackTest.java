package io.rdsmaint.aurora.bluegreen;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.model.DBCluster;

/** Rollback, abort and mark_complete, before the switchover and after it. */
class WayBackTest {
    private static final String SWITCH = "Switch over";
    private static final String CLEAN = "Take final snapshot";

    private static void protect(AuroraTestRunner trial) {
        trial.simulator.change(w ->
                w.sites().forEach(s -> s.clusters().forEach(c -> c.attributes().put("DeletionProtection", true))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "abort"})
    void h54_beforeTheSwitchoverTheGreenSideIsRemovedAndTheClusterIsAsItWas(String answer) {
        AuroraTestRunner trial = Upgrades.usual().atGateOf(SWITCH, answer);
        protect(trial);
        String before = trial.describeAll();

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(answer.equals("abort") ? OperationState.FAILED : OperationState.ROLLED_BACK);
        assertThat(trial.describeAll()).isEqualTo(before);
        assertThat(end.residue()).isEmpty();
        assertThat(trial.simulator.ledger().incidents())
                .extracting(i -> i.harm())
                .doesNotContain(Harm.CLUSTER_DELETED);
    }

    @Test
    void h54_anAbortWhileAwsStillBuildsWaitsUntilItCanBeRemoved() {
        AuroraTestRunner trial = Upgrades.usual().answering("abort");
        trial.during(
                "Provision",
                () -> trial.simulator.inject(Fault.error("DescribeBlueGreenDeployments", "AccessDenied", 403)));
        String before = trial.describeAll();

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(trial.problems()).hasSize(1);
        assertThat(trial.describeAll()).isEqualTo(before);
    }

    @Test
    void h69_markedCompleteBeforeTheSwitchoverTellsThatTheGreenSideIsLeft() {
        AuroraTestRunner trial = Upgrades.usual().atGateOf(SWITCH, "mark_complete");

        Operation end = trial.run();

        assertThat(trial.clusters()).hasSize(2);
        assertThat(end.residue())
                .singleElement()
                .asString()
                .contains("green side")
                .contains("--delete-target");
        assertThat(marks(trial)).isEmpty();
    }

    @Test
    void aGreenSideThatComesAfterTheLastLookLosesTheMarkToo() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.others().longTransactions(Upgrades.CLUSTER, true);
        trial.during(
                "Provision",
                () -> trial.simulator.inject(Fault.error("DescribeBlueGreenDeployments", "AccessDenied", 403)));
        trial.answering(question -> {
            trial.others().longTransactions(Upgrades.CLUSTER, false);
            trial.clock.advance(Duration.ofMinutes(30));
            return "mark_complete";
        });

        trial.run();

        assertThat(trial.clusters()).hasSize(2);
        assertThat(marks(trial)).isEmpty();
    }

    @Test
    void afterTheSwitchoverNoRollbackIsOfferedAndTheQuestionSaysWhatCanBeDone() {
        AuroraTestRunner trial = Upgrades.usual().atGateOf(CLEAN, "abort");

        Operation end = trial.run();

        Question gate = trial.questions.getLast();
        assertThat(gate.options()).extracting(Question.Option::action).doesNotContain(Question.Action.ROLLBACK);
        assertThat(gate.reason()).contains("only in the new cluster").contains("demo-upgrade-old1");
        assertThat(end.state()).isEqualTo(OperationState.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mark_complete", "abort"})
    void endedAfterTheSwitchoverTheOldSideIsLeftUntouchedAndNamed(String answer) {
        AuroraTestRunner trial = Upgrades.usual().atGateOf(CLEAN, answer);

        Operation end = trial.run();

        assertThat(trial.clusters()).containsExactly(Upgrades.CLUSTER, "demo-upgrade-old1");
        assertThat(trial.versions()).hasSize(6);
        assertThat(end.residue())
                .anySatisfy(r ->
                        assertThat(r).contains("old cluster demo-upgrade-old1").contains("delete-db-cluster"))
                .anySatisfy(r ->
                        assertThat(r).contains("delete-blue-green-deployment").doesNotContain("delete-target"));
        assertThat(trial.calls("DeleteBlueGreenDeployment")).isZero();
        assertThat(marks(trial)).isEmpty();
    }

    @Test
    void h54_aRollbackThatMeetsASwitchoverOfSomebodyElseRemovesNothing() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.before("Let changes", () -> trial.others().switchOver(Upgrades.deploymentName(trial)));
        trial.answering(
                q -> q.kind() != Question.Kind.GATE ? "abort" : q.reason().contains(SWITCH) ? "rollback" : "continue");

        Operation end = trial.run();

        assertThat(trial.problems())
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("green cluster is in production"));
        assertThat(trial.cluster(Upgrades.CLUSTER).engineVersion()).isEqualTo(Upgrades.VERSION);
        assertThat(trial.calls("DeleteBlueGreenDeployment")).isZero();
        assertThat(end.state()).isIn(OperationState.FAILED, OperationState.ROLLED_BACK);
    }

    @Test
    void aSwitchoverUnderWayIsAwaitedBeforeAnAbortGoesOn() {
        AuroraTestRunner trial = Upgrades.usual().answering("abort");
        trial.during(
                SWITCH, () -> trial.simulator.inject(Fault.error("DescribeBlueGreenDeployments", "AccessDenied", 403)));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(trial.deployment().orElseThrow().status()).isEqualTo("SWITCHOVER_COMPLETED");
        assertThat(trial.clusters()).containsExactly(Upgrades.CLUSTER, "demo-upgrade-old1");
        assertThat(marks(trial)).isEmpty();
    }

    private static List<String> marks(AuroraTestRunner trial) {
        return trial.rds.describeDBClusters(r -> {}).dbClusters().stream()
                .filter(c -> c.tagList().stream().anyMatch(t -> t.key().equals(Mark.TAG)))
                .map(DBCluster::dbClusterIdentifier)
                .toList();
    }
}
