package io.rdsmaint.simulator.dataapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.OpenTransaction;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.DatabaseRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Runs one statement. */
final class ExecuteStatement implements DatabaseRule {

    static final String ACTION = "ExecuteStatement";

    /** Characters that a statement may have. */
    static final int LONGEST_SQL = 65_536;

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "resourceArn",
                "secretArn",
                "sql",
                "database",
                "schema",
                "parameters",
                "transactionId",
                "includeResultMetadata",
                "continueAfterTimeout",
                "resultSetOptions",
                "formatRecordsAs");
    }

    @Override
    public Work begin(Call call, AccountRegion site, Course course) {
        Access.length(call, "sql", LONGEST_SQL);
        Access.noSchema(call);
        SqlText sql = SqlText.parse(call.text("sql").orElseThrow(() -> DataApiError.invalid("sql must not be null")));
        var parameters = new Parameters(call.list("parameters"));
        Results results = Results.of(call);
        Access access = Access.of(call, site);
        parameters.cover(sql);
        Optional<OpenTransaction> transaction = new Transactions(access.cluster()).take(call);
        return new Execution(
                access,
                access.database(call),
                transaction,
                call.bool("continueAfterTimeout").orElse(false),
                course,
                connection -> run(connection, sql, parameters, results));
    }

    private static ObjectNode run(Connection connection, SqlText sql, Parameters parameters, Results results)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.jdbc())) {
            statement.setMaxRows(Results.MOST_ROWS);
            parameters.bind(statement, sql);
            statement.execute();
            return results.read(statement);
        }
    }
}
