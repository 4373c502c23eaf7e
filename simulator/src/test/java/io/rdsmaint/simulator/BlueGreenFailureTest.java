package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.BlueGreenDeploymentNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidBlueGreenDeploymentStateException;
import software.amazon.awssdk.services.rds.model.SourceType;

class BlueGreenFailureTest {

    private static final String BLUE = "demo-upgrade";
    private static final String TO = "17.4";

    private final BlueGreenLab lab = new BlueGreenLab(Scenarios.upgrade());

    @Test
    void logicalReplicationThatWaitsForARestartFailsTheCreation() {
        BlueGreenLab own = new BlueGreenLab(Scenarios.find("upgrade-not-ready").orElseThrow());
        own.create(BLUE, TO);
        assertFailed(own, "isn't in sync with the DB cluster parameter group demo-upgrade-cluster");
    }

    @Test
    void onceTheWriterHasRestartedTheCreationSucceeds() {
        BlueGreenLab own = new BlueGreenLab(Scenarios.find("upgrade-not-ready").orElseThrow());
        own.rds.rebootDBInstance(request -> request.dbInstanceIdentifier("demo-upgrade-1"));
        own.settle();
        own.provisioned(BLUE, TO);
    }

    @Test
    void tooFewSlotsForTheDatabasesFailTheCreation() {
        BlueGreenLab own = new BlueGreenLab(Scenarios.upgrade()
                .and(stage -> stage.parameter("demo-upgrade-cluster", "max_logical_replication_workers", "4")
                        .alter(BLUE, cluster -> cluster.contents(each -> each.databases(6)))));
        own.create(BLUE, TO);
        assertFailed(own, "incompatible parameter(s): max_logical_replication_workers");
    }

    @Test
    void anEventSchedulerInTheGreenGroupFailsTheCreation() {
        BlueGreenLab own = new BlueGreenLab(Scenarios.find("upgrade-mysql")
                .orElseThrow()
                .and(stage -> stage.parameter("demo-upgrade-mysql-cluster", "event_scheduler", "ON")));
        own.create("demo-upgrade-mysql", "8.0.mysql_aurora.3.08.2");
        assertFailed(own, "Event Scheduler");
    }

    @Test
    void aCreationCanFailAndItsRemainsAreDeleted() {
        lab.simulator.inject(Fault.endsInStatus("CreateBlueGreenDeployment", BLUE, "INVALID_CONFIGURATION"));
        lab.create(BLUE, TO);
        assertFailed(lab, "internal error");
        assertThat(lab.task("CREATING_READ_REPLICA_OF_SOURCE")).isEqualTo("FAILED");
        assertThatThrownBy(() -> lab.switchOver(300)).isInstanceOf(InvalidBlueGreenDeploymentStateException.class);
        lab.delete(true);
        lab.settle();
        assertThatThrownBy(lab::deployment).isInstanceOf(BlueGreenDeploymentNotFoundException.class);
    }

    @Test
    void withoutCapacityForAGreenInstanceTheCreationFailsHalfWay() {
        lab.simulator.outsider().exhaust("db.r6g.large", "us-east-1c");
        lab.create(BLUE, TO);
        assertFailed(lab, "insufficient instance capacity for db.r6g.large in us-east-1c");
        assertThat(lab.task("DB_ENGINE_VERSION_UPGRADE")).isEqualTo("COMPLETED");
        assertThat(lab.task("CREATE_DB_INSTANCES_FOR_CLUSTER")).isEqualTo("FAILED");
        assertThat(lab.cluster(lab.green()).dbClusterMembers()).hasSize(1);
    }

    @Test
    void aGreenInstanceThatComesUpBrokenFailsTheCreation() {
        lab.simulator.inject(Fault.endsInStatus("CreateDBInstance", Fault.ANY, "incompatible-network")
                .fromCall(2));
        lab.create(BLUE, TO);
        assertFailed(lab, "is incompatible-network");
    }

