package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.rdsdata.model.HttpEndpointNotEnabledException;

/** Databases follow their clusters. */
class ClusterDatabasesTest {

    @Test
    void clustersOfTheSameNameHaveRowsOfTheirOwn() {
        var one = new SqlLab();
        var other = new SqlLab();
        one.sql("delete from item");
        assertThat(one.one("select count(*) from item").longValue()).isZero();
        assertThat(other.one("select count(*) from item").longValue()).isEqualTo(100);
    }

    @Test
    void theSameUserMayHaveAnotherPasswordInAnotherCluster() {
        var one = new SqlLab();
        var other = new SqlLab(stage -> stage.alter("lab", cluster -> cluster.masterUser("lab_admin", "changed"))
                .secret("lab", "lab_admin", "changed"));
        assertThat(one.one("select 1").longValue()).isEqualTo(1);
        assertThat(other.one("select 1").longValue()).isEqualTo(1);
        assertThat(one.one("select 1").longValue()).isEqualTo(1);
    }

    @Test
    void aDeletedClusterTakesItsDatabasesWithIt() {
        var lab = new SqlLab();
        String name = lab.one("select current_database()").stringValue();
        lab.simulator.change(world -> {
            var cluster = world.sites().iterator().next().cluster("lab").orElseThrow();
            cluster.instances().forEach(cluster::remove);
            cluster.attributes().put("DeletionProtection", false);
        });
        lab.rds.deleteDBCluster(request -> request.dbClusterIdentifier("lab").skipFinalSnapshot(true));
        lab.settle();
        var other = new SqlLab();
        assertThat(other.one("select count(*) from pg_database where datname = :name", SqlLab.parameter("name", name))
                        .longValue())
                .isZero();
        assertThatThrownBy(() -> lab.sql("select 1")).isInstanceOf(HttpEndpointNotEnabledException.class);
    }

    @Test
    void aGreenClusterHasTheRowsOfTheBlueOneAndAfterwardsEachItsOwn() {
        var lab = new SqlLab(stage -> stage.clusterParameterGroup("logical", "aurora-postgresql15")
                .parameter("logical", "rds.logical_replication", "1")
                .alter("lab", cluster -> cluster.parameterGroup("logical")));
        lab.sql("update item set hits = 5");
        lab.simulator.outsider().deployments().create("lab", "to-16", "16.6");
        lab.pass(Duration.ofHours(3));
        lab.settle();
        lab.sql("delete from item where id > 50");
        lab.simulator.outsider().deployments().switchOver("to-16");
        lab.settle();
        assertThat(lab.cluster("lab").engineVersion()).isEqualTo("16.6");
        assertThatThrownBy(() -> lab.sql("select 1")).isInstanceOf(HttpEndpointNotEnabledException.class);
        lab.rds.disableHttpEndpoint(request -> request.resourceArn(SqlLab.CLUSTER));
        lab.rds.enableHttpEndpoint(request -> request.resourceArn(SqlLab.CLUSTER));
        assertThat(lab.one("select sum(hits) from item").longValue()).isEqualTo(250);
        lab.sql("delete from item");
        String old = SqlLab.CLUSTER + "-old1";
        lab.rds.disableHttpEndpoint(request -> request.resourceArn(old));
        lab.rds.enableHttpEndpoint(request -> request.resourceArn(old));
        assertThat(lab.execute(request -> request.resourceArn(old).sql("select count(*) from item"))
                        .records()
                        .getFirst()
                        .getFirst()
                        .longValue())
                .isEqualTo(50);
    }

    @Test
    void theScenarioHasTheSameVisitsEachTime() {
        assertThat(sum()).isEqualTo("20000 9995341.89 31e6f209b237a6b36b5ea96e537dd1eb");
        assertThat(sum()).isEqualTo("20000 9995341.89 31e6f209b237a6b36b5ea96e537dd1eb");
    }

    private static String sum() {
        var lab = new Lab(Scenarios.find("sql").orElseThrow());
        RdsDataClient data =
                Lab.at(RdsDataClient.builder(), lab.simulator.httpClient()).build();
        return data.executeStatement(
                        request -> request.resourceArn(SqlLab.CLUSTER.replace(":lab", ":demo-sql"))
                                .secretArn(SqlLab.SECRET.replace(":lab-", ":demo-sql-"))
                                .database("app")
                                .sql(
                                        "select count(*) || ' ' || sum(score) || ' '"
                                                + " || md5(string_agg(id || patient_key || day || score, ',' order by id)) from visits"))
                .records()
                .getFirst()
                .getFirst()
                .stringValue();
    }
}
