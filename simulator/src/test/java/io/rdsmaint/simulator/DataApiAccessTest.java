package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.model.EngineVersions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.InvalidResourceStateException;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rdsdata.model.AccessDeniedException;
import software.amazon.awssdk.services.rdsdata.model.DatabaseErrorException;
import software.amazon.awssdk.services.rdsdata.model.DatabaseNotFoundException;
import software.amazon.awssdk.services.rdsdata.model.DatabaseResumingException;
import software.amazon.awssdk.services.rdsdata.model.DatabaseUnavailableException;
import software.amazon.awssdk.services.rdsdata.model.HttpEndpointNotEnabledException;
import software.amazon.awssdk.services.rdsdata.model.InvalidSecretException;
import software.amazon.awssdk.services.rdsdata.model.SecretsErrorException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** What a call has to get past before a database hears of it. */
class DataApiAccessTest {

    private static final String OTHER = SqlLab.CLUSTER.replace(":lab", ":other");

    @Test
    void theEndpointIsSwitchedOnAndOff() {
        var lab = new SqlLab();
        assertThat(lab.cluster("lab").httpEndpointEnabled()).isTrue();
        assertThat(lab.rds
                        .disableHttpEndpoint(request -> request.resourceArn(SqlLab.CLUSTER))
                        .httpEndpointEnabled())
                .isFalse();
        assertThat(lab.cluster("lab").httpEndpointEnabled()).isFalse();
        assertThatThrownBy(() -> lab.sql("select 1")).isInstanceOf(HttpEndpointNotEnabledException.class);
        lab.rds.enableHttpEndpoint(request -> request.resourceArn(SqlLab.CLUSTER));
        assertThat(lab.one("select 1").longValue()).isEqualTo(1);
    }

    @Test
    void aRenamedClusterKeepsItsRowsAndAnswersOnceItsEndpointIsSwitchedAgain() {
        var lab = new SqlLab();
        lab.sql("update item set hits = 7");
        lab.simulator.outsider().renameCluster("lab", "other");
        assertThat(lab.cluster("other").httpEndpointEnabled()).isTrue();
        assertThatThrownBy(
                        () -> lab.execute(request -> request.resourceArn(OTHER).sql("select 1")))
                .isInstanceOf(HttpEndpointNotEnabledException.class);
        lab.rds.disableHttpEndpoint(request -> request.resourceArn(OTHER));
        lab.rds.enableHttpEndpoint(request -> request.resourceArn(OTHER));
        assertThat(lab.execute(request -> request.resourceArn(OTHER).sql("select max(hits) from item"))
                        .records()
                        .getFirst()
                        .getFirst()
                        .longValue())
                .isEqualTo(7);
    }