    @Test
    void aCreationThatIsStuckGoesOnWhenTheFaultIsCleared() {
        Fault stuck = lab.simulator.inject(Fault.stuck(BlueGreenLab.NAME));
        lab.create(BLUE, TO);
        lab.pass(Duration.ofHours(30));
        assertThat(lab.status()).isEqualTo("PROVISIONING");
        assertThat(lab.task("CREATING_READ_REPLICA_OF_SOURCE")).isEqualTo("PENDING");
        lab.simulator.clearFault(stuck.id());
        lab.until(() -> lab.status().equals("AVAILABLE"));
    }

    @Test
    void openTransactionsHoldTheCreationUp() {
        lab.simulator.outsider().deployments().longTransactions(BLUE, true);
        lab.create(BLUE, TO);
        lab.pass(Duration.ofHours(2));
        assertThat(lab.task("CREATING_READ_REPLICA_OF_SOURCE")).isEqualTo("IN_PROGRESS");
        assertThat(lab.messages(SourceType.DB_CLUSTER))
                .anyMatch(message -> message.contains("idle or long-running transactions"));
        lab.simulator.outsider().deployments().longTransactions(BLUE, false);
        lab.until(() -> lab.status().equals("AVAILABLE"));
    }

    @Test
    void degradedReplicationShowsAndStopsTheSwitchoverUntilItIsMended() {
        lab.provisioned(BLUE, TO);
        Fault degraded = lab.simulator.inject(Fault.replicationDegraded(BLUE, "CREATE TABLE on the source"));
        assertThat(lab.status()).isEqualTo("AVAILABLE");
        assertThat(lab.deployment().statusDetails()).isEqualTo("Replication degraded: CREATE TABLE on the source");
        lab.switchedOver();
        assertRolledBack(lab, "is degraded: CREATE TABLE on the source");
        assertThat(lab.incidents(Harm.UNREADY_SWITCHOVER)).containsExactly(BlueGreenLab.NAME);
        assertThat(lab.lasting(Harm.WRITE_INTERRUPTION)).isEmpty();
        lab.simulator.clearFault(degraded.id());
        lab.switchedOver();
        assertThat(lab.status()).isEqualTo("SWITCHOVER_COMPLETED");
        assertThat(lab.deployment().statusDetails()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"299,SWITCHOVER_FAILED", "0.5,SWITCHOVER_COMPLETED"})
    void lagIsCaughtUpWithinTheTimeoutOrNotAtAll(double lag, String outcome) {
        lab.provisioned(BLUE, TO);
        lab.simulator.outsider().deployments().lag(BlueGreenLab.NAME, lag);
        lab.switchedOver();
        assertThat(lab.members().values()).containsOnly(outcome);
    }

    @Test
    void lagBeyondTheTimeoutStopsTheSwitchoverBeforeAnybodyIsCutOff() {
        lab.provisioned(BLUE, TO);
        lab.simulator.outsider().deployments().lag(BlueGreenLab.NAME, 301);
        lab.switchedOver();
        assertRolledBack(lab, "replica lag of 301 seconds is beyond the timeout of 300 seconds");
        assertThat(lab.lasting(Harm.WRITE_INTERRUPTION)).isEmpty();
    }

    @Test
    void aTimeoutRollsEverythingBack() {
        lab.provisioned(BLUE, TO);
        String resource = lab.cluster(BLUE).dbClusterResourceId();
        lab.simulator.inject(Fault.switchoverStalls(BLUE));
        lab.switchOver(60);
        lab.passUntil(l -> !lab.status().equals("SWITCHOVER_IN_PROGRESS"));
        assertRolledBack(lab, "it took longer than 60 seconds");
        assertThat(lab.cluster(BLUE).dbClusterResourceId()).isEqualTo(resource);
        assertThat(lab.total(Harm.WRITE_INTERRUPTION)).isBetween(Duration.ofSeconds(39), Duration.ofSeconds(60));
        lab.changeClass("demo-upgrade-2", "db.r6g.xlarge");
        lab.settle();
        lab.switchedOver();
        assertThat(lab.status()).isEqualTo("SWITCHOVER_COMPLETED");
    }

