package io.rdsmaint.aurora.instancetypechange;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Each hazard that shows only while the operation runs: with its guard the clients of the cluster come to no harm,
 * without it they
 * do.
 */
class GuardsTest {
    private static final String CHANGE_2 = "Change demo-multi-2 to " + Trials.NEW;
    private static final String CHANGE_3 = "Change demo-multi-3 to " + Trials.NEW;
    private static final String FAIL_OVER = "Fail over to demo-multi-2";

    @Test
    void h72_anotherClusterOfTheSameNameIsNotTouched() {
        hold("theSameAccountAndCluster")
                .given(t -> t.before(
                        CHANGE_2, () -> t.simulator.load(Scenarios.multiNode().withSeed(99))))
                .harm(t -> t.questions.stream().noneMatch(q -> q.reason().contains("This is not the cluster")));
    }

    @Test
    void h70_aClusterThatAnotherDeploymentMarkedIsLeftAlone() {
        hold("ourMark")
                .given(t -> t.before(
                        CHANGE_2, () -> t.simulator.outsider().tag("demo-multi", "rds-maint-operation", "other/op-1")))
                .harm(t -> changed(t, "demo-multi-2"));
    }

    @Test
    void h36_aNewMemberIsNoticed() {
        hold("membersAsExpected")
                .given(t -> t.before(CHANGE_2, () -> {
                    t.simulator.outsider().add("demo-multi", "demo-multi-4", Trials.OLD, "us-east-1a");
                    t.clock.advance(Duration.ofMinutes(30));
                }))
                .harm(t -> changed(t, "demo-multi-2"));
    }

    @Test
    void h36_aMemberThatIsGoneIsNoticed() {
        hold("membersAsExpected")
                .given(t -> t.temporary("always").before("Fail over to demo-multi-2", () -> {
                    t.simulator.outsider().delete("demo-multi-3");
                    t.clock.advance(Duration.ofMinutes(30));
                }))
                .harm(t -> t.changes().contains("FailoverDBCluster demo-multi"));
    }

    @Test
    void h36_aClassThatSomebodyElseChangedIsNoticed() {
        hold("classesAsExpected")
                .given(t -> t.before(CHANGE_2, () -> {
                    t.simulator.outsider().changeClass("demo-multi-3", "db.r6g.2xlarge");
                    t.clock.advance(Duration.ofMinutes(30));
                }))
                .harm(t -> changed(t, "demo-multi-3"));
    }

    @Test
    void h26_nothingIsCalledWhileTheClusterIsBusy() {
        List<String> calledWhileBusy = new ArrayList<>();
        hold("clusterAvailable")
                .given(t -> t.before(CHANGE_2, () -> t.simulator.outsider().clusterStatus("demo-multi", "backing-up"))
                        .during(CHANGE_2, () -> {
                            calledWhileBusy.addAll(t.changes());
                            t.simulator.outsider().clusterStatus("demo-multi", "available");
                        }))
                .harm(t -> calledWhileBusy.contains("ModifyDBInstance demo-multi-2"));
    }

    @Test
    void h31_noReaderIsTakenAwayWhileAnotherIsDown() {
        new Hold("othersInService", Scenarios.multiNode(), "demo-multi", List.of("readersKept"))
                .given(t -> t.before(CHANGE_2, () -> t.simulator.outsider().breakDown("demo-multi-3", "storage-full")))
                .harm(t -> !t.simulator
                        .ledger()
                        .interruptions(Harm.READER_ENDPOINT_ON_WRITER)
                        .isEmpty());
    }

    @Test
    void h31_theLastReaderIsNotTakenAway() {
        hold("readersKept")
                .given(t -> t.before(CHANGE_2, () -> {
                            t.simulator.outsider().delete("demo-multi-3");
                            t.clock.advance(Duration.ofMinutes(30));
                        })
                        .answering(q -> q.observed().contains("demo-multi-3 is gone") ? "continue/accept" : "abort"))
                .harm(t -> !t.simulator
                        .ledger()
                        .interruptions(Harm.READER_ENDPOINT_ON_WRITER)
                        .isEmpty());
    }