    @Test
    void aClusterNeedsAnInstanceAndAWriter() {
        var lab = new SqlLab(
                stage -> stage.cluster("other", EngineVersions.POSTGRES, "15.8", cluster -> cluster.dataApi()));
        assertThatThrownBy(
                        () -> lab.execute(request -> request.resourceArn(OTHER).sql("select 1")))
                .isInstanceOf(DatabaseNotFoundException.class);
        var secondary = new SqlLab(stage -> stage.cluster(
                "other",
                EngineVersions.POSTGRES,
                "15.8",
                cluster -> cluster.secondary().dataApi().instance("other-1", "db.r6g.large", "us-east-1a")));
        assertThatThrownBy(() ->
                        secondary.execute(request -> request.resourceArn(OTHER).sql("select 1")))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void burstableClassesHaveNoDataApi() {
        var lab = new SqlLab(stage -> stage.cluster(
                "other",
                EngineVersions.POSTGRES,
                "15.8",
                cluster -> cluster.dataApi().instance("other-1", "db.t4g.medium", "us-east-1a")));
        assertThatThrownBy(
                        () -> lab.execute(request -> request.resourceArn(OTHER).sql("select 1")))
                .hasMessageContaining("T DB instance classes");
        assertThatThrownBy(() -> lab.rds.enableHttpEndpoint(request -> request.resourceArn(OTHER)))
                .isInstanceOf(RdsException.class)
                .hasMessageContaining("T DB instance classes");
        lab.failOver("lab", "lab-2");
        assertThatThrownBy(() -> lab.rds.enableHttpEndpoint(request -> request.resourceArn(SqlLab.CLUSTER)))
                .isInstanceOf(InvalidResourceStateException.class);
    }

    @Test
    void aPausedClusterAnswersSomeSecondsAfterTheFirstCall() {
        var lab = new SqlLab(stage -> stage.alter("lab", cluster -> cluster.paused()));
        assertThatThrownBy(() -> lab.sql("select 1")).isInstanceOf(DatabaseResumingException.class);
        assertThatThrownBy(() -> lab.sql("select 1")).isInstanceOf(DatabaseResumingException.class);
        lab.pass(Duration.ofSeconds(20));
        assertThat(lab.one("select 1").longValue()).isEqualTo(1);
        lab.simulator.outsider().pause("lab");
        assertThatThrownBy(() -> lab.sql("select 1")).isInstanceOf(DatabaseResumingException.class);
    }

    @Test
    void theSecretMustBeThereAndHoldsAUserWhoCanLogIn() {
        var lab = new SqlLab(stage -> stage.secret("wrong", "lab_admin", "open barley")
                .secret("nobody", "nobody", "x")
                .secret("empty", "{\"username\": \"lab_admin\"}", Optional.empty())
                .secret("plain", "open sesame", Optional.empty()));
        assertThatThrownBy(() -> with(lab, "none")).isInstanceOf(SecretsErrorException.class);
        assertThatThrownBy(() -> with(lab, "empty")).isInstanceOf(InvalidSecretException.class);
        assertThatThrownBy(() -> with(lab, "plain")).isInstanceOf(InvalidSecretException.class);
        for (String name : List.of("wrong", "nobody")) {
            assertThatThrownBy(() -> with(lab, name))
                    .isInstanceOf(DatabaseErrorException.class)
                    .hasMessageContaining("FATAL: password authentication failed")
                    .hasMessageContaining("SQLState: 28P01");
        }
    }

    private static void with(SqlLab lab, String secret) {
        lab.execute(request -> request.sql("select 1").secretArn(SqlLab.SECRET.replace(":lab-", ":" + secret + "-")));
    }

    @Test
    void anUnknownDatabaseDoesNotExist() {
        assertThatThrownBy(() ->
                        new SqlLab().execute(request -> request.database("none").sql("select 1")))
                .isInstanceOf(DatabaseErrorException.class)
                .hasMessageContaining("database \"none\" does not exist")
                .hasMessageContaining("SQLState: 3D000");
    }

    @Test
    void theCallerNeedsThePermissionsOfTheCallAndOfTheSecret() {
        var statements = new SqlLab(stage -> stage.withhold("rds-data:ExecuteStatement"));
        assertThatThrownBy(() -> statements.sql("select 1"))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("rds-data:ExecuteStatement on resource: " + SqlLab.CLUSTER);
        assertThat(statements
                        .data
                        .beginTransaction(request -> request.resourceArn(SqlLab.CLUSTER)
                                .secretArn(SqlLab.SECRET)
                                .database("app"))
                        .transactionId())
                .isNotEmpty();
        var secrets = new SqlLab(stage -> stage.withhold("secretsmanager:GetSecretValue"));
        assertThatThrownBy(() -> secrets.sql("select 1"))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("secretsmanager:GetSecretValue on resource: " + SqlLab.SECRET);
        var keys = new SqlLab(stage -> stage.withhold("kms:Decrypt")
                .secret("keyed", "{\"username\": \"lab_admin\", \"password\": \"open sesame\"}", Optional.of("key")));
        assertThat(keys.one("select 1").longValue()).isEqualTo(1);
        assertThatThrownBy(() -> with(keys, "keyed")).isInstanceOf(SecretsErrorException.class);
    }

    @Test
    void secretsAreReadByTheirArnOrName() {
        var lab = new SqlLab();
        assertThat(lab.secrets
                        .getSecretValue(request -> request.secretId("lab"))
                        .secretString())
                .isEqualTo("{\"username\":\"lab_admin\",\"password\":\"open sesame\"}");
        assertThat(lab.secrets
                        .describeSecret(request -> request.secretId(SqlLab.SECRET))
                        .createdDate())
                .isEqualTo(Lab.START);
        assertThatThrownBy(() -> lab.secrets.getSecretValue(request -> request.secretId("none")))
                .isInstanceOf(ResourceNotFoundException.class);
        var denied = new SqlLab(stage -> stage.withhold("secretsmanager:GetSecretValue"));
        assertThatThrownBy(() -> denied.secrets.getSecretValue(request -> request.secretId("lab")))
                .isInstanceOf(SecretsManagerException.class)
                .hasMessageContaining("not authorized");
    }
}
