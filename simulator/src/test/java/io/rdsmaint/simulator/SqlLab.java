package io.rdsmaint.simulator;

import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.ScenarioBuilder;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.rdsdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.rdsdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.rdsdata.model.Field;
import software.amazon.awssdk.services.rdsdata.model.SqlParameter;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A lab with a cluster, {@code lab}, whose database {@code app} has a table {@code item} of a hundred rows. */
class SqlLab extends Lab {

    static final String CLUSTER = "arn:aws:rds:us-east-1:123456789012:cluster:lab";
    static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:lab-AbCdEf";

    final RdsDataClient data;
    final SecretsManagerClient secrets;

    SqlLab() {
        this(_ -> {});
    }

    SqlLab(Consumer<ScenarioBuilder> more) {
        super(scenario().and(more));
        data = at(RdsDataClient.builder(), simulator.httpClient()).build();
        secrets = at(SecretsManagerClient.builder(), simulator.httpClient()).build();
    }

    private static Scenario scenario() {
        return Scenario.of(
                "sql-lab",
                stage -> stage.cluster(
                                "lab",
                                EngineVersions.POSTGRES,
                                "15.8",
                                cluster -> cluster.instance("lab-1", "db.r6g.large", "us-east-1a")
                                        .instance("lab-2", "db.r6g.large", "us-east-1b")
                                        .dataApi()
                                        .masterUser("lab_admin", "open sesame")
                                        .database(
                                                "app",
                                                "create table item as select g::bigint as id, 0 as hits"
                                                        + " from generate_series(1, 100) g"))
                        .secret("lab", "lab_admin", "open sesame"));
    }

    ExecuteStatementResponse execute(Consumer<ExecuteStatementRequest.Builder> request) {
        return data.executeStatement(builder -> {
            builder.resourceArn(CLUSTER).secretArn(SECRET).database("app");
            request.accept(builder);
        });
    }

    ExecuteStatementResponse sql(String sql, SqlParameter... parameters) {
        return execute(request -> request.sql(sql).parameters(List.of(parameters)));
    }

    /** The first column of the first row. */
    Field one(String sql, SqlParameter... parameters) {
        return sql(sql, parameters).records().getFirst().getFirst();
    }

    /** Returns once a statement with a mark, as a comment in it, runs. */
    void awaitRunning(String mark) {
        String running = "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()"
                + " and datname = current_database() and query like :mark";
        while (one(running, parameter("mark", "%/* " + mark + " */%")).longValue() == 0) {
            Thread.onSpinWait();
        }
    }

    static SqlParameter parameter(String name, Field value) {
        return SqlParameter.builder().name(name).value(value).build();
    }

    static SqlParameter parameter(String name, String value) {
        return parameter(name, Field.fromStringValue(value));
    }

    static SqlParameter parameter(String name, long value) {
        return parameter(name, Field.fromLongValue(value));
    }
}
