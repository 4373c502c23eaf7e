package io.rdsmaint.aurora.storagetypechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rdsmaint.aurora.preflight.CheckSuite;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.PlanLook;
import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.engine.OperationType.PlanRequest;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.StorageType;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.TestClients;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each trouble is found, nobody else finds it, and what comes of it when nobody listens. */
class StorageChecksTest {

    @Test
    void aClusterThatCanBeSwitchedHasNothingToSay() {
        assertThat(find("storage", "demo-storage", StorageType.IO_OPTIMIZED)).isEmpty();
    }

    @Test
    void h2_aSwitchDuringTheCoolDownIsRefusedWithTheDayFromWhichItIsPossible() {
        Finding finding = only(
                "storage-cooldown", Severity.REFUSE, "storage-cooldown", "demo-cooldown", StorageType.IO_OPTIMIZED);

        assertThat(finding.observed()).contains("from 2026-03-16T12:00:00Z on", "once in 30 days");
        assertThat(finding.wayOut()).contains("IOOptimizedNextAllowedModificationTime");
        refusedByAws("storage-cooldown", "demo-cooldown");
    }

    @Test
    void h2_goingBackDuringTheCoolDownIsAllowedButItsWayBackIsNot() {
        Scenario recent = optimized(Duration.ofDays(20));

        assertThat(find(recent, "demo-storage", StorageType.STANDARD, StorageTypeChange.CHECKS))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.code()).isEqualTo("storage-cooldown");
                    assertThat(f.severity()).isEqualTo(Severity.WARN);
                    assertThat(f.observed()).contains("no way back before");
                });
        assertThat(find(optimized(Duration.ofDays(-1)), "demo-storage", StorageType.STANDARD, StorageTypeChange.CHECKS))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"demo-storage-version,db.r6g.large", "demo-storage-class,db.r5.large"})
    void h2_aVersionOrClassWithoutTheTypeIsRefusedByWhatAwsOffers(String cluster, String offered) {
        Finding finding =
                only("storage-support", Severity.REFUSE, "storage-unsupported", cluster, StorageType.IO_OPTIMIZED);

        assertThat(finding.observed()).contains("class " + offered, "storage type aurora only, not aurora-iopt1");
        assertThat(finding.wayOut()).contains("OrderableDBInstanceOptions[?StorageType=='aurora-iopt1']");
        refusedByAws("storage-unsupported", cluster);
    }

    @Test
    void aClassThatIsNoLongerOfferedIsAskedAbout() {
        Scenario old = scenario("storage")
                .and(stage ->
                        stage.alter("demo-storage", c -> c.instance("demo-storage-4", "db.t2.medium", "us-east-1a")));

        assertThat(only("storage-support", Severity.ASK, old, "demo-storage", StorageType.IO_OPTIMIZED)
                        .observed())
                .contains("class db.t2.medium of demo-storage-4 is no longer offered for aurora-postgresql 15.8");
    }

    @Test
    void aCodeThatNoCheckHasIsNotLeftOut() {
        CheckSuite<?> all = StorageTypeChange.checks();

        assertThatThrownBy(() -> all.without("storage-pendign"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no check has the code storage-pendign");
        assertThat(all.without("storage-pending").codes())
                .doesNotContain("storage-pending")
                .contains("account");
        assertThat(all.without("account").codes()).doesNotContain("account").contains("storage-pending");
    }

    @Test
    void h23_whatElseWaitsOnTheClusterIsAskedAboutForItWouldBeAppliedAlong() {
        Scenario queued =
                scenario("storage").and(stage -> stage.alter("demo-storage", c -> c.pending("EngineVersion", "16.4")));

        Finding finding = only("storage-pending", Severity.ASK, queued, "demo-storage", StorageType.IO_OPTIMIZED);

        assertThat(finding.observed()).contains("EngineVersion=16.4", "restarts every instance");
        SimulatedWorld ignored = new SimulatedWorld(queued);
        ignored.world().rds().modifyStorageType(ignored.intent(), "demo-storage", "aurora-iopt1");
        ignored.pass(Duration.ofMinutes(30));
        assertThat(ignored.simulator().ledger().incidents(Harm.QUEUED_CHANGE_APPLIED))
                .hasSize(1);
        assertThat(ignored.simulator().ledger().incidents(Harm.RESTART)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"aurora-iopt1,instead of in the maintenance window", "aurora,replaced by this one"})
    void aStorageTypeThatWaitsAlreadyIsMentioned(String pending, String meaning) {
        Scenario queued =
                scenario("storage").and(stage -> stage.alter("demo-storage", c -> c.pending("StorageType", pending)));

        assertThat(only("storage-pending", Severity.WARN, queued, "demo-storage", StorageType.IO_OPTIMIZED)
                        .wayOut())
                .contains(meaning);
    }

    @Test
    void membersWithLocalDisksAreSaidToRestart() {
        Finding finding = only(
                "storage-restart",
                Severity.WARN,
                scenario("storage-local-disks"),
                "demo-local-disks",
                StorageType.STANDARD);

        assertThat(finding.observed()).contains("demo-local-disks-1, demo-local-disks-2", "all at once");
        SimulatedWorld ignored = new SimulatedWorld(scenario("storage-local-disks"));
        ignored.world().rds().modifyStorageType(ignored.intent(), "demo-local-disks", "aurora");
        ignored.pass(Duration.ofMinutes(30));
        assertThat(ignored.simulator().ledger().incidents(Harm.RESTART)).hasSize(2);
    }

    @Test
    void ofServerlessInstancesNobodySaysThatTheyDoNotRestart() {
        Finding finding = only(
                "storage-restart",
                Severity.WARN,
                scenario("serverless-reader"),
                "demo-serverless",
                StorageType.IO_OPTIMIZED);

        assertThat(finding.observed()).contains("demo-serverless-3: Serverless v2", "users have reported restarts");
        assertThat(notes("serverless-reader", "demo-serverless"))
                .contains("No write interruption is expected", "Serverless v2 instances (demo-serverless-3)")
                .doesNotContain("no instance restarts");
        assertThat(notes("storage", "demo-storage")).contains("no instance restarts");
    }

    private static String notes(String scenario, String cluster) {
        return String.join(
                "\n",
                StorageTrials.of(scenario(scenario), cluster, "aurora-iopt1")
                        .run()
                        .notes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo-graph|use the tools of that database service",
                "demo-documents|use the tools of that database service",
                "demo-multi-az|by --storage-type, --iops and --allocated-storage",
                "demo-limitless|its storage always is I/O-Optimized"
            })
    void h35_h1_clustersOfOtherKindsAreRefusedWithTheToolForThem(String cluster, String wayOut) {
        List<Finding> found = find("foreign-engines", cluster, StorageType.STANDARD);

        assertThat(found).singleElement().satisfies(f -> {
            assertThat(f.code()).isEqualTo("cluster-kind");
            assertThat(f.severity()).isEqualTo(Severity.REFUSE);
            assertThat(f.wayOut()).contains(wayOut);
        });
    }

    @Test
    void h43_eachRegionOfAGlobalDatabaseHasAStorageTypeOfItsOwn() {
        assertThat(find("global-database", "demo-global", StorageType.IO_OPTIMIZED))
                .filteredOn(f -> f.code().equals("global-database"))
                .singleElement()
                .satisfies(f -> assertThat(f.wayOut()).contains("changed on its own"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"modifying", "backing-up", "stopped"})
    void aBusyClusterIsRefused(String status) {
        Scenario busy = scenario("storage");

        assertThat(find(
                        busy,
                        "demo-storage",
                        StorageType.IO_OPTIMIZED,
                        StorageTypeChange.CHECKS,
                        s -> s.outsider().clusterStatus("demo-storage", status)))
                .extracting(Finding::code)
                .containsExactly("cluster-status");
    }

    @Test
    void whereNothingIsToBeDoneNothingIsFound() {
        Scenario busy = optimized(Duration.ofDays(20))
                .and(stage -> stage.alter(
                        "demo-storage",
                        c -> c.attribute(
                                "MasterUserSecret",
                                JsonNodeFactory.instance.objectNode().put("SecretStatus", "rotating"))));

        assertThat(find(busy, "demo-storage", StorageType.IO_OPTIMIZED, StorageTypeChange.CHECKS))
                .isEmpty();
    }

    @Test
    void onlyChecksThatConcernTheClusterAreRun() {
        assertThat(StorageTypeChange.CHECKS.codes())
                .contains("cluster-kind", "allow-tag", "alarms", "storage-cooldown", "storage-support")
                .doesNotContain("class-orderable", "replica-lag", "min-readers", "instance-quota", "mixed-classes")
                .doesNotHaveDuplicates()
                .hasSize(24);
    }

    private static Finding only(String code, Severity severity, String scenario, String cluster, StorageType target) {
        return only(code, severity, scenario(scenario), cluster, target);
    }

    /** The one thing found, which nobody says without the check of that code. */
    private static Finding only(String code, Severity severity, Scenario scenario, String cluster, StorageType target) {
        List<Finding> found = find(scenario, cluster, target, StorageTypeChange.CHECKS);
        assertThat(found).extracting(Finding::code).containsExactly(code);
        assertThat(found.getFirst().severity()).isEqualTo(severity);
        assertThat(find(scenario, cluster, target, StorageTypeChange.CHECKS.without(code)))
                .isEmpty();
        return found.getFirst();
    }

    private static void refusedByAws(String scenario, String cluster) {
        SimulatedWorld ignored = new SimulatedWorld(scenario(scenario));
        assertThatThrownBy(() -> ignored.world().rds().modifyStorageType(ignored.intent(), cluster, "aurora-iopt1"))
                .isInstanceOf(ChangeFailure.Refused.class);
    }

    private static Scenario scenario(String name) {
        return Scenarios.find(name).orElseThrow();
    }

    private static Scenario optimized(Duration untilAllowedAgain) {
        return scenario("storage")
                .and(stage -> stage.alter(
                        "demo-storage", c -> c.storageType("aurora-iopt1").ioOptimizedAgainIn(untilAllowedAgain)));
    }

    private static List<Finding> find(String scenario, String cluster, StorageType target) {
        return find(scenario(scenario), cluster, target, StorageTypeChange.CHECKS);
    }

    private static List<Finding> find(
            Scenario scenario, String cluster, StorageType target, CheckSuite<PlanLook<StorageLook>> checks) {
        return find(scenario, cluster, target, checks, s -> {});
    }

    private static List<Finding> find(
            Scenario scenario,
            String cluster,
            StorageType target,
            CheckSuite<PlanLook<StorageLook>> checks,
            Consumer<Simulator> meanwhile) {
        SimulatedWorld world = new SimulatedWorld(scenario);
        meanwhile.accept(world.simulator());
        PlanRequest request = new PlanRequest(
                "op-1",
                new Target.Asked(Target.UNNAMED_KIND, cluster, TestClients.PLACE.region(), null, null),
                Options.NONE,
                JsonNodeFactory.instance.objectNode().put("target_storage_type", target.word()),
                List.of());
        return new StorageTypeChange(new Inspector(world.gateways(), world.clock()), SimulatedWorld.SCOPING, checks)
                .plan(request)
                .findings();
    }
}