    @Test
    void aSwitchoverThatEndsAsFailedCanBeTriedAgain() {
        lab.provisioned(BLUE, TO);
        lab.simulator.inject(
                Fault.endsInStatus("SwitchoverBlueGreenDeployment", BlueGreenLab.NAME, "SWITCHOVER_FAILED"));
        lab.switchedOver();
        assertThat(lab.status()).isEqualTo("SWITCHOVER_FAILED");
        lab.switchedOver();
        assertThat(lab.status()).isEqualTo("SWITCHOVER_COMPLETED");
    }

    @Test
    void aGreenInstanceThatIsGoneIsMissingAndStopsTheSwitchover() {
        lab.provisioned(BLUE, TO);
        lab.simulator.outsider().delete(lab.counterpart("demo-upgrade-3"));
        lab.settle();
        assertThat(lab.members())
                .containsEntry("demo-upgrade-3", "MISSING_TARGET")
                .containsEntry(BLUE, "AVAILABLE");
        lab.switchedOver();
        assertThat(lab.deployment().statusDetails()).contains("MISSING_TARGET");
        assertThat(lab.status()).isEqualTo("AVAILABLE");
    }

    @Test
    void aBlueInstanceThatIsGoneIsMissingToo() {
        lab.provisioned(BLUE, TO);
        lab.simulator.outsider().delete("demo-upgrade-2");
        lab.settle();
        assertThat(lab.members()).containsEntry("demo-upgrade-2", "MISSING_SOURCE");
    }

    @Test
    void aMemberThatIsNotAvailableStopsTheSwitchover() {
        lab.provisioned(BLUE, TO);
        lab.changeClass("demo-upgrade-2", "db.r6g.xlarge");
        lab.switchedOver();
        assertRolledBack(lab, "the DB instance demo-upgrade-2");
        lab.settle();
        lab.switchedOver();
        assertThat(lab.status()).isEqualTo("SWITCHOVER_COMPLETED");
    }

    @Test
    void longWritesAndReplicationElsewhereStopTheSwitchover() {
        lab.provisioned(BLUE, TO);
        lab.simulator.outsider().deployments().longTransactions(BLUE, true);
        lab.switchedOver();
        assertRolledBack(lab, "long-running active writes");
        lab.simulator.outsider().deployments().longTransactions(BLUE, false);
        lab.simulator.outsider().deployments().externalReplication(BLUE, true);
        lab.switchedOver();
        assertRolledBack(lab, "takes part in replication");
    }

