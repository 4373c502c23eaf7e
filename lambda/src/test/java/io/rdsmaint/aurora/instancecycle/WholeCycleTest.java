package io.rdsmaint.aurora.instancecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.instance.RebootInstance;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whole rolling reboots, and what the clients of the cluster suffered meanwhile. */
class WholeCycleTest {

    @Test
    void threeNodesRestartReadersFirstWithOneWriteInterruption() {
        AuroraTestRunner trial = Trials.multi();

        Operation end = trial.run();

        assertCompleted(trial, end, 1);
        assertThat(trial.changes())
                .filteredOn(c -> c.startsWith("Reboot") || c.startsWith("Failover"))
                .containsExactly(
                        "RebootDBInstance demo-multi-2",
                        "RebootDBInstance demo-multi-3",
                        "FailoverDBCluster demo-multi",
                        "RebootDBInstance demo-multi-1");
        assertThat(harmed(trial, Harm.READER_ENDPOINT_ON_WRITER)).isZero();
    }

    @Test
    void theReportTellsWhoRestartedWhenAndWhatWasInterrupted() {
        AuroraTestRunner trial = Trials.multi();

        Operation end = trial.run();

        assertThat(end.report())
                .anyMatch(l -> l.startsWith("Write interruption at the failover to demo-multi-2: ")
                        && l.contains("measured by RDS events"))
                .anyMatch(l -> l.startsWith("demo-multi-3 restarted at 2026-03-04T10:"))
                .anyMatch(l -> l.startsWith("One instance was out of service 3 times"))
                .contains("Writer: demo-multi-2.");
    }

    @Test
    void h28_afterwardsNothingWaitsForARestart() {
        AuroraTestRunner trial = Trials.waiting();

        Operation end = trial.run();

        assertCompleted(trial, end, 1);
        assertThat(waiting(trial)).isEmpty();
        assertThat(Trials.reboots(trial)).hasSize(3);
        assertThat(end.notes())
                .anyMatch(n -> n.contains("demo-restart-values wait for a restart of demo-restart-1, demo-restart-2")
                        && n.contains("rds.logical_replication"));
    }

    @Test
    void h28_onlyPendingLeavesAloneWhatIsInSync() {
        AuroraTestRunner trial = Trials.waiting();
        trial.parameters.put("only_pending", true);

        Operation end = trial.run();

        assertCompleted(trial, end, 1);
        assertThat(Trials.reboots(trial)).containsExactly("demo-restart-2");
        assertThat(result(end, "Reboot demo-restart-1").path("because").asText())
                .as("the failover has restarted it")
                .isEqualTo("it was in sync already");
        assertThat(trial.writer()).as("the reader that is in sync already").isEqualTo("demo-restart-3");
        assertThat(waiting(trial)).isEmpty();
        assertThat(end.notes()).contains("demo-restart-3 is in sync and is not rebooted.");
    }

    @Test
    void onlyPendingSkipsWhatHasComeIntoSyncWhenItsTurnComes() {
        AuroraTestRunner trial = Trials.waiting();
        trial.parameters.put("only_pending", true);
        trial.before("Mark cluster", () -> {
            trial.simulator.outsider().reboot("demo-restart-2");
            trial.clock.advance(Duration.ofMinutes(10));
        });

        Operation end = trial.run();

        assertThat(Trials.reboots(trial)).isEmpty();
        assertThat(result(end, "Reboot demo-restart-2").path("skipped").asBoolean())
                .isTrue();
        assertThat(end.report()).contains("demo-restart-2, not rebooted: it was in sync already.");
    }

