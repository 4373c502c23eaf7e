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
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.StorageTypeNotAvailableException;
import software.amazon.awssdk.services.rds.model.StorageTypeNotSupportedException;

/** The storage type of Aurora clusters: one setting of the cluster, changed in place. */
class StorageTypeTest {

    private static final String CLUSTER = "demo-storage";
    private static final String OPTIMIZED = "aurora-iopt1";

    private final Lab lab = new Lab(scenario("storage"));

    private static Scenario scenario(String name) {
        return Scenarios.find(name).orElseThrow();
    }

    private static void change(Lab lab, String cluster, String type, boolean now) {
        lab.rds.modifyDBCluster(request ->
                request.dbClusterIdentifier(cluster).storageType(type).applyImmediately(now));
    }

    private static boolean available(Lab lab, String cluster) {
        return lab.cluster(cluster).status().equals("available")
                && lab.cluster(cluster).pendingModifiedValues() == null;
    }

    @Test
    void theTypeChangesInPlaceWithoutHarmAndIsPendingMeanwhile() {
        assertThat(lab.cluster(CLUSTER).storageType()).isNull();
        change(lab, CLUSTER, OPTIMIZED, true);
        assertThat(lab.cluster(CLUSTER).status()).isEqualTo("available");
        assertThat(lab.cluster(CLUSTER).pendingModifiedValues().storageType()).isEqualTo(OPTIMIZED);
        lab.passUntil(l -> l.cluster(CLUSTER).status().equals("modifying"));
        assertThat(lab.cluster(CLUSTER).storageType()).isNull();
        lab.passUntil(l -> available(l, CLUSTER));
        assertThat(lab.cluster(CLUSTER).storageType()).isEqualTo(OPTIMIZED);
        assertThat(lab.instance("demo-storage-2").storageType()).isEqualTo(OPTIMIZED);
        assertThat(lab.cluster(CLUSTER).ioOptimizedNextAllowedModificationTime())
                .isAfter(lab.clock.instant().plus(Duration.ofDays(30)).minusSeconds(5));
        assertThat(lab.simulator.ledger().interruptions()).isEmpty();
        assertThat(lab.incidents(Harm.RESTART)).isEmpty();
        assertThat(lab.rds
                        .describeEvents(
                                request -> request.sourceIdentifier(CLUSTER).sourceType("db-cluster"))
                        .events())
                .extracting(event -> event.message())
                .containsExactly("Finished applying modification to storage type aurora-iopt1");
    }

    @Test
    void theWayBackIsOpenAtAnyTimeAndTheWayForthOnceIn30Days() {
        change(lab, CLUSTER, OPTIMIZED, true);
        lab.passUntil(l -> available(l, CLUSTER));
        assertThatThrownBy(() -> change(lab, CLUSTER, OPTIMIZED, true))
                .as("even the type that it has is refused")
                .isInstanceOf(StorageTypeNotAvailableException.class);
        change(lab, CLUSTER, "aurora", true);
        lab.passUntil(l -> available(l, CLUSTER));
        assertThat(lab.cluster(CLUSTER).storageType()).isNull();
        assertThatThrownBy(() -> change(lab, CLUSTER, OPTIMIZED, true))
                .isInstanceOf(StorageTypeNotAvailableException.class);
        lab.pass(Duration.ofDays(30));
        change(lab, CLUSTER, OPTIMIZED, true);
    }

    @Test
    void aClusterInItsCoolDownSaysUntilWhen() {
        Lab own = new Lab(scenario("storage-cooldown"));
        assertThat(own.cluster("demo-cooldown").ioOptimizedNextAllowedModificationTime())
                .isEqualTo(Lab.START.plus(Duration.ofDays(12)));
        assertThatThrownBy(() -> change(own, "demo-cooldown", OPTIMIZED, true))
                .isInstanceOf(StorageTypeNotAvailableException.class);
    }

    @Test
    void oldVersionsAndClassesWithoutTheTypeAreRefusedAsTheOfferSays() {
        Lab own = new Lab(scenario("storage-unsupported"));
        for (String cluster : List.of("demo-storage-version", "demo-storage-class")) {
            assertThatThrownBy(() -> change(own, cluster, OPTIMIZED, true))
                    .isInstanceOf(StorageTypeNotSupportedException.class);
        }
        assertThat(own.rds
                        .describeOrderableDBInstanceOptions(
                                request -> request.engine("aurora-postgresql").engineVersion("13.9"))
                        .orderableDBInstanceOptions())
                .isNotEmpty()
                .allMatch(option -> option.storageType().equals("aurora"));
        own.delete("demo-storage-class-3");
        own.settle();
        change(own, "demo-storage-class", OPTIMIZED, true);
        own.settle();
        assertThatThrownBy(() -> own.create("r5", "demo-storage-class", "db.r5.large", request -> {}))
                .hasMessageContaining("StorageType=aurora-iopt1");
    }

