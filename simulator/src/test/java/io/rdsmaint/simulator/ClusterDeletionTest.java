package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterEndpointStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterSnapshotStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.SnapshotQuotaExceededException;
import software.amazon.awssdk.services.rds.model.SourceType;
import software.amazon.awssdk.services.rds.model.Tag;

class ClusterDeletionTest {

    private static final String CLUSTER = "demo-upgrade";
    private static final String OLD = "demo-upgrade-old1";

    private final BlueGreenLab lab = new BlueGreenLab(Scenarios.upgrade());

    @Test
    void theOldClusterGoesMembersFirstAndLeavesAFinalSnapshot() {
        upgraded();
        String resource = lab.cluster(OLD).dbClusterResourceId();
        assertThatThrownBy(() -> delete(OLD, "last-look")).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterCombination");
            assertThat(error.awsErrorDetails().errorMessage())
                    .isEqualTo(
                            "Cannot delete protected Cluster, please disable deletion protection and try" + " again.");
        });
        lab.unprotect(OLD);
        assertThatThrownBy(() -> delete(OLD, "last-look"))
                .isInstanceOf(InvalidDbClusterStateException.class)
                .hasMessageContaining("still contains DB instances in non-deleting state");
        deleteMembers(OLD);
        delete(OLD, "last-look");
        assertThat(snapshot("last-look").status()).isEqualTo("creating");
        assertThatThrownBy(() -> delete(OLD, "another-look")).isInstanceOf(InvalidDbClusterStateException.class);
        lab.settle();
        assertThatThrownBy(() -> lab.cluster(OLD)).isInstanceOf(DbClusterNotFoundException.class);
        assertThat(snapshot("last-look").status()).isEqualTo("available");
        assertThat(snapshot("last-look").dbClusterResourceId()).isEqualTo(resource);
        assertThat(snapshot("last-look").dbClusterIdentifier()).isEqualTo(OLD);
        assertThat(lab.messages(SourceType.DB_CLUSTER)).contains("DB cluster deleted");
        for (Harm harm : List.of(
                Harm.CLUSTER_DELETED,
                Harm.DELETED_WITHOUT_SNAPSHOT,
                Harm.ORIGINAL_DELETED,
                Harm.CLUSTER_EMPTY,
                Harm.TIER_ORDER_CHANGED)) {
            assertThat(lab.incidents(harm)).as("%s", harm).isEmpty();
        }
        assertThat(lab.simulator.ledger().interruptions(Harm.EXTRA_CLUSTER))
                .allMatch(each -> each.end().isPresent());
    }

    @Test
    void aDeletionSaysWhatBecomesOfTheData() {
        lab.unprotect(CLUSTER);
        assertThatThrownBy(() -> lab.rds.deleteDBCluster(request -> request.dbClusterIdentifier(CLUSTER)))
                .hasMessageContaining("FinalDBSnapshotIdentifier is required");
        assertThatThrownBy(() -> lab.rds.deleteDBCluster(request -> request.dbClusterIdentifier(CLUSTER)
                        .skipFinalSnapshot(true)
                        .finalDBSnapshotIdentifier("both")))
                .hasMessageContaining("can not be specified");
        take("first");
        assertThatThrownBy(() -> delete(CLUSTER, "first")).isInstanceOf(DbClusterSnapshotAlreadyExistsException.class);
    }

    @Test
    void aClusterThatClientsUseIsDeletedToTheirHarm() {
        lab.unprotect(CLUSTER);
        deleteMembers(CLUSTER);
        lab.rds.deleteDBCluster(request ->
                request.dbClusterIdentifier(CLUSTER).skipFinalSnapshot(true).deleteAutomatedBackups(true));
        lab.settle();
        assertThat(lab.incidents(Harm.CLUSTER_DELETED)).containsExactly(CLUSTER);
        assertThat(lab.incidents(Harm.DELETED_WITHOUT_SNAPSHOT)).containsExactly(CLUSTER);
        assertThat(lab.incidents(Harm.ORIGINAL_DELETED)).hasSize(3);
    }

    @Test
    void aClusterOfADeploymentUnderWayIsDeletedToTheDeploymentsHarm() {
        lab.provisioned(CLUSTER, "17.4");
        lab.unprotect(CLUSTER);
        deleteMembers(CLUSTER);
        delete(CLUSTER, "last-look");
        lab.settle();
        assertThat(lab.incidents(Harm.BLUE_GREEN_DISTURBED)).contains(CLUSTER);
        assertThat(lab.members()).containsEntry(CLUSTER, "MISSING_SOURCE");
    }

    @Test
    void anOldClusterWithoutASnapshotIsLost() {
        upgraded();
        lab.unprotect(OLD);
        deleteMembers(OLD);
        lab.rds.deleteDBCluster(request -> request.dbClusterIdentifier(OLD).skipFinalSnapshot(true));
        assertThat(lab.incidents(Harm.DELETED_WITHOUT_SNAPSHOT)).containsExactly(OLD);
        assertThat(lab.incidents(Harm.CLUSTER_DELETED)).isEmpty();
    }

    @Test
    void snapshotsAreTakenListedAndRemoved() {
        take("one");
        assertThatThrownBy(() -> take("one")).isInstanceOf(DbClusterSnapshotAlreadyExistsException.class);
        assertThatThrownBy(() -> lab.rds.deleteDBClusterSnapshot(request -> request.dbClusterSnapshotIdentifier("one")))
                .isInstanceOf(InvalidDbClusterSnapshotStateException.class);
        lab.settle();
        assertThat(snapshot("one").percentProgress()).isEqualTo(100);
        assertThat(snapshot("one").tagList()).extracting(Tag::key).contains("rds-maint-machine", "why");
        assertThat(lab.rds
                        .describeDBClusterSnapshots(
                                request -> request.dbClusterIdentifier(CLUSTER).snapshotType("manual"))
                        .dbClusterSnapshots())
                .hasSize(1);
        assertThat(lab.rds
                        .describeDBClusterSnapshots(request -> request.snapshotType("automated"))
                        .dbClusterSnapshots())
                .isEmpty();
        assertThat(lab.messages(SourceType.DB_CLUSTER_SNAPSHOT))
                .containsExactly("Creating manual cluster snapshot.", "Manual cluster snapshot created.");
        lab.rds.deleteDBClusterSnapshot(request -> request.dbClusterSnapshotIdentifier("one"));
        assertThatThrownBy(() -> snapshot("one")).isInstanceOf(DbClusterSnapshotNotFoundException.class);
    }

    @Test
    void snapshotsAndClustersCountAgainstTheirQuotas() {
        BlueGreenLab own = new BlueGreenLab(
                Scenarios.upgrade().and(stage -> stage.snapshotQuota(0).clusterQuota(3)));
        assertThatThrownBy(() -> own.rds.createDBClusterSnapshot(
                        request -> request.dbClusterIdentifier(CLUSTER).dbClusterSnapshotIdentifier("one")))
                .isInstanceOf(SnapshotQuotaExceededException.class);
        assertThat(own.rds.describeAccountAttributes().accountQuotas())
                .filteredOn(each -> each.accountQuotaName().equals("ManualClusterSnapshots")
                        || each.accountQuotaName().equals("DBClusters"))
                .extracting(each -> each.used() + " of " + each.max())
                .containsExactlyInAnyOrder("0 of 0", "1 of 3");
    }

    @Test
    void aCustomEndpointIsDeleted() {
        BlueGreenLab own =
                new BlueGreenLab(Scenarios.find("upgrade-custom-endpoints").orElseThrow());
        own.rds.deleteDBClusterEndpoint(request -> request.dbClusterEndpointIdentifier("demo-upgrade-reports"));
        assertThatThrownBy(() -> own.rds.deleteDBClusterEndpoint(
                        request -> request.dbClusterEndpointIdentifier("demo-upgrade-reports")))
                .isInstanceOf(InvalidDbClusterEndpointStateException.class);
        own.settle();
        assertThat(own.rds
                        .describeDBClusterEndpoints(request -> request.dbClusterIdentifier(CLUSTER))
                        .dbClusterEndpoints())
                .extracting(each -> each.endpointType() + " " + each.dbClusterEndpointIdentifier())
                .containsExactly("WRITER null", "READER null", "CUSTOM demo-upgrade-search");
    }

    private void upgraded() {
        lab.provisioned(CLUSTER, "17.4");
        lab.switchedOver();
    }

    private void deleteMembers(String cluster) {
        lab.cluster(cluster).dbClusterMembers().forEach(each -> lab.delete(each.dbInstanceIdentifier()));
        lab.passUntil(l -> l.cluster(cluster).dbClusterMembers().stream()
                .allMatch(each -> l.instance(each.dbInstanceIdentifier())
                        .dbInstanceStatus()
                        .equals("deleting")));
    }

    private void delete(String cluster, String snapshot) {
        lab.rds.deleteDBCluster(request -> request.dbClusterIdentifier(cluster).finalDBSnapshotIdentifier(snapshot));
    }

    private void take(String snapshot) {
        lab.rds.createDBClusterSnapshot(request -> request.dbClusterIdentifier(CLUSTER)
                .dbClusterSnapshotIdentifier(snapshot)
                .tags(Tag.builder().key("why").value("safety").build()));
    }

    private DBClusterSnapshot snapshot(String id) {
        return lab.rds
                .describeDBClusterSnapshots(request -> request.dbClusterSnapshotIdentifier(id))
                .dbClusterSnapshots()
                .getFirst();
    }
}
