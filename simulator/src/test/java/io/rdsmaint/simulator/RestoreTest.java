package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DbClusterAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterSnapshotStateException;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rdsdata.model.DatabaseErrorException;
import software.amazon.awssdk.services.rdsdata.model.DatabaseNotFoundException;
import software.amazon.awssdk.services.rdsdata.model.HttpEndpointNotEnabledException;

/** A cluster made of a snapshot: what it carries, and what has to be done before anybody can use it. */
class RestoreTest {
    private static final String COPY = SqlLab.CLUSTER.replace(":lab", ":copy");

    private final SqlLab lab = new SqlLab(stage -> stage.alter(
                    "lab",
                    cluster -> cluster.databaseUser("app_user", "production")
                            .databasesApart()
                            .automatedSnapshot(Duration.ofHours(9)))
            .secret("app", "app_user", "production"));

    private void restore(String snapshot) {
        lab.rds.restoreDBClusterFromSnapshot(r -> r.dbClusterIdentifier("copy")
                .snapshotIdentifier(snapshot)
                .engine("aurora-postgresql")
                .vpcSecurityGroupIds("sg-1"));
        lab.clock.advance(Duration.ofMinutes(20));
    }

    private DBCluster serving() {
        lab.rds.createDBInstance(r -> r.dbInstanceIdentifier("copy-1")
                .dbClusterIdentifier("copy")
                .engine("aurora-postgresql")
                .dbInstanceClass("db.r6g.large"));
        lab.clock.advance(Duration.ofMinutes(20));
        lab.rds.modifyDBCluster(r ->
                r.dbClusterIdentifier("copy").manageMasterUserPassword(true).applyImmediately(true));
        lab.clock.advance(Duration.ofMinutes(5));
        lab.rds.enableHttpEndpoint(r -> r.resourceArn(COPY));
        return lab.cluster("copy");
    }

    private long count(String arn, String secret, String sql) {
        return lab.execute(r -> r.resourceArn(arn).secretArn(secret).sql(sql))
                .records()
                .getFirst()
                .getFirst()
                .longValue();
    }

    @Test
    void itHasTheRowsAndTheRolesOfTheSnapshotAndNoInstance() {
        lab.sql("update item set hits = 7");
        lab.rds.createDBClusterSnapshot(r -> r.dbClusterIdentifier("lab").dbClusterSnapshotIdentifier("mine"));
        lab.sql("update item set hits = 8");
        lab.clock.advance(Duration.ofMinutes(10));
        restore("mine");
        assertThat(lab.cluster("copy").dbClusterMembers()).isEmpty();
        lab.rds.enableHttpEndpoint(r -> r.resourceArn(COPY));
        assertThatThrownBy(() -> count(COPY, SqlLab.SECRET, "select 1")).isInstanceOf(DatabaseNotFoundException.class);

        String secret = serving().masterUserSecret().secretArn();
        assertThat(count(COPY, secret, "select max(hits) from item")).isEqualTo(7);
        assertThat(lab.one("select max(hits) from item").longValue()).isEqualTo(8);
        assertThat(lab.cluster("copy").vpcSecurityGroups().getFirst().vpcSecurityGroupId())
                .isEqualTo("sg-1");
    }

    @Test
    void productionsLoginsWorkInItUntilTheyAreTakenThere() {
        String production = lab.simulator.world().site("123456789012", "us-east-1").secrets().keySet().stream()
                .filter(arn -> arn.contains(":app-"))
                .findFirst()
                .orElseThrow();
        restore(lab.rds
                .describeDBClusterSnapshots(r -> r.snapshotType("automated"))
                .dbClusterSnapshots()
                .getFirst()
                .dbClusterSnapshotIdentifier());
        String secret = serving().masterUserSecret().secretArn();
        assertThatThrownBy(() -> count(COPY, SqlLab.SECRET, "select 1"))
                .isInstanceOf(DatabaseErrorException.class)
                .hasMessageContaining("28P01");
        assertThat(count(COPY, production, "select 1")).isEqualTo(1);
        lab.execute(r -> r.resourceArn(COPY).secretArn(secret).sql("alter role app_user nologin"));
        assertThatThrownBy(() -> count(COPY, production, "select 1"))
                .isInstanceOf(DatabaseErrorException.class)
                .hasMessageContaining("28000");
        assertThat(count(SqlLab.CLUSTER, production, "select 1")).isEqualTo(1);
        assertThat(lab.one("select 1").longValue()).isEqualTo(1);
    }

    @Test
    void whatCantBeRestoredIsRefused() {
        assertThatThrownBy(() -> restore("none")).isInstanceOf(DbClusterSnapshotNotFoundException.class);
        lab.rds.createDBClusterSnapshot(r -> r.dbClusterIdentifier("lab").dbClusterSnapshotIdentifier("young"));
        assertThatThrownBy(() -> restore("young")).isInstanceOf(InvalidDbClusterSnapshotStateException.class);
        lab.clock.advance(Duration.ofMinutes(10));
        restore("young");
        assertThatThrownBy(() -> restore("young")).isInstanceOf(DbClusterAlreadyExistsException.class);
    }

    @Test
    void aNewNameIsTakenInMinutesAndTheDataApiIsOffUntilItIsSwitchedAgain() {
        assertThatThrownBy(() -> lab.rds.modifyDBCluster(r -> r.dbClusterIdentifier("lab")
                        .newDBClusterIdentifier("lab")
                        .applyImmediately(true)))
                .isInstanceOf(DbClusterAlreadyExistsException.class);
        lab.rds.modifyDBCluster(r ->
                r.dbClusterIdentifier("lab").newDBClusterIdentifier("other").applyImmediately(true));
        lab.clock.advance(Duration.ofSeconds(25));
        assertThat(lab.cluster("lab").status()).isEqualTo("renaming");
        lab.clock.advance(Duration.ofMinutes(3));
        DBCluster other = lab.cluster("other");
        assertThat(other.status()).isEqualTo("available");
        assertThatThrownBy(() -> count(other.dbClusterArn(), SqlLab.SECRET, "select 1"))
                .isInstanceOf(HttpEndpointNotEnabledException.class);
        lab.rds.disableHttpEndpoint(r -> r.resourceArn(other.dbClusterArn()));
        lab.rds.enableHttpEndpoint(r -> r.resourceArn(other.dbClusterArn()));
        assertThat(count(other.dbClusterArn(), SqlLab.SECRET, "select 1")).isEqualTo(1);
    }

    @Test
    void aManagedPasswordTakesThePermissionToKeepSecrets() {
        lab.simulator.change(world -> world.withheld().add("secretsmanager:CreateSecret"));
        assertThatThrownBy(() -> lab.rds.modifyDBCluster(
                        r -> r.dbClusterIdentifier("lab").manageMasterUserPassword(true)))
                .isInstanceOf(RdsException.class)
                .hasMessageContaining("secretsmanager:CreateSecret");
    }
}