    @Test
    void h16_aReaderThatLagsIsNotPromoted() {
        hold("readersUpToDate")
                .given(t -> t.before(FAIL_OVER, () -> {
                            t.simulator.outsider().lag("demo-multi-2", 30_000);
                            t.clock.advance(Duration.ofMinutes(2));
                        })
                        .during(FAIL_OVER, () -> {
                            if (!t.changes().contains("FailoverDBCluster demo-multi")) {
                                t.simulator.outsider().lag("demo-multi-2", 20);
                            }
                        }))
                .harm(t ->
                        !t.simulator.ledger().incidents(Harm.LAGGING_PROMOTION).isEmpty());
    }

    @Test
    void h22_anInstanceThatBecameTheWriterIsNotChanged() {
        hold("neverTheWriter")
                .given(t -> t.before(CHANGE_3, () -> {
                    t.simulator.outsider().failOver("demo-multi", "demo-multi-3");
                    t.clock.advance(Duration.ofMinutes(10));
                }))
                .harm(t -> changed(t, "demo-multi-3"));
    }

    @Test
    void h21_anAutoscaledInstanceIsNotChanged() {
        hold("neverAutoscaled")
                .given(t -> t.before(
                        CHANGE_3,
                        () -> t.simulator
                                .outsider()
                                .tag("demo-multi-3", "application-autoscaling:resourceId", "cluster:demo-multi")))
                .harm(t -> changed(t, "demo-multi-3"));
    }

    @Test
    void h23_queuedChangesAreNotAppliedUnasked() {
        hold("nothingElsePending")
                .given(t -> t.before(
                        CHANGE_3,
                        () -> t.simulator
                                .outsider()
                                .queue("demo-multi-3", "CACertificateIdentifier", "rds-ca-ecc384-g1")))
                .harm(t -> !t.simulator
                        .ledger()
                        .incidents(Harm.QUEUED_CHANGE_APPLIED)
                        .isEmpty());
    }

    @Test
    void h19_anInstanceThatIsNotInServiceIsNotPromoted() {
        hold("targetInService")
                .given(t -> t.before(FAIL_OVER, () -> {
                    t.simulator.outsider().reboot("demo-multi-2");
                    t.clock.advance(Duration.ofSeconds(20));
                }))
                .harm(t -> t.simulator.calls().stream()
                        .filter(c -> c.action().equals("FailoverDBCluster"))
                        .anyMatch(c -> c.at().isBefore(backSince(t))));
    }

    @Test
    void h18_aSmallerInstanceIsNotPromoted() {
        hold("largeEnough")
                .given(t -> t.before(FAIL_OVER, () -> {
                            t.simulator.outsider().changeClass("demo-multi-2", "db.t4g.medium");
                            t.clock.advance(Duration.ofMinutes(40));
                        })
                        .answering(q -> q.observed().contains("db.t4g.medium, expected") ? "continue/accept" : "abort"))
                .harm(t -> !t.simulator.ledger().incidents(Harm.SMALLER_WRITER).isEmpty());
    }

    @Test
    void h61_noFailoverBehindAProxyThatCannotConnect() {
        new Hold("proxiesHealthy", Scenarios.proxy(), "demo-proxied", List.of())
                .given(t -> t.before(
                        "Fail over to demo-proxied-2",
                        () -> t.simulator.change(world -> world.sites()
                                .forEach(site -> site.proxies()
                                        .values()
                                        .forEach(p -> p.ail(
                                                "demo-proxied-2",
                                                new Proxy.Ailment("UNAVAILABLE", "AUTH_FAILURE", "wrong secret")))))))
                .harm(t -> t.changes().contains("FailoverDBCluster demo-proxied"));
    }

