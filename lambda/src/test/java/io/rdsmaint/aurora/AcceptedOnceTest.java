package io.rdsmaint.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.engineupgrade.EngineUpgrade;
import io.rdsmaint.aurora.instancecycle.InstanceCycle;
import io.rdsmaint.aurora.instancetypechange.InstanceTypeChange;
import io.rdsmaint.aurora.storagetypechange.StorageTypeChange;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.scenario.InstanceBuilder;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a person accepted in preflight nobody asks again while the same is seen; and what no waiting changes is asked at
 * once, with the choice to accept it, whatever member it is seen on and whatever operation meets it.
 */
class AcceptedOnceTest {
    private static final String NEW = "db.r7g.large";
    private static final String CHANGE_2 = "Change demo-multi-2 to " + NEW;
    private static final String FAIL_OVER = "Fail over to demo-multi-2";

    @ParameterizedTest
    @ValueSource(strings = {"failed-to-apply", "pending-database-upgrade", "a-word-of-tomorrow", "pending-reboot"})
    void parametersOfAMemberThatIsChangedLater(String word) {
        assertAskedOnce(multi(i -> i.parameterStatus(word)), "parameters-in-sync", word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed-to-apply", "pending-database-upgrade", "a-word-of-tomorrow", "pending-reboot"})
    void parametersOfAnExcludedReader(String word) {
        AuroraTestRunner trial = multi(i -> i.clusterParameterStatus(word));
        exclude(trial, "demo-multi-3");

        assertAskedOnce(trial, "parameters-in-sync", "demo-multi-3, a reader", word, "does not restart it");
    }

    @Test
    void parametersOfAnExcludedWriter() {
        AuroraTestRunner trial = change(Scenarios.multiNode()
                .and(s -> s.alter(
                        "demo-multi", c -> c.alter("demo-multi-1", i -> i.clusterParameterStatus("pending-reboot")))));
        exclude(trial, "demo-multi-1");

        assertAskedOnce(trial, "parameters-in-sync", "demo-multi-1, the writer", "pending-reboot");
    }

    @Test
    void parametersOfAnAutoscaledReader() {
        AuroraTestRunner trial = new AuroraTestRunner(
                Scenarios.find("autoscaled")
                        .orElseThrow()
                        .and(s -> s.alter(
                                "demo-autoscaled",
                                c -> c.cluster().instances().stream()
                                        .filter(Instance::autoscaled)
                                        .findFirst()
                                        .orElseThrow()
                                        .parameterStatus("failed-to-apply"))),
                InstanceTypeChange.NAME,
                "demo-autoscaled");
        trial.parameters.put("target_instance_type", NEW);

        assertAskedOnce(trial, "parameters-in-sync", "failed-to-apply");
    }

    @Test
    void aReaderThatARollingRebootMakesTheWriterWithoutRestartingIt() {
        AuroraTestRunner trial = cycle(readerIs("failed-to-apply"));
        trial.parameters.put("only_pending", true);
        trial.simulator.change(w -> w.sites()
                .forEach(s -> s.instance("demo-multi-1").orElseThrow().clusterParameterStatus("pending-reboot")));

        assertAskedOnce(trial, "parameters-in-sync", "demo-multi-3, a reader", "does not restart it");
    }

    @Test
    void parametersThatAStorageChangeWithRestartsMeets() {
        assertAskedOnce(localDisks("failed-to-apply"), "parameters-in-sync", "failed-to-apply");
    }

    @Test
    void parametersThatAnUpgradeMeets() {
        Upgrade upgrade = new Upgrade(upgradeWith(i -> i.parameterStatus("failed-to-apply")));

        Operation end = upgrade.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(upgrade.trial.problems())
                .singleElement()
                .satisfies(q -> assertThat(q.observed()).contains("parameters-not-in-effect", "failed-to-apply"));
    }

    @Test
    void valuesThatWaitOnMembersOfAnUpgradedCluster() {
        Upgrade upgrade = new Upgrade(upgradeWith(i -> i.pending("CACertificateIdentifier", "rds-ca-ecc384-g1"))
                .and(s -> s.alter("demo-upgrade", c -> c.pending("BackupRetentionPeriod", "9"))));

        upgrade.trial.before("Create blue/green deployment", () -> {});
        Operation end = upgrade.run();

        assertThat(upgrade.trial.problems().getFirst().observed())
                .contains("pending-values", "cluster-pending-values", "BackupRetentionPeriod=9");
        assertThat(upgrade.trial.problems())
                .as("asked again before the creation or the switchover")
                .noneMatch(q -> q.reason().contains("Other changes wait on the cluster"));
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void valuesThatWaitOnAClusterWhoseStorageTypeChanges() {
        AuroraTestRunner trial = new AuroraTestRunner(
                Scenarios.find("storage")
                        .orElseThrow()
                        .and(s -> s.alter("demo-storage", c -> c.pending("BackupRetentionPeriod", "9"))),
                StorageTypeChange.NAME,
                "demo-storage");
        trial.parameters.put("target_storage_type", "aurora-iopt1");

        assertAskedOnce(trial, "storage-pending", "BackupRetentionPeriod=9");
    }

    @Test
    void valuesThatWaitOnMembersToBeChanged() {
        AuroraTestRunner trial = new AuroraTestRunner(
                Scenarios.find("pending-changes")
                        .orElseThrow()
                        .and(s -> s.alter(
                                "demo-pending",
                                c -> c.cluster()
                                        .instances()
                                        .forEach(i -> i.maintenance().clear()))),
                InstanceTypeChange.NAME,
                "demo-pending");
        trial.parameters.put("target_instance_type", NEW);

        assertAskedOnce(trial, "instance-pending-values");
    }

    @Test
    void anotherClassThatIsQueuedAlready() {
        assertAskedOnce(multi(i -> i.pending("DBInstanceClass", "db.r6g.2xlarge")), "DBInstanceClass=db.r6g.2xlarge");
    }

    @Test
    void theVeryClassThatIsAskedForIsNoOtherChange() {
        AuroraTestRunner trial = multi(i -> i.pending("DBInstanceClass", NEW));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
        assertThat(trial.classes().values()).containsOnly(NEW);
    }

    @Test
    void anExcludedReaderThatIsBroken() {
        AuroraTestRunner trial = multi(i -> i.status("storage-full")).temporary("always");
        exclude(trial, "demo-multi-3");

        assertAskedOnce(trial, "member-status", "demo-multi-3 is storage-full");
    }

    @Test
    void aBrokenReaderOfAClusterWhoseStorageTypeChanges() {
        AuroraTestRunner trial = new AuroraTestRunner(
                Scenarios.find("storage")
                        .orElseThrow()
                        .and(s ->
                                s.alter("demo-storage", c -> c.alter("demo-storage-3", i -> i.status("storage-full")))),
                StorageTypeChange.NAME,
                "demo-storage");
        trial.parameters.put("target_storage_type", "aurora-iopt1");

        assertAskedOnce(trial, "member-status", "demo-storage-3 is storage-full");
    }

    @Test
    void aProxyThatCannotConnect() {
        AuroraTestRunner trial = new AuroraTestRunner(Scenarios.proxy(), InstanceTypeChange.NAME, "demo-proxied");
        trial.parameters.put("target_instance_type", NEW);
        trial.simulator.change(w -> w.sites()
                .forEach(site -> site.proxies()
                        .values()
                        .forEach(p -> p.ail(
                                "demo-proxied-2", new Proxy.Ailment("UNAVAILABLE", "AUTH_FAILURE", "wrong secret")))));

        assertAskedOnce(trial, "proxy-health", "AUTH_FAILURE");
    }

    @Test
    void aLagThatStaysAsLongAsItWas() {
        AuroraTestRunner trial = multi(i -> {});
        lag(trial, 4_000);
        trial.answering(q -> q.reason().contains("Preflight") ? "continue" : "abort");

        Operation end = trial.run();

        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.observed()).contains("replica-lag"));
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void aLagThatGrowsBeyondWhatWasAcceptedIsAnotherOne() {
        AuroraTestRunner trial = multi(i -> {});
        lag(trial, 4_000);
        trial.before(FAIL_OVER, () -> lag(trial, 60_000))
                .answering(q -> q.reason().contains("Preflight") ? "continue" : "abort");

        trial.run();

        assertThat(trial.questions.getLast().reason()).contains("is not known to be up to date with the writer");
        assertThat(trial.changes()).doesNotContain("FailoverDBCluster demo-multi");
    }

    @Test
    void anotherStatusThanTheAcceptedOneIsAskedAnew() {
        AuroraTestRunner trial = multi(i -> i.parameterStatus("pending-reboot"));
        exclude(trial, "demo-multi-3");
        trial.before(CHANGE_2, () -> set(trial.simulator, "demo-multi-3", i -> i.parameterStatus("failed-to-apply")))
                .answering(q -> q.reason().contains("Preflight") ? "continue" : "abort");

        trial.run();

        assertThat(trial.questions).hasSize(2);
        assertThat(trial.questions.getLast().reason())
                .contains("demo-multi-3, a reader, does not run with the parameters")
                .contains("failed-to-apply");
    }

    @Test
    void anotherValueThanTheAcceptedOneIsAskedAnew() {
        AuroraTestRunner trial = multi(i -> i.pending("CACertificateIdentifier", "rds-ca-ecc384-g1"));
        trial.before(
                        "Change demo-multi-3 to " + NEW,
                        () -> trial.simulator.outsider().queue("demo-multi-3", "BackupRetentionPeriod", "3"))
                .answering(q -> q.reason().contains("Preflight") ? "continue" : "abort");

        trial.run();

        assertThat(trial.questions.getLast().reason()).contains("Other changes wait on demo-multi-3");
    }

    @ParameterizedTest
    @CsvSource({
        "failed-to-apply, change",
        "pending-database-upgrade, change",
        "a-word-of-tomorrow, change",
        "pending-reboot, change",
        "failed-to-apply, excluded",
        "pending-reboot, excluded",
        "failed-to-apply, storage"
    })
    void whatShowsOnAnotherMemberMidwayIsAskedAtOnceAndCanBeAccepted(String word, String operation) {
        AuroraTestRunner trial = operation.equals("storage") ? localDisks("in-sync") : multi(i -> {});
        if (operation.equals("excluded")) {
            exclude(trial, "demo-multi-3");
        }
        boolean storage = operation.equals("storage");
        String member = storage ? "demo-local-disks-2" : "demo-multi-3";
        AtomicReference<Instant> since = new AtomicReference<>(Instant.MAX);
        AtomicReference<@Nullable Duration> waited = new AtomicReference<>();
        trial.before(storage ? "Change storage" : CHANGE_2, () -> {
            set(trial.simulator, member, i -> i.clusterParameterStatus(word));
            since.set(trial.clock.instant());
        });
        trial.answering(q -> {
            waited.compareAndSet(null, Duration.between(since.get(), trial.clock.instant()));
            return q.options().stream().anyMatch(o -> "accept".equals(o.choice())) ? "continue/accept" : "abort";
        });

        Operation end = trial.run();

        assertThat(trial.questions.getFirst()).satisfies(q -> {
            assertThat(q.kind()).isNotEqualTo(Question.Kind.TIMEOUT);
            assertThat(q.reason()).contains(member + ", a reader").contains(word);
        });
        assertThat(waited.get()).isLessThan(Duration.ofMinutes(2));
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).as("once").hasSize(1);
        if (operation.equals("excluded")) {
            assertThat(end.report())
                    .anyMatch(l -> l.contains(member)
                            && l.contains(word.equals("pending-reboot") ? "waiting for a restart" : word));
        }
    }

    @Test
    void whatShowsOnBlueBeforeTheCopyIsAskedAtOnceAndCanBeAccepted() {
        Upgrade upgrade = new Upgrade(Scenarios.upgrade());
        upgrade.trial.before(
                "Create blue/green deployment",
                () -> set(upgrade.trial.simulator, "demo-upgrade-2", i -> i.parameterStatus("failed-to-apply")));

        Operation end = upgrade.run();

        assertThat(upgrade.trial.problems())
                .filteredOn(q -> !q.reason().contains("Preflight"))
                .singleElement()
                .satisfies(q -> {
                    assertThat(q.kind()).isNotEqualTo(Question.Kind.TIMEOUT);
                    assertThat(q.reason()).contains("demo-upgrade-2, a reader, does not run with the parameters");
                });
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void anInstanceThatItsOwnRestartDoesNotCureIsAskedAboutAtOnce() {
        AuroraTestRunner trial = multi(i -> {}).answering(q -> "continue/accept");
        trial.during(
                CHANGE_2,
                () -> set(trial.simulator, "demo-multi-2", i -> i.clusterParameterStatus("pending-database-upgrade")));

        Operation end = trial.run();

        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason())
                        .contains("demo-multi-2 has restarted and yet does not run with the parameters"));
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void aTemporaryInstanceThatCannotTakeItsParametersIsAskedAbout() {
        AuroraTestRunner trial = change(Scenarios.twoNode(), "demo-two").answering(q -> "continue/accept");
        trial.during("Create temporary instance", () -> {
            trial.clock.advance(Duration.ofMinutes(10));
            trial.rds.describeDBClusters(r -> {});
            String temporary = trial.classes().keySet().stream()
                    .filter(i -> i.contains("-maint-"))
                    .findFirst()
                    .orElseThrow();
            set(trial.simulator, temporary, i -> i.parameterStatus("failed-to-apply"));
        });

        Operation end = trial.run();

        assertThat(trial.questions.getFirst().reason()).contains("has been made and yet does not run with");
        assertThat(trial.questions).hasSize(1);
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void aBrokenMemberInScopeThatWasAcceptedIsNoNewsAtTheEnd() {
        AuroraTestRunner trial = cycle(Scenarios.multiNode()
                        .and(s -> s.alter(
                                "demo-multi",
                                c -> c.alter("demo-multi-1", i -> i.clusterParameterStatus("pending-reboot"))
                                        .alter("demo-multi-3", i -> i.status("storage-full")))))
                .temporary("always");
        trial.parameters.put("only_pending", true);

        assertAskedOnce(trial, "demo-multi-3 is storage-full");
    }

    @Test
    void theQuestionAboutAWriterThatWaitsForARestartNamesItAndRestartsNothing() {
        AuroraTestRunner trial = change(Scenarios.multiNode()).answering(q -> "continue/accept");
        exclude(trial, "demo-multi-1");
        trial.before(
                CHANGE_2, () -> set(trial.simulator, "demo-multi-1", i -> i.clusterParameterStatus("pending-reboot")));

        trial.run();

        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason())
                    .contains("demo-multi-1, the writer, waits for a restart to apply parameters")
                    .contains("instance_cycle");
            assertThat(q.commands()).allMatch(c -> c.startsWith("aws rds describe-"));
        });
    }

    private static void assertAskedOnce(AuroraTestRunner trial, String... told) {
        trial.answering(q -> trial.questions.size() == 1 ? "continue" : "abort");

        Operation end = trial.run();

        assertThat(trial.questions).as("asked again").hasSize(1);
        assertThat(trial.questions.getFirst().reason()).contains("Preflight");
        assertThat(trial.questions.getFirst().observed()).contains(told);
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
    }

    /** {@code demo-multi} with something about its last reader. */
    private static AuroraTestRunner multi(Consumer<InstanceBuilder> third) {
        return change(Scenarios.multiNode().and(s -> s.alter("demo-multi", c -> c.alter("demo-multi-3", third))));
    }

    private static Scenario readerIs(String word) {
        return Scenarios.multiNode()
                .and(s -> s.alter(
                        "demo-multi",
                        c -> c.alter("demo-multi-2", i -> i.parameterStatus(word))
                                .alter("demo-multi-3", i -> i.parameterStatus(word))));
    }

    private static AuroraTestRunner change(Scenario scenario) {
        return change(scenario, "demo-multi");
    }

    private static AuroraTestRunner change(Scenario scenario, String cluster) {
        AuroraTestRunner trial = new AuroraTestRunner(scenario, InstanceTypeChange.NAME, cluster);
        trial.parameters.put("target_instance_type", NEW);
        return trial;
    }

    private static AuroraTestRunner cycle(Scenario scenario) {
        return new AuroraTestRunner(scenario, InstanceCycle.NAME, "demo-multi");
    }

    private static AuroraTestRunner localDisks(String word) {
        AuroraTestRunner trial = new AuroraTestRunner(
                Scenarios.find("storage-local-disks")
                        .orElseThrow()
                        .and(s -> s.alter(
                                "demo-local-disks", c -> c.alter("demo-local-disks-2", i -> i.parameterStatus(word)))),
                StorageTypeChange.NAME,
                "demo-local-disks");
        trial.parameters.put("target_storage_type", "aurora");
        return trial;
    }

    private static Scenario upgradeWith(Consumer<InstanceBuilder> second) {
        return Scenarios.upgrade().and(s -> s.alter("demo-upgrade", c -> c.alter("demo-upgrade-2", second)));
    }

    private static void exclude(AuroraTestRunner trial, String instance) {
        trial.parameters.putArray("exclude_instances").add(instance);
    }

    private static void lag(AuroraTestRunner trial, double millis) {
        trial.simulator.outsider().lag("demo-multi-2", millis);
        trial.clock.advance(Duration.ofMinutes(3));
    }

    private static void set(Simulator simulator, String id, Consumer<Instance> what) {
        simulator.change(
                world -> world.sites().forEach(site -> site.instance(id).ifPresent(what)));
    }

    /** An upgrade as users get it, whose gates are passed and whose other questions are accepted. */
    private static final class Upgrade {
        final AuroraTestRunner trial;

        Upgrade(Scenario scenario) {
            trial = new AuroraTestRunner(scenario, EngineUpgrade.NAME, "demo-upgrade").passingGates();
            trial.parameters.put("target_engine_version", "16.4");
        }

        Operation run() {
            trial.answering(q -> q.kind() == Question.Kind.GATE
                    ? ""
                    : q.options().stream().anyMatch(o -> "accept".equals(o.choice()))
                            ? "continue/accept"
                            : q.reason().contains("Preflight") ? "continue" : "abort");
            return trial.run();
        }
    }
}
