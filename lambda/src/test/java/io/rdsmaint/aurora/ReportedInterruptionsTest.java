package io.rdsmaint.aurora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rdsmaint.aurora.engineupgrade.EngineUpgrade;
import io.rdsmaint.aurora.instancecycle.InstanceCycle;
import io.rdsmaint.aurora.instancetypechange.InstanceTypeChange;
import io.rdsmaint.aurora.storagetypechange.StorageTypeChange;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.ledger.Interruption;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The report tells of every write interruption while the operation was under way, by whom, and for how long: the ledger,
 * which only the simulated clients' view writes, has no other.
 */
class ReportedInterruptionsTest {
    private static final String NEW = "db.r7g.large";
    private static final String OLD_WRITER = "Change demo-multi-1 to " + NEW;
    private static final Pattern TOLD = Pattern.compile("^Write interruption .*?: (?:at most )?(\\d+) s, ");

    @Test
    void onlyOnesOwn() {
        AuroraTestRunner trial = change(Scenarios.multiNode());

        Operation end = trial.run();

        assertTold(trial.simulator, end, 1);
        assertThat(end.report())
                .contains("Writer: demo-multi-2.")
                .noneMatch(l -> l.startsWith("Write interruptions in all"));
    }

    @Test
    void somebodyElsesFailoversWhileTheOldWriterIsChanged() {
        AuroraTestRunner trial = change(Scenarios.multiNode());
        trial.during(OLD_WRITER, () -> {
            failOver(trial, "demo-multi-3");
            failOver(trial, "demo-multi-2");
            failOver(trial, "demo-multi-3");
        });

        Operation end = trial.run();

        assertTold(trial.simulator, end, 4);
        assertThat(end.report())
                .contains("Writer: demo-multi-3, not demo-multi-2 as planned.")
                .anyMatch(l -> l.contains("not by this operation: by somebody else, or by Aurora itself"))
                .anyMatch(l -> l.startsWith("Write interruptions in all: 4, "));
    }

    /** The step comes late and sees only that it has happened; RDS's events have its length. */
    @Test
    void thePlannedFailoverThatHappenedByItself() {
        AuroraTestRunner trial = change(Scenarios.multiNode());
        trial.before("Fail over to demo-multi-2", () -> {
            failOver(trial, "demo-multi-2");
            pass(trial, Duration.ofMinutes(10));
        });
        trial.answering(q -> "continue/replan");

        Operation end = trial.run();

        assertTold(trial.simulator, end, 1);
        assertThat(end.report())
                .anyMatch(l ->
                        l.matches(".*failover to demo-multi-2.*by itself.*: [1-9]\\d* s, measured by RDS events."));
    }

    /** After the last look of whoever made the plan's writer the writer. */
    @Test
    void aWriterThatIsNotThePlannedOneAtTheEnd() {
        AuroraTestRunner cycle = new AuroraTestRunner(Scenarios.multiNode(), InstanceCycle.NAME, "demo-multi");
        AuroraTestRunner upgrade = upgrade();
        cycle.before("Verify", () -> failOver(cycle, "demo-multi-3"));
        upgrade.before("Verify", () -> failOver(upgrade, "demo-upgrade", "demo-upgrade-2"));

        assertThat(cycle.run().report())
                .anyMatch(l -> l.matches("Writer: demo-multi-3, not demo-multi-\\d as planned\\."));
        assertThat(upgrade.run().report()).contains("Writer: demo-upgrade-2, not demo-upgrade-1 as planned.");
    }

    @Test
    void whatAwsDidByItself() {
        AuroraTestRunner trial = change(Scenarios.multiNode());
        trial.before(OLD_WRITER, () -> {
            trial.simulator.outsider().failWriter("demo-multi");
            pass(trial, Duration.ofMinutes(10));
        });
        trial.answering(q -> "continue/replan");

        Operation end = trial.run();

        assertTold(trial.simulator, end, ledger(trial.simulator).size());
        assertThat(end.report())
                .anyMatch(l -> l.contains("by AWS, as events of a failure, a recovery or maintenance say"));
    }

    @Test
    void anAttemptOfOnesOwnThatFailed() {
        AuroraTestRunner trial = change(Scenarios.multiNode()).answering(q -> "continue");
        trial.simulator.inject(Fault.endsInStatus("FailoverDBCluster", "demo-multi", "available"));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertTold(trial.simulator, end, 2);
        assertThat(end.report())
                .anyMatch(l ->
                        l.contains("at a failover to demo-multi-2 that failed") && l.contains("by this operation"));
    }