    @Test
    void h20_onlyTheInstanceThatWasMadeHereIsDeleted() {
        new Hold("oursToDelete", Scenarios.twoNode(), "demo-two", List.of("membersAsExpected"))
                .given(t -> t.before("Warm up demo-two-2", () -> {
                    String temporary = temporary(t);
                    t.simulator.outsider().delete(temporary);
                    t.clock.advance(Duration.ofMinutes(30));
                    t.simulator.outsider().add("demo-two", temporary, Trials.NEW, "us-east-1a");
                    t.clock.advance(Duration.ofMinutes(30));
                }))
                .harm(t -> t.changes().stream().anyMatch(c -> c.startsWith("DeleteDBInstance")));
    }

    @Test
    void h20_aTemporaryInstanceThatIsTheWriterIsNotDeleted() {
        new Hold("neverTheWriter", Scenarios.twoNode(), "demo-two", List.of())
                .given(t -> t.before("Change demo-two-1 to " + Trials.NEW, () -> {})
                        .during("Change demo-two-1 to " + Trials.NEW, () -> {
                            t.clock.advance(Duration.ofMinutes(30));
                            t.simulator.outsider().failOver("demo-two", temporary(t));
                            t.clock.advance(Duration.ofMinutes(10));
                        }))
                .harm(t -> t.changes().stream().anyMatch(c -> c.startsWith("DeleteDBInstance")));
    }

    @Test
    void h20_theLastInstanceIsNotDeleted() {
        new Hold("neverTheLast", Scenarios.twoNode(), "demo-two", List.of("neverTheWriter", "readersKept"))
                .given(t -> t.before("Delete temporary instance", () -> {
                            t.simulator.outsider().breakDown("demo-two-1", "storage-full");
                            t.simulator.outsider().breakDown("demo-two-2", "storage-full");
                            t.clock.advance(Duration.ofMinutes(10));
                        })
                        .answering(q -> q.observed().endsWith("is storage-full") ? "continue/accept" : "abort"))
                .harm(t -> t.changes().stream().anyMatch(c -> c.startsWith("DeleteDBInstance")));
    }

    private static String temporary(AuroraTestRunner t) {
        return t.classes().keySet().stream()
                .filter(i -> i.contains("-maint-"))
                .findFirst()
                .orElseThrow();
    }

    private static Instant backSince(AuroraTestRunner t) {
        return t.simulator.ledger().incidents(Harm.RESTART).stream()
                .filter(i -> i.subject().equals("demo-multi-2"))
                .map(i -> i.at().plusSeconds(60))
                .findFirst()
                .orElse(Instant.MIN);
    }

    private static boolean changed(AuroraTestRunner trial, String instance) {
        return trial.changes().contains("ModifyDBInstance " + instance);
    }

    private static Hold hold(String guard) {
        return new Hold(guard, Scenarios.multiNode(), "demo-multi", List.of());
    }

    /** Runs a story with and without a guard. */
    private record Hold(String guard, Scenario scenario, String cluster, List<String> alsoWithout) {

        Story given(Consumer<AuroraTestRunner> story) {
            return new Story(this, story);
        }
    }

    private record Story(Hold hold, Consumer<AuroraTestRunner> story) {

        void harm(Predicate<AuroraTestRunner> harm) {
            assertThat(harm.test(told(List.of()))).as("harm with the guard").isFalse();
            List<String> off = new ArrayList<>(hold.alsoWithout());
            off.add(hold.guard());
            assertThat(harm.test(told(off))).as("harm without the guard").isTrue();
        }

        private AuroraTestRunner told(List<String> without) {
            AuroraTestRunner trial = Trials.of(hold.scenario(), hold.cluster(), without);
            trial.parameters.put("warm_up_seconds", 60);
            trial.answering(q -> q.kind() == Question.Kind.GATE ? "continue" : "abort");
            story.accept(trial);
            trial.run();
            assertThat(trial.state()).isIn(OperationState.COMPLETED, OperationState.FAILED);
            return trial;
        }
    }
}
