package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.ScenarioBuilder;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.model.BlueGreenDeploymentAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.BlueGreenDeploymentNotFoundException;
import software.amazon.awssdk.services.rds.model.CreateBlueGreenDeploymentRequest;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterQuotaExceededException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.InstanceQuotaExceededException;
import software.amazon.awssdk.services.rds.model.InvalidBlueGreenDeploymentStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.SourceClusterNotSupportedException;
import software.amazon.awssdk.services.rds.model.SourceDatabaseNotSupportedException;

class BlueGreenRefusalTest {

    private static final String CLUSTER = "demo-upgrade";

    private final BlueGreenLab lab = new BlueGreenLab(Scenarios.upgrade());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1st",
                "two--hyphens",
                "end-",
                "under_score",
                "name-of-more-than-sixty-characters-which-is-too-long-for-aws-ok"
            })
    void aNameThatAwsWouldNotTakeIsRefused(String name) {
        assertThatThrownBy(() -> lab.create(CLUSTER, "17.4", request -> request.blueGreenDeploymentName(name)))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"));
    }

    @Test
    void aSecondDeploymentOfTheNameOrOfTheClusterIsRefused() {
        lab.create(CLUSTER, "17.4");
        assertThatThrownBy(() -> lab.create(CLUSTER, "17.4"))
                .isInstanceOf(BlueGreenDeploymentAlreadyExistsException.class);
        assertThatThrownBy(() -> lab.create(CLUSTER, "17.4", request -> request.blueGreenDeploymentName("other")))
                .isInstanceOf(InvalidDbClusterStateException.class);
    }

    @Test
    void theSourceIsAClusterOfThisAccountAndRegion() {
        String instance = lab.instance("demo-upgrade-1").dbInstanceArn();
        assertThatThrownBy(() -> from(instance)).isInstanceOf(SourceDatabaseNotSupportedException.class);
        assertThatThrownBy(() -> from("arn:aws:rds:us-east-1:123456789012:cluster:none"))
                .isInstanceOf(DbClusterNotFoundException.class);
        assertThatThrownBy(() -> from("arn:aws:rds:eu-west-1:123456789012:cluster:demo-upgrade"))
                .hasMessageContaining("account and region");
    }

    @ParameterizedTest
    @CsvSource({
        "upgrade-secret,Secrets Manager",
        "global-database,global database",
        "multi-node,logical replication",
        "old-engine,13.8",
        "foreign-engines,engine"
    })
    void aClusterThatCannotBeTheSourceIsRefused(String scenario, String why) {
        BlueGreenLab own = new BlueGreenLab(Scenarios.find(scenario).orElseThrow());
        String cluster = own.rds.describeDBClusters().dbClusters().getFirst().dbClusterIdentifier();
        assertThatThrownBy(() -> own.create(cluster, "17.4"))
                .isInstanceOf(SourceClusterNotSupportedException.class)
                .hasMessageContaining(why);
    }

    @Test
    void mysqlNeedsBinaryLogging() {
        BlueGreenLab own = new BlueGreenLab(Scenarios.find("upgrade-mysql")
                .orElseThrow()
                .and(stage -> stage.parameter("demo-upgrade-mysql-cluster", "binlog_format", "OFF")));
        assertThatThrownBy(() -> own.create("demo-upgrade-mysql", "8.0.mysql_aurora.3.08.2"))
                .isInstanceOf(SourceClusterNotSupportedException.class)
                .hasMessageContaining("binary logging");
    }

    @Test
    void aClusterThatReplicatesElsewhereIsRefused() {
        lab.simulator.outsider().deployments().externalReplication(CLUSTER, true);
        assertThatThrownBy(() -> lab.create(CLUSTER, "17.4")).isInstanceOf(SourceClusterNotSupportedException.class);
    }

    @Test
    void theClusterAndItsMembersMustBeAvailable() {
        lab.simulator.outsider().clusterStatus(CLUSTER, "backing-up");
        assertThatThrownBy(() -> lab.create(CLUSTER, "17.4")).isInstanceOf(InvalidDbClusterStateException.class);
        lab.simulator.outsider().clusterStatus(CLUSTER, "available");
        lab.simulator.outsider().instanceStatus("demo-upgrade-3", "storage-optimization");
        assertThatThrownBy(() -> lab.create(CLUSTER, "17.4")).isInstanceOf(InvalidDbInstanceStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"14.12", "99.1", "next"})
    void aVersionThatIsNoUpgradeTargetIsRefused(String version) {
        assertThatThrownBy(() -> lab.create(CLUSTER, version)).hasMessageContaining("Cannot upgrade");
    }

    @Test
    void aMajorVersionStandsForItsNewestMinor() {
        lab.provisioned(CLUSTER, "16");
        assertThat(lab.cluster(lab.green()).engineVersion()).isEqualTo("16.8");
    }

    @Test
    void parameterGroupsMustExistAndBeOfTheTargetsFamily() {
        assertRefused(
                request -> request.targetDBClusterParameterGroupName("none"),
                DbClusterParameterGroupNotFoundException.class);
        assertRefused(request -> request.targetDBParameterGroupName("none"), DbParameterGroupNotFoundException.class);
        assertThatThrownBy(() -> lab.create(
                        CLUSTER, "17.4", request -> request.targetDBClusterParameterGroupName("demo-upgrade-cluster")))
                .hasMessageContaining("aurora-postgresql17");
        assertThatThrownBy(() -> lab.create(
                        CLUSTER, "17.4", request -> request.targetDBParameterGroupName("demo-upgrade-instance")))
                .hasMessageContaining("aurora-postgresql17");
    }

    @Test
    void quotasAndClassesOfTheTargetVersionCount() {
        assertThatThrownBy(() -> with(stage -> stage.clusterQuota(1)))
                .isInstanceOf(DbClusterQuotaExceededException.class);
        assertThatThrownBy(() -> with(stage -> stage.instanceQuota(5)))
                .isInstanceOf(InstanceQuotaExceededException.class);
        assertThatThrownBy(() -> with(stage -> stage.withdrawn("db.r6g.large", "us-east-1b")))
                .hasMessageContaining("EngineVersion=17.4");
    }

    @Test
    void aSwitchoverIsOfAReadyDeploymentAndHasATimeoutWithinBounds() {
        lab.create(CLUSTER, "17.4");
        assertThatThrownBy(() -> lab.switchOver(300)).isInstanceOf(InvalidBlueGreenDeploymentStateException.class);
        assertThatThrownBy(() -> lab.delete(true)).isInstanceOf(InvalidBlueGreenDeploymentStateException.class);
        lab.until(() -> lab.status().equals("AVAILABLE"));
        assertThatThrownBy(() -> lab.switchOver(29)).hasMessageContaining("between 30 and 3600");
        assertThatThrownBy(() -> lab.switchOver(3_601)).hasMessageContaining("between 30 and 3600");
        lab.switchOver(3_600);
        assertThatThrownBy(() -> lab.switchOver(300)).isInstanceOf(InvalidBlueGreenDeploymentStateException.class);
        assertThatThrownBy(() -> lab.delete(false)).isInstanceOf(InvalidBlueGreenDeploymentStateException.class);
        lab.settle();
        assertThatThrownBy(() -> lab.switchOver(300)).isInstanceOf(InvalidBlueGreenDeploymentStateException.class);
    }

    @Test
    void neitherSideTakesChangesDuringASwitchover() {
        lab.provisioned(CLUSTER, "17.4");
        lab.switchOver(300);
        lab.passUntil(l ->
                lab.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION).size() == 1);
        assertThatThrownBy(() -> lab.unprotect(CLUSTER)).isInstanceOf(InvalidDbClusterStateException.class);
        assertThatThrownBy(() -> lab.changeClass(lab.counterpart("demo-upgrade-2"), "db.r6g.xlarge"))
                .isInstanceOf(InvalidDbInstanceStateException.class);
    }

    @Test
    void aDeploymentThatDoesNotExistIsNotFound() {
        assertThatThrownBy(() -> lab.rds.switchoverBlueGreenDeployment(
                        request -> request.blueGreenDeploymentIdentifier("bgd-none")))
                .isInstanceOf(BlueGreenDeploymentNotFoundException.class);
    }

    private void assertRefused(
            Consumer<CreateBlueGreenDeploymentRequest.Builder> more, Class<? extends AwsServiceException> how) {
        assertThatThrownBy(() -> lab.create(CLUSTER, "17.4", more)).isInstanceOf(how);
    }

    private static void with(Consumer<ScenarioBuilder> more) {
        Scenario altered = Scenarios.upgrade().and(more);
        new BlueGreenLab(altered).create(CLUSTER, "17.4");
    }

    private void from(String source) {
        lab.rds.createBlueGreenDeployment(
                request -> request.blueGreenDeploymentName("any").source(source));
    }
}
