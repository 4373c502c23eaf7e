package io.rdsmaint.campaign;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.postgres.ClusterDatabases;
import io.rdsmaint.simulator.postgres.DatabaseSession;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.AwsRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What pipelines promise, whoever has a hand in it: no row is changed twice for one plan, none is left out of what is published, and
 * what was held back from others is given back.
 */
final class PipelinePromises implements Promises {
    static final String DATABASE = "app";
    static final String USER = "demo_admin";
    static final String PASSWORD = "demo-password";

    private static final String NO_LEDGER = "SELECT 1 WHERE to_regclass('ops.pieces') IS NULL";

    private final Simulator simulator;

    PipelinePromises(Simulator simulator, @SuppressWarnings("unused") BooleanSupplier meddled) {
        this.simulator = simulator;
    }

    /** Executes a statement as the database's owner, beside the API and whatever ails it. */
    static List<String> execute(Simulator simulator, String sql) {
        ClusterDatabases databases = simulator.world().sites().stream()
                .flatMap(site -> site.clusters().stream())
                .map(Cluster::databases)
                .findFirst()
                .orElseThrow();
        try (DatabaseSession session = databases.open(DATABASE, USER, PASSWORD, databases.writer());
                Statement statement = session.connection().createStatement()) {
            return statement.execute(sql) ? rows(statement.getResultSet()) : List.of();
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    private static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.append(i == 1 ? "" : " ").append(result.getString(i));
            }
            rows.add(row.toString());
        }
        return rows;
    }

    private List<String> sql(String text) {
        return execute(simulator, text);
    }

    /** Nothing is published before all of it is done. */
    @Override
    public List<String> brokenBy(LambdaInvocation from, Operation operation, AwsRequest change) {
        boolean publishes = several(change)
                && change.http().body().text().contains("\"#publish\"")
                && change.http().body().text().contains(operation.id());
        if (!publishes) {
            return List.of();
        }
        return sql("SELECT phase, piece FROM ops.pieces JOIN ops.ledgers USING (operation) WHERE runner = '"
                        + operation.id() + "' AND NOT done AND left(phase, 1) <> '#'")
                .stream()
                .map(piece -> "published, although this piece is not done: " + piece)
                .toList();
    }

    /** A piece collides with its own repeat: what must not be twice is what it does. */
    @Override
    public boolean once(AwsRequest change) {
        return false;
    }

    @Override
    public boolean several(AwsRequest change) {
        String text = change.http().body().text();
        return text.contains("ops.run_piece(") || text.contains("ops.cancel_overdue(");
    }

    @Override
    public List<String> world() {
        List<String> world = new ArrayList<>();
        sql("SELECT flag, count(*), sum(score) FROM visits GROUP BY flag ORDER BY flag")
                .forEach(row -> world.add("visits " + row));
        sql("SELECT count(*), sum(visits), sum(score) FROM daily_scores").forEach(row -> world.add("sums " + row));
        sql("SELECT jobname, active FROM cron.job ORDER BY jobname").forEach(row -> world.add("job " + row));
        sql("SELECT state FROM pipeline_state").forEach(row -> world.add("state " + row));
        return world;
    }

    /** It tells others that it did not come to its end, whatever it told before. */
    @Override
    public List<String> broughtBack(List<String> world) {
        return world.stream().filter(line -> !line.startsWith("state ")).toList();
    }

    @Override
    public List<String> leftBy(Operation operation) {
        List<String> left = new ArrayList<>();
        if (sql(NO_LEDGER).isEmpty()) {
            rows(operation, left);
        }
        if (operation.residue().isEmpty()) {
            sql("SELECT jobname FROM cron.job WHERE NOT active")
                    .forEach(job -> left.add("job " + job + " is left off"));
            sql("SELECT state FROM pipeline_state WHERE state = 'start'")
                    .forEach(_ -> left.add("the flag is left telling that the pipeline runs"));
        }
        simulator.world().sites().stream()
                .flatMap(site -> site.clusters().stream())
                .filter(cluster -> cluster.tags().containsKey("rds-maint-operation"))
                .filter(_ ->
                        operation.residue().stream().noneMatch(told -> told.startsWith("this operation's mark is on ")))
                .forEach(cluster -> left.add("the mark is left on " + cluster.id()));
        return left;
    }

    /** Each plan of the phase touches each row once; when its operation says that it is completed, it has. */
    private void rows(Operation operation, List<String> left) {
        sql("SELECT flag, count(*) FROM visits WHERE flag > (SELECT count(DISTINCT runner) FROM ops.ledgers"
                        + " JOIN ops.phases USING (operation) WHERE phase = 'update') GROUP BY flag")
                .forEach(row -> left.add("rows were done twice: " + row));
        if (operation.ending() == Operation.Ending.COMPLETED) {
            sql("SELECT count(*) FROM visits WHERE flag = 0 HAVING count(*) > 0")
                    .forEach(row -> left.add("completed, and rows were left out: " + row));
        }
    }
}