    @Test
    void aWriterThatSomebodyRebooted() {
        AuroraTestRunner trial = change(Scenarios.multiNode());
        trial.before("Change demo-multi-3 to " + NEW, () -> {
            trial.simulator.outsider().reboot("demo-multi-1");
            pass(trial, Duration.ofMinutes(10));
        });

        Operation end = trial.run();

        assertTold(trial.simulator, end, 2);
        assertThat(end.report())
                .anyMatch(l -> l.contains("at a restart of demo-multi-1") && l.contains("not by this operation"));
    }

    @Test
    void aWriterWhoseHostFailedAndForWhichNobodyStoodIn() {
        AuroraTestRunner trial = storageOfOne();
        trial.before("Verify", () -> {
            trial.simulator.outsider().failWriter("demo-single");
            pass(trial, Duration.ofMinutes(30));
        });

        Operation end = trial.run();

        assertTold(trial.simulator, end, 1);
        assertThat(end.report())
                .anyMatch(l -> l.contains("while demo-single-1 recovered")
                        && l.contains("by AWS, as events of a failure, a recovery or maintenance say"));
    }

    @Test
    void anOnlyInstanceWhoseClassSomebodyChanged() {
        AuroraTestRunner trial = storageOfOne();
        trial.before("Verify", () -> {
            trial.simulator.outsider().changeClass("demo-single-1", NEW);
            pass(trial, Duration.ofMinutes(30));
        });

        Operation end = trial.run();

        long real = ledger(trial.simulator)
                .getFirst()
                .length(trial.simulator.clock().instant())
                .toSeconds();
        assertThat(ledger(trial.simulator)).hasSize(1);
        assertThat(end.report())
                .anyMatch(l -> l.contains("while the class of demo-single-1 was changed")
                        && l.contains("not by this operation")
                        && l.contains("at most "));
        assertThat(told(end)).singleElement().satisfies(most -> assertThat(most).isGreaterThanOrEqualTo(real));
    }

    private static AuroraTestRunner storageOfOne() {
        AuroraTestRunner trial = new AuroraTestRunner(Scenarios.singleNode(), StorageTypeChange.NAME, "demo-single")
                .answering("continue");
        trial.parameters.put("target_storage_type", "aurora-iopt1");
        return trial;
    }

    @Test
    void aReaderThatRestartsInterruptsNoWrites() {
        AuroraTestRunner trial = change(Scenarios.multiNode());
        trial.before("Change demo-multi-3 to " + NEW, () -> {
            trial.simulator.outsider().reboot("demo-multi-3");
            pass(trial, Duration.ofMinutes(10));
        });

        assertTold(trial.simulator, trial.run(), 1);
    }

    @Test
    void anOperationThatIsRolledBackTellsBothWays() {
        AuroraTestRunner trial = change(Scenarios.multiNode());
        trial.parameters.put("failback", true);
        trial.before("Warm up demo-multi-1", () -> failOver(trial, "demo-multi-3"));
        trial.answering(q -> "rollback");
        trial.gateOn("Verify");

        Operation end = trial.run();

        assertTold(trial.simulator, end, ledger(trial.simulator).size());
        assertThat(ledger(trial.simulator).size()).isGreaterThan(2);
    }

    @Test
    void anOnlyInstanceThatIsRebooted() {
        AuroraTestRunner trial = new AuroraTestRunner(Scenarios.singleNode(), InstanceCycle.NAME, "demo-single")
                .temporary("never")
                .answering(q -> "continue");

        Operation end = trial.run();

        assertThat(end.report())
                .anyMatch(l -> l.startsWith("Writes were interrupted while demo-single-1 was rebooted in place: "))
                .noneMatch(l -> l.startsWith("Write interruption"));
        assertThat(ledger(trial.simulator)).hasSize(1);
    }

    @Test
    void aStorageChangeThatRestartsTheWriter() {
        AuroraTestRunner trial = new AuroraTestRunner(
                Scenarios.find("storage-local-disks").orElseThrow(), StorageTypeChange.NAME, "demo-local-disks");
        trial.parameters.put("target_storage_type", "aurora");

        Operation end = trial.run();

        assertTold(trial.simulator, end, 1);
        assertThat(end.report())
                .anyMatch(l -> l.contains("at a restart of demo-local-disks-1") && l.contains("by this operation"));
    }