    @Test
    void nothingIsCalledWhenNothingWaits() {
        AuroraTestRunner trial = Trials.multi();
        trial.parameters.put("only_pending", true);

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.summary()).startsWith("Nothing to reboot");
        assertThat(trial.changes()).isEmpty();
    }

    @Test
    void oneNodeKeepsServingThroughATemporaryInstanceOfItsClassThatIsGoneAtTheEnd() {
        AuroraTestRunner trial = Trials.of(Scenarios.singleNode(), "demo-single");

        Operation end = trial.run();

        assertCompleted(trial, end, 2);
        assertThat(trial.classes()).containsOnlyKeys("demo-single-1");
        assertThat(trial.writer()).isEqualTo("demo-single-1");
        assertThat(Trials.reboots(trial)).containsExactly("demo-single-1");
    }

    @Test
    void h30_aTemporaryInstanceStartsWithTheParametersThatOthersWaitFor() {
        AuroraTestRunner trial = Trials.waiting().temporary("always");

        Operation end = trial.run();

        assertCompleted(trial, end, 1);
        assertThat(trial.classes()).hasSize(3);
        assertThat(waiting(trial)).isEmpty();
    }

    @Test
    void oneNodeInPlaceIsAskedAboutAndIsAwayForAboutAMinute() {
        AuroraTestRunner trial = Trials.of(Scenarios.singleNode(), "demo-single")
                .temporary("never")
                .answering(q -> "continue");

        Operation end = trial.run();

        assertCompleted(trial, end, 1);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.observed()).contains("rebooted while it is the writer", "about a minute"));
        assertThat(trial.changes()).noneMatch(c -> c.startsWith("FailoverDBCluster"));
        assertThat(end.report())
                .anyMatch(l -> l.startsWith("Writes were interrupted while demo-single-1 was rebooted in place: ")
                        && l.endsWith("s, measured by RDS events."));
    }

    @Test
    void twoNodesNeverLackAReader() {
        AuroraTestRunner trial = Trials.of(Scenarios.twoNode(), "demo-two");

        assertCompleted(trial, trial.run(), 1);
        assertThat(harmed(trial, Harm.READER_ENDPOINT_ON_WRITER)).isZero();
        assertThat(trial.classes()).containsOnlyKeys("demo-two-1", "demo-two-2");
    }

    @Test
    void twoNodesWithoutSpareHaveNoReaderForAMinuteEach() {
        AuroraTestRunner trial = Trials.of(Scenarios.twoNode(), "demo-two").temporary("never");

        assertCompleted(trial, trial.run(), 1);
        assertThat(trial.changes()).noneMatch(c -> c.startsWith("CreateDBInstance"));
    }

    @Test
    void failbackMakesTheFirstWriterTheWriterAgain() {
        AuroraTestRunner trial = Trials.multi();
        trial.parameters.put("failback", true);

        assertCompleted(trial, trial.run(), 2);
        assertThat(trial.writer()).isEqualTo("demo-multi-1");
    }

    @Test
    void anExcludedWriterGoesOnWritingAndIsNamedWhenItWaits() {
        AuroraTestRunner trial = Trials.waiting();
        trial.parameters.putArray("exclude_instances").add("demo-restart-1");

        Operation end = trial.run();

        assertCompleted(trial, end, 0);
        assertThat(Trials.reboots(trial)).containsExactlyInAnyOrder("demo-restart-2", "demo-restart-3");
        assertThat(end.notes()).contains("Excluded demo-restart-1 is not rebooted and goes on waiting for a restart.");
        assertThat(end.report()).contains("Still waiting for a restart to apply parameters: demo-restart-1.");
    }

    @Test
    void autoscaledReadersAreLeftAloneAndScalingGoesOnAsBefore() {
        AuroraTestRunner trial =
                Trials.of(Scenarios.autoscaled(), "demo-autoscaled").answering(q -> "continue");

        assertCompleted(trial, trial.run(), 1);
        assertThat(Trials.reboots(trial)).containsExactlyInAnyOrder("demo-autoscaled-1", "demo-autoscaled-2");
        assertThat(trial.simulator.ledger().incidents(Harm.AUTOSCALED_CHANGED)).isEmpty();
        assertThat(trial.simulator.ledger().incidents(Harm.SCALED)).isEmpty();
    }

    @Test
    void customEndpointsAlwaysLeadSomewhere() {
        AuroraTestRunner trial =
                Trials.of(Scenarios.customEndpoints(), "demo-endpoints").answering(q -> "continue");

        assertCompleted(trial, trial.run(), 1);
        assertThat(harmed(trial, Harm.CUSTOM_ENDPOINT_EMPTY)).isZero();
    }

    @Test
    void aReadOnlyProxyEndpointAlwaysLeadsToAReader() {
        AuroraTestRunner trial = Trials.of(Scenarios.proxy(), "demo-proxied").answering(q -> "continue");

        assertCompleted(trial, trial.run(), 1);
        assertThat(harmed(trial, Harm.PROXY_READ_ONLY_EMPTY)).isZero();
    }

    @Test
    void h29_readersThatRestartedWithTheWriterAreNotRebootedAgain() {
        AuroraTestRunner trial = Trials.of(Trials.named("old-engine"), "demo-old");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(Trials.reboots(trial)).containsExactly("demo-old-2", "demo-old-1");
        assertThat(result(end, "Reboot demo-old-3").path("because").asText())
                .isEqualTo("it restarted together with the writer");
        assertThat(trial.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                .hasSize(1);
    }

    @Test
    void h29_readersOfWhichNothingTellsThatTheyRestartedAreRebooted() {
        AuroraTestRunner trial = Trials.of(Trials.named("old-engine"), "demo-old");
        trial.simulator.inject(Fault.eventsMissing("demo-old-3"));
        trial.before(
                "Fail over to demo-old-2",
                () -> trial.simulator.outsider().reading("demo-old-3", "EngineUptime", 1_000_000));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(Trials.reboots(trial)).contains("demo-old-3");
    }

    @Test
    void sixteenMembersRestartOneByOne() {
        AuroraTestRunner trial = Trials.of(Trials.named("crowded"), "demo-crowded");

        assertCompleted(trial, trial.run(), 1);
        assertThat(Trials.reboots(trial)).hasSize(16).doesNotHaveDuplicates();
    }

    @Test
    void theDryRunIsThePlanThatRunsAndChangesNothing() {
        AuroraTestRunner dry = Trials.waiting();
        List<String> planned = dry.dryRun().plan();
        assertThat(dry.changes()).isEmpty();

        AuroraTestRunner wet = Trials.waiting();
        List<String> ran = wet.run().steps().stream().map(Step::name).toList();
        assertThat(planned.get(ran.size())).startsWith("CHECKED");
        for (int i = 0; i < ran.size(); i++) {
            assertThat(planned.get(i)).contains(ran.get(i));
        }
    }

    @Test
    void aRollbackBringsBackTheWriterAndTheTemporaryInstanceAndRebootsNothing() {
        AuroraTestRunner trial = Trials.of(Scenarios.singleNode(), "demo-single");
        trial.gateOn("Fail back to demo-single-1")
                .answering(q -> q.kind() == Question.Kind.GATE ? "rollback" : "continue");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.classes()).containsOnlyKeys("demo-single-1");
        assertThat(trial.writer()).isEqualTo("demo-single-1");
        assertThat(Trials.reboots(trial)).containsExactly("demo-single-1");
        assertThat(end.residue()).isEmpty();
    }

    private static void assertCompleted(AuroraTestRunner trial, Operation end, int interruptions) {
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.residue()).isEmpty();
        assertThat(Trials.reboots(trial)).doesNotHaveDuplicates();
        assertThat(trial.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                .hasSize(interruptions);
        Set<String> scope = Set.copyOf(Trials.reboots(trial));
        assertThat(RebootInstance.restarted(end.steps())).containsAll(scope);
    }

    private static JsonNode result(Operation end, String step) {
        return Objects.requireNonNull(end.steps().stream()
                .filter(s -> s.name().equals(step))
                .findFirst()
                .orElseThrow()
                .result());
    }

    private static List<String> waiting(AuroraTestRunner trial) {
        return trial.describe()
                .lines()
                .filter(l -> l.contains("pending-reboot"))
                .toList();
    }

    private static int harmed(AuroraTestRunner trial, Harm harm) {
        return trial.simulator.ledger().interruptions(harm).size();
    }
}