    @Test
    void aWriterThatFailsDuringTheSwitchoverRollsItBackAndAReaderTakesOver() {
        lab.provisioned(BLUE, TO);
        lab.switchOver(300);
        lab.passUntil(l ->
                !lab.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION).isEmpty());
        lab.simulator.outsider().breakDown("demo-upgrade-1", "storage-full");
        lab.passUntil(l -> !lab.status().equals("SWITCHOVER_IN_PROGRESS"));
        assertRolledBack(lab, "failed meanwhile");
        lab.settle();
        assertThat(lab.writer(BLUE)).isNotEqualTo("demo-upgrade-1");
    }

    @Test
    void backtrackingAndPromotionBreakTheDeploymentForGood() {
        lab.provisioned(BLUE, TO);
        lab.simulator.outsider().deployments().backtrack(BLUE);
        assertThat(lab.status()).isEqualTo("INVALID_CONFIGURATION");
        assertThat(lab.deployment().statusDetails()).contains("backtracked");
        assertThatThrownBy(() -> lab.switchOver(300)).isInstanceOf(InvalidBlueGreenDeploymentStateException.class);

        BlueGreenLab own = new BlueGreenLab(Scenarios.upgrade());
        own.provisioned(BLUE, TO);
        own.simulator.outsider().deployments().promote(BlueGreenLab.NAME);
        assertThat(own.deployment().statusDetails()).contains("promoted");
    }

    @Test
    void othersCreateSwitchOverAndDeleteToo() {
        lab.simulator.outsider().deployments().create(BLUE, "theirs", TO);
        lab.until(() -> theirs().equals("AVAILABLE"));
        lab.simulator.outsider().deployments().switchOver("theirs");
        lab.until(() -> theirs().equals("SWITCHOVER_COMPLETED"));
        lab.simulator.outsider().deployments().delete("theirs", false);
        lab.settle();
        assertThat(lab.rds.describeBlueGreenDeployments(all -> {}).blueGreenDeployments())
                .isEmpty();
        assertThat(lab.cluster(BLUE).engineVersion()).isEqualTo(TO);
    }

    @Test
    void aShownStatusHidesTheTrueOne() {
        lab.provisioned(BLUE, TO);
        lab.simulator.inject(Fault.showsStatus(BlueGreenLab.NAME, "PONDERING"));
        assertThat(lab.status()).isEqualTo("PONDERING");
    }

    @Test
    void faultsAndOthersAreToldInJsonToo() {
        lab.provisioned(BLUE, TO);
        post("faults", "{\"kind\":\"replication-degraded\",\"identifier\":\"demo-upgrade\",\"times\":\"always\"}");
        assertThat(lab.deployment().statusDetails()).startsWith("Replication degraded: ");
        assertThat(post("outsider", "{\"do\":\"deployment-lag\",\"name\":\"the-upgrade\",\"seconds\":7}"))
                .contains("\"lag_seconds\" : 7.0", "\"standing\" : \"staging\"");
        assertThat(post("outsider", "{\"do\":\"dissolve\",\"name\":\"the-upgrade\"}"))
                .contains("also needs [with_target]");
        assertThat(post("outsider", "{\"do\":\"dissolve\",\"name\":\"the-upgrade\",\"with_target\":true}"))
                .contains("\"status\" : \"DELETING\"");
    }

    private String post(String path, String json) {
        SimulatorResponse response =
                lab.simulator.handle(new SimulatorRequest("POST", "/admin/" + path, Map.of(), Body.of(json)));
        return response instanceof SimulatorResponse.Answer answer
                ? answer.body().text()
                : "";
    }

    private String theirs() {
        return lab.rds
                .describeBlueGreenDeployments(all -> {})
                .blueGreenDeployments()
                .getFirst()
                .status();
    }

    private static void assertFailed(BlueGreenLab lab, String why) {
        lab.until(() -> !lab.status().equals("PROVISIONING"));
        assertThat(lab.status()).isEqualTo("INVALID_CONFIGURATION");
        assertThat(lab.deployment().statusDetails()).contains(why);
        assertThat(lab.deployment().tasks()).extracting(task -> task.status()).contains("FAILED");
        assertThat(lab.messages(SourceType.BLUE_GREEN_DEPLOYMENT))
                .anyMatch(message -> message.startsWith("Creation of blue/green deployment failed because")
                        && message.contains(why));
    }

    private static void assertRolledBack(BlueGreenLab lab, String why) {
        assertThat(lab.status()).isEqualTo("AVAILABLE");
        assertThat(lab.members().values()).containsOnly("SWITCHOVER_FAILED");
        assertThat(lab.messages(SourceType.BLUE_GREEN_DEPLOYMENT))
                .contains("Switchover canceled on blue/green deployment.")
                .anyMatch(message -> message.contains("was canceled due to") && message.contains(why));
        assertThat(lab.cluster(BLUE).status()).isEqualTo("available");
    }
}