    @Test
    void aFailoverDuringAStorageChange() {
        AuroraTestRunner trial =
                new AuroraTestRunner(Scenarios.find("storage").orElseThrow(), StorageTypeChange.NAME, "demo-storage");
        trial.parameters.put("target_storage_type", "aurora-iopt1");
        trial.before("Change storage", () -> failOver(trial, "demo-storage", "demo-storage-2"))
                .answering(q -> "continue/accept");

        Operation end = trial.run();

        assertTold(trial.simulator, end, 1);
        assertThat(end.report()).contains("Writer: demo-storage-2, not demo-storage-1 as planned.");
    }

    @Test
    void failoversAndCanceledSwitchoversOfAnUpgrade() {
        var trial = upgrade();
        trial.simulator.inject(Fault.endsInStatus("SwitchoverBlueGreenDeployment", "demo-upgrade", "AVAILABLE"));
        trial.before("Switch over", () -> {
            trial.simulator.outsider().failOver("demo-upgrade", "demo-upgrade-2");
            trial.clock.advance(Duration.ofMinutes(10));
            trial.rds.describeDBClusters(r -> {});
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.report())
                .anyMatch(l -> l.startsWith("Write interruption at the switchover: "))
                .anyMatch(l -> l.contains("at a failover to demo-upgrade-2") && l.contains("not by this operation"))
                .anyMatch(l -> l.contains("at a switchover that was canceled") && l.contains("by this operation"));
        assertThat(told(end)).hasSize(ledger(trial.simulator).size());
    }

    @Test
    void anUpgradeThatIsGivenUpTellsOfFailoversToo() {
        var trial = upgrade().answering(q -> q.kind() == Question.Kind.GATE ? "abort" : "continue");
        trial.before(
                "Provision green side", () -> trial.simulator.outsider().failOver("demo-upgrade", "demo-upgrade-2"));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(end.report()).noneMatch(l -> l.startsWith("No write interruption"));
        assertTold(trial.simulator, end, 1);
    }

    @Test
    void whatCannotBeReadIsSaidAndHoldsNobodyUp() {
        AuroraTestRunner trial = change(Scenarios.multiNode()).answering(q -> "continue");
        trial.before(
                "Remove mark",
                () -> trial.simulator.inject(
                        Fault.error("DescribeEvents", "AccessDenied", 403).untilCleared()));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
        assertThat(end.report()).anyMatch(l -> l.startsWith("RDS's events could not be read"));
    }

    @Test
    void throttlingForAWhileCostsNothingAndForLongOnlyTheLines() {
        AuroraTestRunner trial = change(Scenarios.multiNode()).answering(q -> "continue");
        trial.before(
                "Remove mark",
                () -> trial.simulator.inject(Fault.throttle("DescribeEvents").untilCleared()));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
        assertThat(end.report()).anyMatch(l -> l.startsWith("RDS's events could not be read"));
    }

    /** As many are told as the ledger has, and each as long as there. */
    private static void assertTold(Simulator simulator, Operation end, int count) {
        List<Long> real = ledger(simulator).stream()
                .map(i -> i.length(simulator.clock().instant()).toSeconds())
                .sorted()
                .toList();
        List<Long> told = told(end);
        assertThat(real).as("interruptions in the ledger").hasSize(count);
        assertThat(told).as("interruptions in " + end.report()).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(told.get(i))
                    .as("%s, in the ledger %s", end.report(), ledger(simulator))
                    .isCloseTo(real.get(i), within(1L));
        }
    }

    private static List<Long> told(Operation end) {
        return end.report().stream()
                .flatMap(l -> TOLD.matcher(l).results())
                .map((MatchResult m) -> Long.parseLong(m.group(1)))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static List<Interruption> ledger(Simulator simulator) {
        simulator.world();
        return simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION);
    }

    private static void failOver(AuroraTestRunner trial, String to) {
        failOver(trial, "demo-multi", to);
    }

    private static void failOver(AuroraTestRunner trial, String cluster, String to) {
        trial.simulator.outsider().failOver(cluster, to);
        pass(trial, Duration.ofMinutes(2));
    }

    private static void pass(AuroraTestRunner trial, Duration time) {
        trial.clock.advance(time);
        trial.rds.describeDBClusters(r -> {});
    }

    private static AuroraTestRunner change(Scenario scenario) {
        AuroraTestRunner trial = new AuroraTestRunner(scenario, InstanceTypeChange.NAME, "demo-multi");
        trial.parameters.put("target_instance_type", NEW);
        return trial;
    }

    private static AuroraTestRunner upgrade() {
        AuroraTestRunner trial = new AuroraTestRunner(Scenarios.upgrade(), EngineUpgrade.NAME, "demo-upgrade")
                .passingGates()
                .answering("continue");
        trial.parameters.put("target_engine_version", "16.4");
        return trial;
    }
}
