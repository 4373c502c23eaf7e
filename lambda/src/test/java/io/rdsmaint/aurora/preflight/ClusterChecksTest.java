package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.PreflightCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterChecksTest {
    private static final String ARN = "arn:aws:rds:us-east-1:123456789012:cluster:demo-multi";
    private static final String OTHER = "arn:aws:rds:us-east-1:123456789012:cluster:other";

    @ParameterizedTest
    @CsvSource({"demo-graph,neptune", "demo-documents,docdb", "demo-multi-az,mysql"})
    void h35OtherEnginesOfTheSameApiAreRefused(String cluster, String engine) {
        PreflightCase trial =
                PreflightCase.of(scenario("foreign-engines"), cluster).to("db.r6g.large");

        Finding finding = trial.findings("cluster-kind").getFirst();

        assertThat(trial.all(Preflight.standard())).containsExactly(finding);
        assertThat(finding.severity()).isEqualTo(Finding.Severity.REFUSE);
        assertThat(finding.observed()).contains("is " + engine, "only provisioned Aurora");
        assertThat(trial.all(Preflight.standard().without("cluster-kind")))
                .noneMatch(f -> f.observed().contains("only provisioned Aurora"));
    }

    @Test
    void h35AMultiAzClusterIsSentToTheCallThatChangesIt() {
        PreflightCase trial = PreflightCase.of(scenario("foreign-engines"), "demo-multi-az");

        assertThat(trial.findings("cluster-kind").getFirst().wayOut())
                .contains(
                        "aws rds modify-db-cluster --db-cluster-identifier demo-multi-az --db-cluster-instance-class");
    }

    @Test
    void h35AServerlessV1ClusterIsRefused() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.attribute("EngineMode", "serverless"))
                .refused("cluster-kind");

        assertThat(finding.observed()).contains("engine mode serverless");
    }

    @Test
    void h35ALimitlessDatabaseIsRefused() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.attribute("ClusterScalabilityType", "limitless"))
                .refused("cluster-kind");

        assertThat(finding.wayOut()).contains("shard group");
    }

    @ParameterizedTest
    @CsvSource({
        "modifying, wait db-cluster-available --db-cluster-identifier demo-multi",
        "backing-up, wait db-cluster-available --db-cluster-identifier demo-multi",
        "a-word-of-tomorrow, wait db-cluster-available --db-cluster-identifier demo-multi",
        "stopped, start-db-cluster --db-cluster-identifier demo-multi",
        "inaccessible-encryption-credentials-recoverable, start-db-cluster --db-cluster-identifier demo-multi",
        "inaccessible-encryption-credentials, describe-events --source-type db-cluster --duration 1440"
                + " --source-identifier demo-multi",
        "upgrade_failed, describe-events --source-type db-cluster --duration 1440 --source-identifier demo-multi"
    })
    void h70AClusterThatIsNotAvailableIsRefusedWithWhatHelps(String status, String command) {
        Finding finding = PreflightCase.multi()
                .when(s -> s.inject(Fault.showsStatus("demo-multi", status)))
                .refused("cluster-status");

        assertThat(finding.observed()).contains("is " + status, "must be available");
        assertThat(finding.wayOut()).contains("aws rds " + command + " --region us-east-1");
        assertThat(finding.wayOut().contains("wait db-cluster-available"))
                .as("waiting helps")
                .isEqualTo(command.startsWith("wait"));
    }

    @Test
    void aLostKeyIsMendedBeforeTheClusterIsStarted() {
        Finding finding = PreflightCase.multi()
                .when(s -> s.inject(Fault.showsStatus("demo-multi", "inaccessible-encryption-credentials-recoverable")))
                .refused("cluster-status");

        assertThat(finding.wayOut()).containsSubsequence("enable the key", "KmsKeyId", "then start the cluster");
    }

    @Test
    void h23ValuesPendingOnTheClusterAreAskedAbout() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.attribute(
                        "PendingModifiedValues",
                        JsonNodeFactory.instance.objectNode().put("EngineVersion", "15.10")))
                .asked("cluster-pending-values");

        assertThat(finding.observed()).contains("EngineVersion=15.10");
        assertThat(finding.wayOut()).contains("aws rds modify-db-cluster --db-cluster-identifier demo-multi");
    }

    @Test
    void aClusterWhoseRolesAreUnknownIsRefused() {
        PreflightCase noWriter = PreflightCase.of(
                Scenario.of(
                        "no-writer",
                        s -> s.cluster(
                                "orders",
                                EngineVersions.POSTGRES,
                                "15.8",
                                c -> c.secondary()
                                        .instance("orders-1", "db.r6g.large", "us-east-1a")
                                        .instance("orders-2", "db.r6g.large", "us-east-1a")
                                        .instance("orders-3", "db.r6g.large", "us-east-1a"))),
                "orders");

        assertThat(noWriter.refused("writer-known").observed()).contains("shows 0 writers; expected 1");
    }

    @ParameterizedTest
    @CsvSource({"source,AVAILABLE", "target,AVAILABLE", "source,PROVISIONING", "source,INVALID_CONFIGURATION"})
    void h70ABlueGreenDeploymentUnderWayIsRefusedOnEitherSide(String side, String status) {
        Finding finding = deployment(side, status).refused("blue-green-deployment");

        assertThat(finding.observed()).contains("is the " + side + " of blue/green deployment", "is " + status);
        assertThat(finding.wayOut())
                .contains("aws rds delete-blue-green-deployment --blue-green-deployment-identifier bgd-1");
    }

    @Test
    void aDeploymentThatHasSwitchedOverIsOnlyMentioned() {
        deployment("target", "SWITCHOVER_COMPLETED").warned("blue-green-deployment");
    }

    private static PreflightCase deployment(String side, String status) {
        boolean source = side.equals("source");
        return PreflightCase.multi()
                .with(s -> s.blueGreen(new BlueGreenDeployment(
                        "bgd-1", "upgrade", source ? ARN : OTHER, source ? OTHER : ARN, status, PreflightCase.NOON)));
    }

    @Test
    void h43ThePrimaryOfAGlobalDatabaseIsToldToKeepRegionsEqual() {
        PreflightCase primary =
                PreflightCase.of(scenario("global-database"), "demo-global").minReaders(0);

        assertThat(primary.warned("global-database").observed())
                .contains("primary in global database demo-worldwide with 2 regions");
    }

    @Test
    void h43TheSecondaryOfAGlobalDatabaseHasNoWriterToFailOverTo() {
        PreflightCase secondary = PreflightCase.of(scenario("global-database"), "demo-global-west")
                .at(AwsScope.own("us-west-2"));

        assertThat(secondary.refused("global-database").observed())
                .contains("demo-global-west is a secondary", "no writer to fail over");
        assertThat(secondary.failingOverTo().findings("global-database"))
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.WARN);
    }

    @Test
    void h43AGlobalDatabaseThatCannotBeSeenIsRefused() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.attribute("GlobalClusterIdentifier", "worldwide"))
                .refused("global-database");

        assertThat(finding.wayOut()).contains("aws rds describe-global-clusters --global-cluster-identifier worldwide");
    }

    @Test
    void aReplicatingClusterIsMentioned() {
        assertThat(PreflightCase.multi()
                        .cluster(c -> c.attribute("ReplicationSourceIdentifier", OTHER))
                        .warned("replication-source")
                        .observed())
                .contains(OTHER);
    }

    @Test
    void h63AMasterSecretInRotationIsAskedAbout() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.attribute(
                        "MasterUserSecret",
                        JsonNodeFactory.instance.objectNode().put("SecretStatus", "rotating")))
                .asked("master-secret");

        assertThat(finding.observed()).contains("is rotating; it should be active");
    }

    @Test
    void aScenarioWithoutTroubleHasNone() {
        PreflightCase mysql = PreflightCase.of(
                Scenario.of(
                        "mysql",
                        s -> s.cluster(
                                "orders",
                                EngineVersions.MYSQL,
                                "8.0.mysql_aurora.3.08.2",
                                c -> c.instance("orders-1", "db.r6g.large", "us-east-1a")
                                        .instance("orders-2", "db.r6g.large", "us-east-1a")
                                        .instance("orders-3", "db.r6g.large", "us-east-1b"))),
                "orders");

        assertThat(mysql.all(Preflight.standard())).extracting(Finding::code).containsExactly("ask-the-database");
    }

    private static Scenario scenario(String name) {
        return Scenarios.find(name).orElseThrow();
    }
}