    @Test
    void storageTypesOfOtherEnginesAreRefused() {
        assertThatThrownBy(() -> change(lab, CLUSTER, "gp3", true))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode())
                                .isEqualTo("InvalidParameterCombination"));
        assertThatThrownBy(() -> change(lab, CLUSTER, "floppy", true))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"));
        assertThatThrownBy(() -> lab.rds.modifyDBCluster(
                        request -> request.dbClusterIdentifier(CLUSTER).iops(3_000)))
                .hasMessageContaining("Iops isn't supported");
        Lab foreign = new Lab(scenario("foreign-engines"));
        for (String cluster : List.of("demo-graph", "demo-documents", "demo-multi-az")) {
            assertThatThrownBy(() -> change(foreign, cluster, OPTIMIZED, true))
                    .hasMessageContaining("does not support the storage type");
        }
        assertThatThrownBy(() -> change(foreign, "demo-limitless", "aurora", true))
                .hasMessageContaining("Limitless");
        assertThat(foreign.cluster("demo-multi-az").storageType()).isEqualTo("io1");
    }

    @Test
    void aClusterThatIsChangingRefusesEverythingElse() {
        change(lab, CLUSTER, OPTIMIZED, true);
        assertThatThrownBy(() -> change(lab, CLUSTER, "aurora", true))
                .isInstanceOf(InvalidDbClusterStateException.class);
        assertThatThrownBy(() -> lab.failOver(CLUSTER, "demo-storage-2"))
                .isInstanceOf(InvalidDbClusterStateException.class);
        assertThatThrownBy(() -> lab.create("spare", CLUSTER, "db.r6g.large", request -> {}))
                .isInstanceOf(InvalidDbClusterStateException.class);
    }

    @Test
    void aQueuedChangeWaitsForTheClustersWindow() {
        change(lab, CLUSTER, OPTIMIZED, false);
        lab.settle();
        assertThat(lab.cluster(CLUSTER).status()).isEqualTo("available");
        assertThat(lab.cluster(CLUSTER).pendingModifiedValues().storageType()).isEqualTo(OPTIMIZED);
        lab.pass(Duration.ofDays(7));
        lab.settle();
        assertThat(lab.cluster(CLUSTER).storageType()).isEqualTo(OPTIMIZED);
        assertThat(lab.incidents(Harm.QUEUED_CHANGE_APPLIED)).containsExactly(CLUSTER);
    }

    @Test
    void h23AChangeAtOnceAlsoAppliesAQueuedUpgradeAndRestartsEveryMember() {
        Lab own = new Lab(scenario("storage")
                .and(stage -> stage.alter(CLUSTER, cluster -> cluster.pending("EngineVersion", "16.4"))));
        change(own, CLUSTER, OPTIMIZED, true);
        own.settle();
        assertThat(own.incidents(Harm.QUEUED_CHANGE_APPLIED)).containsExactly(CLUSTER);
        assertThat(own.incidents(Harm.RESTART)).hasSize(3);
        assertThat(own.cluster(CLUSTER).engineVersion()).isEqualTo("16.4");
    }

    @Test
    void membersWithLocalDisksRestartWithTheChange() {
        Lab own = new Lab(scenario("storage-local-disks"));
        change(own, "demo-local-disks", "aurora", true);
        own.settle();
        assertThat(own.incidents(Harm.RESTART)).containsExactly("demo-local-disks-1", "demo-local-disks-2");
        assertThat(own.lasting(Harm.WRITE_INTERRUPTION)).containsExactly("demo-local-disks");
    }

    @Test
    void aChangeCanComeToNothingGetStuckOrEndInAStatusThatNeedsAPerson() {
        lab.simulator.inject(Fault.noEffect("ModifyDBCluster", CLUSTER));
        change(lab, CLUSTER, OPTIMIZED, true);
        lab.passUntil(l -> l.cluster(CLUSTER).status().equals("modifying"));
        lab.passUntil(l -> available(l, CLUSTER));
        assertThat(lab.cluster(CLUSTER).storageType()).isNull();
        assertThat(lab.cluster(CLUSTER).ioOptimizedNextAllowedModificationTime())
                .isNull();

        change(lab, CLUSTER, OPTIMIZED, true);
        Fault stuck = lab.simulator.inject(Fault.stuck(CLUSTER));
        lab.pass(Duration.ofHours(3));
        assertThat(lab.cluster(CLUSTER).pendingModifiedValues().storageType()).isEqualTo(OPTIMIZED);
        lab.simulator.clearFault(stuck.id());
        lab.passUntil(l -> available(l, CLUSTER));
        assertThat(lab.cluster(CLUSTER).storageType()).isEqualTo(OPTIMIZED);

        lab.simulator.inject(Fault.endsInStatus("ModifyDBCluster", CLUSTER, "inaccessible-encryption-credentials"));
        change(lab, CLUSTER, "aurora", true);
        lab.settle();
        assertThat(lab.cluster(CLUSTER).status()).isEqualTo("inaccessible-encryption-credentials");
        assertThat(lab.cluster(CLUSTER).storageType()).isEqualTo(OPTIMIZED);
    }

    @Test
    void aWriterThatFailsDuringTheChangeIsReplacedAndTheChangeEnds() {
        change(lab, CLUSTER, OPTIMIZED, true);
        lab.passUntil(l -> l.cluster(CLUSTER).status().equals("modifying"));
        lab.simulator.outsider().failWriter(CLUSTER);
        lab.settle();
        assertThat(available(lab, CLUSTER)).isTrue();
        assertThat(lab.cluster(CLUSTER).storageType()).isEqualTo(OPTIMIZED);
        assertThat(lab.writer(CLUSTER)).isNotEqualTo("demo-storage-1");
    }
}
