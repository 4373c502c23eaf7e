package io.rdsmaint.aurora.bluegreen;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** After the switchover: looking whether all is well, and taking away the old side and nothing else. */
class CleanupTest {
    private static final String VERIFY = "Verify upgrade";
    private static final String SECOND = "Delete old demo-upgrade-2";

    private static Question theQuestion(AuroraTestRunner trial) {
        return trial.problems().getFirst();
    }

    private static void completes(AuroraTestRunner trial, Operation end) {
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.clusters()).containsExactly(Upgrades.CLUSTER);
    }

    @Test
    void h55_whatIsNotAsAskedIsShownAndMayBeAccepted() {
        AuroraTestRunner trial = Upgrades.usual().answering("continue/accept");
        trial.before(
                VERIFY, () -> trial.simulator.outsider().queue("demo-upgrade-2", "DBInstanceClass", "db.r7g.large"));

        Operation end = trial.run();

        assertThat(theQuestion(trial).observed()).contains("demo-upgrade-2 has pending values");
        completes(trial, end);
    }

    @Test
    void h55_aMemberThatWentMissingIsShown() {
        AuroraTestRunner trial = Upgrades.usual().answering("abort");
        trial.before(VERIFY, () -> {
            trial.simulator.outsider().delete("demo-upgrade-3");
            trial.pass(Duration.ofMinutes(30));
        });

        trial.run();

        assertThat(theQuestion(trial).observed()).contains("demo-upgrade-3 is missing");
    }

    @Test
    void h61_aProxyThatDoesNotFollowAsksAfterAWhile() {
        AuroraTestRunner trial = Upgrades.of("upgrade-proxied").answering("continue/accept");
        trial.before("Check proxy", () -> trial.others().register("demo-upgrade-proxy", "demo-upgrade-old1"));

        Operation end = trial.run();

        assertThat(theQuestion(trial).observed()).contains("demo-upgrade-proxy");
        assertThat(trial.effects()).noneMatch(c -> c.contains("DBProxyTargets"));
        completes(trial, end);
    }

    @Test
    void h50_aSnapshotOfThatNameOfAnotherClusterDoesNotServe() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.before(
                VERIFY,
                () -> trial.rds.createDBClusterSnapshot(r ->
                        r.dbClusterIdentifier(Upgrades.CLUSTER).dbClusterSnapshotIdentifier(SampleUpgrade.SNAPSHOT)));
        trial.answering(q -> {
            if (q.kind() == Question.Kind.GATE) {
                return "";
            }
            trial.pass(Duration.ofMinutes(30));
            trial.rds.deleteDBClusterSnapshot(r -> r.dbClusterSnapshotIdentifier(SampleUpgrade.SNAPSHOT));
            return "continue";
        });

        Operation end = trial.run();

        assertThat(theQuestion(trial).reason()).contains("of another cluster");
        completes(trial, end);
    }

    @Test
    void h50_theOldClusterIsKeptWhenItsSnapshotIsGone() {
        AuroraTestRunner trial = Upgrades.usual().answering("abort");
        trial.before(
                "Delete old cluster",
                () -> trial.rds.deleteDBClusterSnapshot(r -> r.dbClusterSnapshotIdentifier(SampleUpgrade.SNAPSHOT)));

        Operation end = trial.run();

        assertThat(theQuestion(trial).reason()).contains("only copy of its data");
        assertThat(trial.clusters()).contains("demo-upgrade-old1");
        assertThat(end.residue()).anySatisfy(r -> assertThat(r).contains("demo-upgrade-old1"));
    }

    @Test
    void h49_anOldInstanceThatSomebodyRenamedIsLeftAlone() {
        AuroraTestRunner trial = Upgrades.usual().answering("abort");
        trial.before(SECOND, () -> trial.simulator.outsider().rename("demo-upgrade-2-old1", "mine-now"));

        trial.run();

        assertThat(theQuestion(trial).reason()).contains("is not what was written down");
        assertThat(theQuestion(trial).options())
                .extracting(Question.Option::choice)
                .doesNotContain("accept");
        assertThat(trial.versions()).containsKey("mine-now");
    }

    @Test
    void h49_withoutTheGuardThatRenamedInstanceWouldBeDeleted() {
        AuroraTestRunner trial = Upgrades.without("onlyTheOldSide");
        trial.before(SECOND, () -> trial.simulator.outsider().rename("demo-upgrade-2-old1", "mine-now"));

        trial.run();

        assertThat(trial.versions()).doesNotContainKey("mine-now");
    }

    @Test
    void h49_anotherInstanceOfTheOldNameIsNotDeleted() {
        AuroraTestRunner trial = Upgrades.usual().answering("abort");
        trial.before(SECOND, () -> {
            trial.simulator.outsider().delete("demo-upgrade-2-old1");
            trial.pass(Duration.ofMinutes(30));
            trial.simulator.outsider().add(Upgrades.CLUSTER, "demo-upgrade-2-old1", "db.r6g.large", "us-east-1b");
        });

        trial.run();

        assertThat(trial.effects()).doesNotContain("DeleteDBInstance demo-upgrade-2-old1");
        assertThat(trial.versions()).containsKey("demo-upgrade-2-old1");
    }

    @Test
    void anInstanceThatSomebodyAddedToTheOldClusterKeepsIt() {
        AuroraTestRunner trial = Upgrades.usual().answering("abort");
        trial.before(
                "Delete old cluster",
                () -> trial.simulator.outsider().add("demo-upgrade-old1", "demo-late", "db.r6g.large", "us-east-1a"));

        trial.run();

        assertThat(theQuestion(trial).observed()).contains("demo-late");
        assertThat(trial.clusters()).contains("demo-upgrade-old1");
    }

    @Test
    void h52_aClusterThatIsNotReadyToGoIsTriedAgain() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.simulator.inject(Fault.error("DeleteDBCluster", "InvalidDBClusterStateFault", 400)
                .times(3));

        Operation end = trial.run();

        assertThat(trial.problems()).isEmpty();
        assertThat(trial.calls("DeleteDBCluster")).isEqualTo(4);
        completes(trial, end);
    }

    @Test
    void whatSomebodyElseDeletedAlreadyCountsAsDone() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.before("Delete old demo-upgrade-1", () -> {
            Stream.of("-1", "-2", "-3").forEach(n -> trial.simulator.outsider().delete("demo-upgrade" + n + "-old1"));
            trial.pass(Duration.ofMinutes(1));
            trial.rds.deleteDBCluster(
                    r -> r.dbClusterIdentifier("demo-upgrade-old1").skipFinalSnapshot(true));
        });

        Operation end = trial.run();

        assertThat(trial.problems()).isEmpty();
        completes(trial, end);
    }

    @Test
    void theOldSideIsKeptWhileProductionDoesNotServe() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.before(SECOND, () -> trial.simulator.outsider().instanceStatus("demo-upgrade-1", "storage-full"));
        trial.answering(q -> q.kind() == Question.Kind.GATE ? "" : "abort");

        trial.run();

        assertThat(theQuestion(trial).reason()).contains("in production does not serve");
        assertThat(trial.versions()).containsKeys("demo-upgrade-2-old1", "demo-upgrade-3-old1");
    }
}
