package io.rdsmaint.testkit.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.scenario.ClusterBuilder;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Visits;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.OperationTestRunner;
import io.rdsmaint.testkit.TestClients;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.rdsdata.model.Field;

/** Runs a pipeline on a simulated cluster whose database is a real one, with visits in it. */
public final class SqlTestRunner extends OperationTestRunner<SqlTestRunner> {
    /** The cluster with the database {@code app}. */
    public static final String CLUSTER = "demo-sql";

    public static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:demo-sql-AbCdEf";
    private static final String ARN = "arn:aws:rds:us-east-1:123456789012:cluster:" + CLUSTER;
    private static final long SEED = 51;

    /** Doubles each score, in the row and nowhere else: twice would show. */
    public static final String DOUBLE =
            "UPDATE {app}.visits v SET score = v.score * 2, flag = v.flag + 1 WHERE {{piece v}}";

    /** Somebody else's client. */
    public final RdsDataClient data;

    public SqlTestRunner(int rows) {
        this(rows, ClusterBuilder::dataApi);
    }

    /** On a cluster of another kind. */
    public SqlTestRunner(int rows, Consumer<ClusterBuilder> more) {
        super(scenario(rows, more), "sql_pipeline");
        data = TestClients.over(simulator.httpClient(), clock)
                .changing(RdsDataClient.builder(), TestClients.PLACE, Duration.ofSeconds(50));
        params.put("cluster_id", CLUSTER);
        parameters.put("pipeline", "nightly").put("database", "app").put("secret_arn", SECRET);
        parameters.putObject("bindings").put("app", "public");
        parameters.putObject("publish").put("approval", false);
    }

    private static Scenario scenario(int rows, Consumer<ClusterBuilder> more) {
        return Scenario.of(
                "sql-test",
                stage -> stage.cluster(CLUSTER, EngineVersions.POSTGRES, "16.6", cluster -> {
                            cluster.instance("demo-sql-1", "db.r6g.large", "us-east-1a")
                                    .instance("demo-sql-2", "db.r6g.large", "us-east-1b")
                                    .masterUser("demo_admin", "demo-password")
                                    .database("app", Visits.script(rows, SEED));
                            more.accept(cluster);
                        })
                        .secret("demo-sql", "demo_admin", "demo-password"));
    }

    @Override
    protected SqlTestRunner self() {
        return this;
    }

    /** Adds a phase in pieces. */
    public ObjectNode chunked(String name, String sql, String key, int rows) {
        ObjectNode phase =
                parameters.withArray("phases").addObject().put("name", name).put("kind", "chunked");
        phase.putObject("sql").put("inline", sql);
        ObjectNode chunk =
                phase.putObject("chunk").put("source", "{app}.visits").put("target_rows", rows);
        chunk.putArray("keys").add(key);
        return phase;
    }

    /** Adds a phase of statements. */
    public ObjectNode script(String name, String sql) {
        ObjectNode phase =
                parameters.withArray("phases").addObject().put("name", name).put("kind", "sql");
        phase.putObject("sql").put("inline", sql);
        return phase;
    }

    /** With a flag that others read, and two cron jobs that are switched off meanwhile. */
    public SqlTestRunner quiesced() {
        ObjectNode quiesce = parameters.putObject("quiesce");
        quiesce.putArray("cron_jobs").add("refresh-scores").add("purge-visits");
        ObjectNode flag = quiesce.putObject("flag");
        for (String state : List.of("start", "ok", "failed")) {
            flag.put(state, "UPDATE {app}.pipeline_state SET state = '" + state + "' WHERE name = 'nightly'");
        }
        return this;
    }

    /** Adds a comparison with a value. */
    public void reconcile(String name, String sql, String op, int expected) {
        parameters
                .withArray("reconcile")
                .addObject()
                .put("name", name)
                .put("sql", sql)
                .put("op", op)
                .put("expected", expected);
    }

    /** Executes a statement as somebody else; answers the rows, their values parted by blanks. */
    public List<String> sql(String text) {
        return data
                .executeStatement(r ->
                        r.resourceArn(ARN).secretArn(SECRET).database("app").sql(text))
                .records()
                .stream()
                .map(row -> row.stream().map(SqlTestRunner::value).collect(Collectors.joining(" ")))
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

    /** The state that the flag tells. */
    public String flag() {
        return sql("SELECT state FROM pipeline_state WHERE name = 'nightly'").getFirst();
    }

    /** The cron jobs that are on. */
    public List<String> jobs() {
        return sql("SELECT jobname FROM cron.job WHERE active ORDER BY jobname");
    }

    /** How often each row was touched: {@code flag count}. */
    public List<String> touched() {
        return sql("SELECT flag, count(*) FROM visits GROUP BY flag ORDER BY flag");
    }

    /** An edit of a person's, as JSON. */
    public ObjectNode edit(String operationId, String params) {
        ObjectNode event = JsonTrees.object().put("action", "resume").put("operation_id", operationId);
        event.putObject("edit").set("params", JsonTrees.read(params));
        return event;
    }
}
