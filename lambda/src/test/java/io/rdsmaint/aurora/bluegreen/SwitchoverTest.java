package io.rdsmaint.aurora.bluegreen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The moment at which it counts: what keeps a switchover from being called for, and what comes of one that fails. */
class SwitchoverTest {
    private static final String GREEN_STEP = "Switch over to green";
    private static final String CALL = "SwitchoverBlueGreenDeployment";

    private static void completes(AuroraTestRunner trial, Operation end, int switchovers) {
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.calls(CALL)).isEqualTo(switchovers);
        assertThat(trial.versions()).hasSize(3).doesNotContainValue("15.8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AVAILABLE", "SWITCHOVER_FAILED"})
    void h48_aSwitchoverThatAwsBroughtBackIsTriedAgainOnlyWhenAPersonSaysSo(String status) {
        AuroraTestRunner trial = Upgrades.usual().answering("continue");
        trial.simulator.inject(Fault.endsInStatus(CALL, Upgrades.CLUSTER, status));

        Operation end = trial.run();

        assertThat(trial.problems()).singleElement().satisfies(q -> {
            assertThat(q.reason()).contains("brought everything back").contains("AWS says");
            assertThat(q.options()).extracting(Question.Option::action).contains(Question.Action.ROLLBACK);
        });
        completes(trial, end, 2);
    }

    @Test
    void h47_aSwitchoverThatRanOutOfTimeAsksWithAwsOwnWords() {
        AuroraTestRunner trial = Upgrades.usual().answering("continue");
        trial.simulator.inject(Fault.switchoverStalls(Upgrades.CLUSTER));

        Operation end = trial.run();

        assertThat(trial.problems())
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("300 seconds"));
        completes(trial, end, 2);
    }

    @Test
    void h48_everyFurtherFailureAsksAgain() {
        AuroraTestRunner trial = Upgrades.usual().answering("continue");
        trial.simulator.inject(
                Fault.endsInStatus(CALL, Upgrades.CLUSTER, "AVAILABLE").times(2));

        Operation end = trial.run();

        assertThat(trial.problems()).hasSize(2);
        completes(trial, end, 3);
    }

    @Test
    void aFailedQueryNeverMeansThatTheSwitchoverWasBroughtBack() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.during(
                GREEN_STEP,
                () -> trial.simulator.inject(Fault.error("DescribeBlueGreenDeployments", "InternalFailure", 500)
                        .times(6)));

        Operation end = trial.run();

        assertThat(trial.problems()).isEmpty();
        completes(trial, end, 1);
    }

    @Test
    void h45_degradedReplicationIsWaitedForAndThenAskedAbout() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.before(
                GREEN_STEP,
                () -> trial.simulator.inject(Fault.replicationDegraded(Upgrades.CLUSTER, "a table was changed")
                        .named("degraded")));
        trial.answering(q -> {
            if (q.kind() == Question.Kind.GATE) {
                return "";
            }
            trial.simulator.clearFault("degraded");
            return "continue";
        });

        Operation end = trial.run();

        assertThat(trial.problems()).singleElement().satisfies(q -> {
            assertThat(q.observed()).contains("a table was changed");
            assertThat(q.options()).extracting(Question.Option::choice).doesNotContain("accept");
        });
        completes(trial, end, 1);
    }

    @Test
    void h46_aGreenSideThatIsBehindIsGivenTimeToCatchUp() {
        AuroraTestRunner trial = Upgrades.of("upgrade-mysql").of(Upgrades.MYSQL);
        trial.parameters.put("version", "8.0.mysql_aurora.3.08.2");
        trial.before(
                GREEN_STEP, () -> trial.simulator.outsider().reading(greenWriter(trial), "AuroraBinlogReplicaLag", 45));
        trial.during(
                GREEN_STEP, () -> trial.simulator.outsider().reading(greenWriter(trial), "AuroraBinlogReplicaLag", 0));

        Operation end = trial.run();

        assertThat(trial.problems()).isEmpty();
        completes(trial, end, 1);
    }

    @Test
    void h46_aGreenSideThatStaysBehindAsks() {
        AuroraTestRunner trial = Upgrades.usual().answering("continue/accept");
        trial.before(
                GREEN_STEP,
                () -> trial.simulator.outsider().reading("demo-upgrade-1", "OldestReplicationSlotLag", 1e9));

        Operation end = trial.run();

        assertThat(trial.problems())
                .singleElement()
                .satisfies(q -> assertThat(q.observed()).contains("MiB"));
        completes(trial, end, 1);
    }

    private static String greenWriter(AuroraTestRunner trial) {
        return trial.rds.describeDBInstances(r -> {}).dbInstances().stream()
                .map(i -> i.dbInstanceIdentifier())
                .filter(i -> i.contains("-1-green-"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSwitchoverBySomebodyElseIsTakenOverOnlyWhenAPersonAgrees() {
        AuroraTestRunner trial = Upgrades.usual().answering("continue/accept");
        trial.before(GREEN_STEP, () -> trial.others().switchOver(Upgrades.deploymentName(trial)));

        Operation end = trial.run();

        assertThat(trial.problems()).singleElement().satisfies(q -> {
            assertThat(q.reason()).contains("Somebody else has switched over");
            assertThat(q.options()).extracting(Question.Option::action).doesNotContain(Question.Action.ROLLBACK);
        });
        completes(trial, end, 0);
        assertThat(trial.result(Switchover.ACTION).path("by_itself").asBoolean())
                .isTrue();
        assertThat(trial.clusters()).containsExactly(Upgrades.CLUSTER);
    }

    @Test
    void aDeploymentThatSomebodyDeletedAsksAndARollbackLeavesNothing() {
        AuroraTestRunner trial = Upgrades.usual().answering("rollback");
        trial.before(GREEN_STEP, () -> trial.others().delete(Upgrades.deploymentName(trial), true));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.problems().getFirst().reason()).contains("by somebody else");
        assertThat(trial.clusters()).containsExactly(Upgrades.CLUSTER);
        assertThat(trial.calls(CALL)).isZero();
    }

    @Test
    void aGreenClusterThatSomebodyKeptIsLeftAloneByARollback() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.before(GREEN_STEP, () -> trial.others().delete(Upgrades.deploymentName(trial), false));
        trial.answering(q -> switch (q.kind()) {
            case GATE -> "";
            default -> q.reason().contains("kept its green cluster") ? "continue/accept" : "rollback";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.clusters()).hasSize(2);
    }

    @Test
    void aGreenInstanceThatSomebodyDeletedIsNoticedRightBeforeTheCall() {
        AuroraTestRunner trial = Upgrades.usual().answering("rollback");
        trial.before(GREEN_STEP, () -> trial.simulator.outsider().delete(greenWriter(trial)));

        Operation end = trial.run();

        assertThat(trial.problems()).isNotEmpty();
        assertThat(trial.calls(CALL)).isZero();
        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
    }

    @Test
    void h36_aMemberThatSomebodyAddedIsAskedAboutBeforeTheSwitchover() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.before(
                GREEN_STEP,
                () -> trial.simulator.outsider().add(Upgrades.CLUSTER, "demo-added", "db.r6g.large", "us-east-1a"));
        trial.answering(q -> q.kind() == Question.Kind.GATE ? "" : "rollback");

        trial.run();

        assertThat(trial.problems())
                .singleElement()
                .satisfies(q -> assertThat(q.observed()).contains("demo-added is new"));
        assertThat(trial.calls(CALL)).isZero();
    }

    @Test
    void valuesThatWaitOnTheClusterAreAskedAboutBeforeTheyAreLost() {
        AuroraTestRunner trial = Upgrades.usual().answering("continue/accept");
        trial.before(
                GREEN_STEP,
                () -> trial.simulator.outsider().queue("demo-upgrade-2", "DBInstanceClass", "db.r7g.large"));

        Operation end = trial.run();

        assertThat(trial.problems().getFirst().observed()).contains("DBInstanceClass");
        completes(trial, end, 1);
    }

    @Test
    void h59_aProxyThatLostTheClusterAsItsTargetIsNoticedBeforeTheSwitchover() {
        AuroraTestRunner trial = Upgrades.of("upgrade-proxied").answering("rollback");
        trial.before(GREEN_STEP, () -> {
            trial.others().addCluster("another", Upgrades.CLUSTER);
            trial.others().register("demo-upgrade-proxy", "another");
        });

        trial.run();

        assertThat(trial.problems().getFirst().observed()).contains("demo-upgrade-proxy");
        assertThat(trial.calls(CALL)).isZero();
    }

    @Test
    void h70_aClusterThatAnotherOperationMarkedIsNotSwitchedOver() {
        AuroraTestRunner trial = Upgrades.usual().answering("abort");
        trial.before(
                GREEN_STEP,
                () -> trial.simulator.outsider().tag(Upgrades.CLUSTER, "rds-maint-operation", "another/op-1"));

        Operation end = trial.run();

        assertThat(trial.problems().getFirst().reason()).contains("Another operation has marked");
        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(trial.calls(CALL)).isZero();
    }

    @Test
    void aGuardAlarmStopsTheSwitchover() {
        AuroraTestRunner trial = Upgrades.usual().guardedBy("busy").answering("continue/accept");
        trial.before(
                GREEN_STEP,
                () -> trial.simulator.change(w -> w.sites()
                        .forEach(s -> s.alarms()
                                .put("busy", new Alarm("busy", "CPUUtilization", "demo-upgrade-1", 0, "ALARM")))));

        Operation end = trial.run();

        assertThat(trial.problems().getFirst().observed()).contains("busy");
        completes(trial, end, 1);
    }

    @Test
    void h70_aNewClusterThatDidNotGetTheMarkIsMarkedAndLosesItAtTheEnd() {
        AuroraTestRunner trial = Upgrades.usual();
        trial.during(
                GREEN_STEP,
                () -> trial.rds.removeTagsFromResource(
                        r -> r.resourceName(trial.cluster(Upgrades.CLUSTER).dbClusterArn())
                                .tagKeys(Mark.TAG)));

        Operation end = trial.run();

        assertThat(trial.effects())
                .containsSubsequence(
                        CALL + " "
                                + trial.result(Switchover.ACTION)
                                        .path("deployment")
                                        .asText(),
                        "AddTagsToResource " + trial.cluster(Upgrades.CLUSTER).dbClusterArn());
        assertThat(trial.cluster(Upgrades.CLUSTER).tagList())
                .noneMatch(t -> t.key().equals(Mark.TAG));
        completes(trial, end, 1);
    }

    @Test
    void h70_aFreezeDoesNotKeepTheNewClusterFromBeingMarked() {
        AuroraTestRunner trial = Upgrades.usual();
        List<String> whileFrozen = new ArrayList<>();
        trial.during(GREEN_STEP, () -> {
                    String arn = trial.cluster(Upgrades.CLUSTER).dbClusterArn();
                    trial.rds.removeTagsFromResource(r -> r.resourceName(arn).tagKeys(Mark.TAG));
                    freeze(trial, JsonTrees.object().put("reason", "peak"));
                    whileFrozen.addAll(trial.changes());
                })
                .during("Verify upgrade", () -> {
                    assertThat(trial.cluster(Upgrades.CLUSTER).tagList())
                            .anyMatch(t -> t.key().equals(Mark.TAG));
                    assertThat(trial.changes()
                                    .subList(whileFrozen.size(), trial.changes().size()))
                            .as("nothing else")
                            .hasSize(1);
                    freeze(trial, null);
                });

        Operation end = trial.run();

        completes(trial, end, 1);
        assertThat(trial.problems()).isEmpty();
    }

    private static void freeze(AuroraTestRunner trial, @Nullable ObjectNode freeze) {
        ObjectNode request = JsonTrees.object().put("action", "resume");
        request.putObject("edit").set("freeze", freeze);
        trial.invoke("people", request);
    }

    @Test
    void h70_aMarkThatIsTakenFromTheNewClusterIsAskedAboutAndGivenBack() {
        AuroraTestRunner trial = Upgrades.usual().answering("continue/accept");
        trial.before(
                "Take final snapshot",
                () -> trial.rds.removeTagsFromResource(
                        r -> r.resourceName(trial.cluster(Upgrades.CLUSTER).dbClusterArn())
                                .tagKeys(Mark.TAG)));

        Operation end = trial.run();

        assertThat(trial.problems())
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("removed this operation's mark"));
        assertThat(trial.changes())
                .contains("AddTagsToResource " + trial.cluster(Upgrades.CLUSTER).dbClusterArn());
        completes(trial, end, 1);
    }
}
