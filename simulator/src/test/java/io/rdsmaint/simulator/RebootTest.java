package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.Event;

/** Reboots, what proves them, and how they go wrong. */
class RebootTest {

    private static final String CLUSTER = "demo-restart";
    private static final String WRITER = "demo-restart-1";
    private static final String READER = "demo-restart-2";

    private final Lab lab = new Lab(scenario("pending-reboot"));

    private static Scenario scenario(String name) {
        return Scenarios.find(name).orElseThrow();
    }

    private static void reboot(Lab lab, String id) {
        lab.rds.rebootDBInstance(request -> request.dbInstanceIdentifier(id));
    }

    private static List<String> statuses(Lab lab, String cluster) {
        return lab.cluster(cluster).dbClusterMembers().stream()
                .map(DBClusterMember::dbClusterParameterGroupStatus)
                .toList();
    }

    private static List<String> events(Lab lab, String id) {
        return lab
                .rds
                .describeEvents(request -> request.sourceIdentifier(id).sourceType("db-instance"))
                .events()
                .stream()
                .map(Event::message)
                .toList();
    }

    @Test
    void membersComeIntoSyncOneByOneAsTheyAreRebooted() {
        assertThat(statuses(lab, CLUSTER)).containsExactly("pending-reboot", "pending-reboot", "in-sync");
        reboot(lab, READER);
        lab.settle();
        assertThat(statuses(lab, CLUSTER)).containsExactly("pending-reboot", "in-sync", "in-sync");
        assertThat(events(lab, READER)).containsExactly("DB instance shutdown", "DB instance restarted");
        reboot(lab, WRITER);
        lab.settle();
        assertThat(statuses(lab, CLUSTER)).containsOnly("in-sync");
        assertThat(lab.incidents(Harm.RESTART)).containsExactly(READER, WRITER);
        assertThat(lab.writer(CLUSTER)).isEqualTo(WRITER);
        assertThat(lab.lasting(Harm.WRITE_INTERRUPTION)).containsExactly(CLUSTER);
        assertThat(lab.total(Harm.WRITE_INTERRUPTION)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(45));
    }

    @Test
    void aLostAnswerLeavesTheRebootUnderWay() {
        lab.simulator.inject(Fault.cutAfterEffect("RebootDBInstance").on(READER));
        assertThatThrownBy(() -> reboot(lab, READER)).isInstanceOf(SdkClientException.class);
        lab.settle();
        assertThat(statuses(lab, CLUSTER)).containsExactly("pending-reboot", "in-sync", "in-sync");
        assertThat(lab.incidents(Harm.RESTART)).containsExactly(READER);
    }

    @Test
    void aRebootWithoutEventsIsStillSeenInItsParameterStatus() {
        Fault missing = lab.simulator.inject(Fault.eventsMissing(READER));
        reboot(lab, READER);
        lab.settle();
        assertThat(events(lab, READER)).isEmpty();
        assertThat(statuses(lab, CLUSTER)).containsExactly("pending-reboot", "in-sync", "in-sync");
        lab.simulator.clearFault(missing.id());
        reboot(lab, READER);
        lab.settle();
        assertThat(events(lab, READER)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"failed-to-apply", "pending-reboot"})
    void theValuesCanFailToComeWithTheRestart(String status) {
        lab.simulator.inject(Fault.endsInStatus("RebootDBInstance", READER, status));
        reboot(lab, READER);
        lab.settle();
        assertThat(lab.settled(READER)).isTrue();
        assertThat(statuses(lab, CLUSTER)).containsExactly("pending-reboot", status, "in-sync");
        reboot(lab, READER);
        lab.settle();
        assertThat(statuses(lab, CLUSTER)).containsExactly("pending-reboot", "in-sync", "in-sync");
    }

    @ParameterizedTest
    @CsvSource({"failed", "incompatible-parameters"})
    void aRebootCanEndInAStatusThatNeedsAPerson(String status) {
        lab.simulator.inject(Fault.endsInStatus("RebootDBInstance", READER, status));
        reboot(lab, READER);
        lab.settle();
        assertThat(lab.instance(READER).dbInstanceStatus()).isEqualTo(status);
        assertThat(lab.incidents(Harm.BROKEN_INSTANCE)).containsExactly(READER);
    }

    @Test
    void membersWhoseValuesFailedToApplyAreCuredByARestart() {
        Lab own = new Lab(scenario("failed-to-apply"));
        assertThat(statuses(own, "demo-failed-values")).containsExactly("in-sync", "failed-to-apply", "in-sync");
        assertThat(own.instance("demo-failed-values-3")
                        .dbParameterGroups()
                        .getFirst()
                        .parameterApplyStatus())
                .isEqualTo("failed-to-apply");
        reboot(own, "demo-failed-values-2");
        own.settle();
        assertThat(statuses(own, "demo-failed-values")).containsOnly("in-sync");
    }

    @Test
    void h29ReadersOfAnOldVersionRestartWithTheWriterAndComeBackAfterIt() {
        Lab own = new Lab(scenario("old-engine"));
        reboot(own, "demo-old-1");
        own.passUntil(l -> !serving(l, "demo-old-1"));
        assertThat(serving(own, "demo-old-2") || serving(own, "demo-old-3")).isFalse();
        own.passUntil(l -> serving(l, "demo-old-1"));
        assertThat(serving(own, "demo-old-2") || serving(own, "demo-old-3")).isFalse();
        own.passUntil(l -> serving(l, "demo-old-2") && serving(l, "demo-old-3"));
        assertThat(own.incidents(Harm.RESTART)).containsExactly("demo-old-1", "demo-old-2", "demo-old-3");
        assertThat(events(own, "demo-old-2")).containsExactly("DB instance shutdown", "DB instance restarted");
        assertThat(own.lasting(Harm.READER_ENDPOINT_ON_WRITER)).containsExactly("demo-old");
    }

    @ParameterizedTest
    @CsvSource({
        "aurora-postgresql, 11.21, true",
        "aurora-postgresql, 12.12, true",
        "aurora-postgresql, 13.9, true",
        "aurora-postgresql, 13.10, false",
        "aurora-postgresql, 14.6, true",
        "aurora-postgresql, 14.7, false",
        "aurora-postgresql, 16.1, false",
        "aurora-mysql, 5.7.mysql_aurora.2.09.3, true",
        "aurora-mysql, 5.7.mysql_aurora.2.12.4, false",
        "aurora-mysql, 8.0.mysql_aurora.3.08.2, false"
    })
    void h29OnlyVersionsWithoutReadAvailabilityTakeReadersAlong(String engine, String version, boolean along) {
        Lab own = new Lab(Scenario.of(
                "versions",
                stage -> stage.cluster(
                        "any",
                        engine,
                        version,
                        cluster -> cluster.instance("any-1", "db.r6g.large", "us-east-1a")
                                .instance("any-2", "db.r6g.large", "us-east-1b"))));
        reboot(own, "any-1");
        own.settle();
        assertThat(own.incidents(Harm.RESTART)).hasSize(along ? 2 : 1);
        reboot(own, "any-2");
        own.settle();
        assertThat(own.incidents(Harm.RESTART)).hasSize(along ? 3 : 2);
    }

    private static boolean serving(Lab lab, String id) {
        return lab.simulator
                .world()
                .site("123456789012", "us-east-1")
                .instance(id)
                .orElseThrow()
                .engine()
                .serving();
    }
}
