package io.rdsmaint.aurora.instancecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on the way, and each answer to what is then asked. */
class CycleTroublesTest {
    private static final String READER = "demo-restart-2";
    private static final String STEP = "Reboot " + READER;

    static Stream<Arguments> callsOfUnknownFate() {
        return Stream.of("AddTagsToResource", "RebootDBInstance", "FailoverDBCluster", "RemoveTagsFromResource")
                .flatMap(action -> Stream.of(
                        Arguments.of(action, Fault.cutAfterEffect(action)),
                        Arguments.of(action, Fault.cutBeforeEffect(action)),
                        Arguments.of(action, Fault.errorAfterEffect(action, "InternalFailure", 500)),
                        Arguments.of(action, Fault.throttle(action))));
    }

    @ParameterizedTest
    @MethodSource("callsOfUnknownFate")
    void aCallWithoutAnswerIsLookedForAndTakesEffectOnce(String action, Fault fault) {
        AuroraTestRunner trial = Trials.waiting();
        trial.simulator.inject(fault);

        Operation end = trial.run();

        assertThat(end.state()).as(action).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
        assertThat(trial.simulator.ledger().incidents(Harm.RESTART).stream()
                        .filter(i -> i.detail().startsWith("RebootDBInstance"))
                        .map(i -> i.subject()))
                .hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(trial.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                .hasSize(1);
    }

    @Test
    void h28_aRebootThatLeavesParametersPendingIsAskedAboutAndRepeatedOnlyWhenAPersonSaysSo() {
        AuroraTestRunner trial = stillPending("pending-reboot", "continue/reboot");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason()).contains("has restarted and yet does not run with the parameters");
            assertThat(q.observed()).contains("demo-restart-values=pending-reboot");
            assertThat(q.options()).filteredOn(o -> "reboot".equals(o.choice())).allMatch(Question.Option::destructive);
        });
        assertThat(Trials.reboots(trial)).filteredOn(READER::equals).hasSize(2);
    }

    @Test
    void aPlainContinueLooksAgainAndRebootsNothing() {
        AtomicInteger asked = new AtomicInteger();
        AuroraTestRunner trial = stillPending("pending-reboot", "");
        trial.answering(q -> {
            if (asked.incrementAndGet() == 2) {
                trial.simulator.outsider().reboot(READER);
                trial.clock.advance(Duration.ofMinutes(10));
            }
            return "continue";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).hasSize(2);
        assertThat(Trials.reboots(trial)).filteredOn(READER::equals).hasSize(1);
    }

    @Test
    void whatAPersonAcceptsIsNamedInTheReportAndNotAskedAgain() {
        AuroraTestRunner trial = Trials.waiting().answering(q -> "continue/accept");
        trial.simulator.outsider().parameter("demo-restart-values", "shared_preload_libraries", "pg_stat_statements");
        trial.simulator.inject(Fault.endsInStatus("RebootDBInstance", "demo-restart-3", "failed-to-apply"));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(
                        q -> assertThat(q.reason()).startsWith("Reboot demo-restart-3: demo-restart-3 has restarted"));
        assertThat(end.report())
                .anyMatch(l -> l.startsWith("demo-restart-3 does not run with the values of its parameter groups")
                        && l.contains("failed-to-apply"));
    }

    @Test
    void aRollbackAfterAFailedRebootBringsBackNothingBecauseNothingWasChanged() {
        AuroraTestRunner trial = stillPending("failed-to-apply", "rollback");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.changes()).noneMatch(c -> c.startsWith("FailoverDBCluster"));
        assertThat(end.residue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"incompatible-parameters", "storage-full", "failed"})
    void h27_aStatusThatDoesNotPassIsAskedAboutAtOnce(String status) {
        AuroraTestRunner trial = Trials.waiting();
        trial.simulator.inject(Fault.endsInStatus("RebootDBInstance", READER, status));
        trial.answering(q -> {
            trial.simulator.outsider().reboot(READER);
            trial.clock.advance(Duration.ofMinutes(10));
            return "continue";
        });

        Operation end = trial.run();

        assertThat(trial.questions.getFirst().observed()).contains(READER + " is " + status);
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(Trials.reboots(trial)).filteredOn(READER::equals).hasSize(1);
    }

    @Test
    void anAcceptedRebootThatDoesNotHappenIsAskedAbout() {
        AuroraTestRunner trial = Trials.multi();
        trial.before(
                "Reboot demo-multi-2",
                () -> trial.simulator.inject(
                        Fault.showsStatus("demo-multi-2", "available").named("blind")));
        trial.simulator.inject(Fault.eventsMissing("demo-multi-2"));
        trial.during("Reboot demo-multi-2", () -> {
            trial.clock.advance(Duration.ofMinutes(4));
            trial.simulator.outsider().reading("demo-multi-2", "EngineUptime", 5_000_000);
            trial.clock.advance(Duration.ofMinutes(5));
        });
        trial.answering(q -> {
            trial.simulator.clearFault("blind");
            return "continue/restarted";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("was accepted, and yet"));
        assertThat(Trials.reboots(trial)).filteredOn("demo-multi-2"::equals).hasSize(1);
    }

    @Test
    void h20_aReaderThatHasBecomeTheWriterIsNotRebootedAndANewPlanKeepsWhatIsDone() {
        AuroraTestRunner trial = Trials.waiting().answering(q -> "continue/replan");
        trial.before("Reboot demo-restart-3", () -> {
            trial.simulator.outsider().failOver("demo-restart", "demo-restart-3");
            trial.clock.advance(Duration.ofMinutes(10));
        });

        Operation end = trial.run();

        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.kind()).isEqualTo(Question.Kind.DRIFT);
            assertThat(q.reason()).contains("a writer is never rebooted: nobody would write meanwhile");
        });
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(Trials.reboots(trial))
                .containsExactlyInAnyOrder("demo-restart-1", "demo-restart-2", "demo-restart-3");
    }

    @Test
    void anUnplannedFailoverToARestartedReaderIsTheFailover() {
        AuroraTestRunner trial = Trials.waiting();
        trial.before("Warm up demo-restart-2", () -> {
            trial.simulator.outsider().failOver("demo-restart", "demo-restart-3");
            trial.clock.advance(Duration.ofMinutes(10));
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.changes()).doesNotContain("FailoverDBCluster demo-restart");
        assertThat(trial.writer()).isEqualTo("demo-restart-3");
    }

    @Test
    void h23_otherChangesThatWaitAreAskedAboutBeforeTheReboot() {
        AuroraTestRunner trial = Trials.waiting().answering(q -> "continue/accept");
        trial.before(
                STEP, () -> trial.simulator.outsider().queue(READER, "CACertificateIdentifier", "rds-ca-ecc384-g1"));

        trial.run();

        assertThat(trial.questions.getFirst().observed()).contains("CACertificateIdentifier");
    }

    @Test
    void h28_valuesThatFailedToApplyAreAskedAboutBeforeAnythingIsRebooted() {
        AuroraTestRunner trial =
                Trials.of(Trials.named("failed-to-apply"), "demo-failed-values").answering(q -> "continue");

        Operation end = trial.run();

        assertThat(trial.questions.getFirst().observed())
                .contains("cluster group demo-failed-cluster is failed-to-apply")
                .contains("instance group demo-failed-instance is failed-to-apply");
        assertThat(trial.questions.getFirst().askedAt())
                .isBefore(end.createdAt().plus(Duration.ofMinutes(2)));
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void aMissingPermissionIsAskedAbout() {
        AuroraTestRunner trial = Trials.waiting().answering(q -> "continue");
        trial.simulator.inject(Fault.error("RebootDBInstance", "AccessDenied", 403));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("rds:RebootDBInstance"));
    }

    @Test
    void anAbortLeavesATemporaryInstanceAndSaysSo() {
        AuroraTestRunner trial = Trials.of(Scenarios.twoNode(), "demo-two").answering(q -> "abort");
        trial.gateOn("Fail over to demo-two-2");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(end.residue())
                .singleElement()
                .satisfies(r -> assertThat(r).startsWith("temporary instance demo-two-maint-"));
    }

    private static AuroraTestRunner stillPending(String status, String answer) {
        AuroraTestRunner trial = Trials.waiting();
        trial.simulator.inject(Fault.endsInStatus("RebootDBInstance", READER, status));
        return trial.answering(q -> answer);
    }
}
