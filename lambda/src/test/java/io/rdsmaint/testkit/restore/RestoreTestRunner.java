package io.rdsmaint.testkit.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.ScenarioBuilder;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.OperationTestRunner;
import io.rdsmaint.testkit.TestClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.rdsdata.model.Field;

/** Restores {@code shop-staging} from the snapshot of the night of {@code shop}, both with real rows. */
public final class RestoreTestRunner extends OperationTestRunner<RestoreTestRunner> {
    public static final String TARGET = "shop-staging";
    public static final String SOURCE = "shop";
    public static final String ISOLATION = "sg-0150000000000001";

    /** Leaves nothing of a person in any row, and nothing in what is derived from rows. */
    public static final List<String> MASKS = List.of(
            "UPDATE {app}.customers SET name = 'Person ' || id, email = 'person' || id || '@masked.invalid', card = NULL",
            "UPDATE {app}.orders SET note = NULL",
            "REFRESH MATERIALIZED VIEW {app}.mail");

    /** Somebody else's clients. */
    public final RdsClient rds;

    public final RdsDataClient data;

    public RestoreTestRunner() {
        this(_ -> {});
    }

    /** In a world with something more, or something else. */
    public RestoreTestRunner(Consumer<ScenarioBuilder> more) {
        this(Scenarios.find("restore").orElseThrow().and(more));
    }

    /** In another ready-made world, with something more. */
    public static RestoreTestRunner in(String scenario, Consumer<ScenarioBuilder> more) {
        return new RestoreTestRunner(Scenarios.find(scenario).orElseThrow().and(more));
    }

    private RestoreTestRunner(Scenario scenario) {
        super(scenario, "aurora_restore");
        rds = TestClients.over(simulator.httpClient(), clock).reading(RdsClient.builder(), TestClients.PLACE);
        data = TestClients.over(simulator.httpClient(), clock)
                .changing(RdsDataClient.builder(), TestClients.PLACE, Duration.ofSeconds(50));
        params.put("cluster_id", TARGET);
        parameters.putObject("source").put("cluster_id", SOURCE);
        parameters.putArray("isolation_security_groups").add(ISOLATION);
        parameters.putObject("gates").put("before_cutover", false);
        parameters.putObject("old_cluster").put("hold_hours", 2);
        ObjectNode sql = parameters.putObject("sql");
        sql.putObject("bindings").put("app", "public");
        MASKS.forEach(mask -> sql.withArray("mask").addObject().put("inline", mask));
        verify("customers", "SELECT count(*) FROM {app}.customers", "=", "500");
    }

    @Override
    protected RestoreTestRunner self() {
        return this;
    }

    /** Adds a comparison. */
    public RestoreTestRunner verify(String name, String sql, String op, String expected) {
        parameters
                .withArray("verify")
                .addObject()
                .put("name", name)
                .put("sql", sql)
                .put("op", op)
                .put("expected", expected);
        return this;
    }

    /** The secret of a scenario's name. */
    public static String secret(String name) {
        return "arn:aws:secretsmanager:us-east-1:123456789012:secret:" + name + "-AbCdEf";
    }

    /** The secret that RDS keeps for a cluster. */
    public String managed(String cluster) {
        return cluster(cluster).masterUserSecret().secretArn();
    }

    /** Executes a statement as somebody; answers the rows, their values parted by blanks. */
    public List<String> sql(String cluster, String secret, String text) {
        return data
                .executeStatement(r -> r.resourceArn("arn:aws:rds:us-east-1:123456789012:cluster:" + cluster)
                        .secretArn(secret)
                        .database("shop")
                        .sql(text))
                .records()
                .stream()
                .map(row -> row.stream().map(RestoreTestRunner::value).collect(Collectors.joining(" ")))
                .toList();
    }

    private static String value(Field field) {
        return switch (field.type()) {
            case LONG_VALUE -> field.longValue().toString();
            case BOOLEAN_VALUE -> field.booleanValue().toString();
            case DOUBLE_VALUE -> field.doubleValue().toString();
            case STRING_VALUE -> field.stringValue();
            default -> "null";
        };
    }

    /** A cluster as described. */
    public DBCluster cluster(String name) {
        return rds.describeDBClusters(r -> r.dbClusterIdentifier(name))
                .dbClusters()
                .getFirst();
    }

    /** The clusters' resource ids by their names. */
    public Map<String, String> clusters() {
        Map<String, String> clusters = new TreeMap<>();
        rds.describeDBClusters(r -> {})
                .dbClusters()
                .forEach(c -> clusters.put(c.dbClusterIdentifier(), c.dbClusterResourceId()));
        return clusters;
    }
}
