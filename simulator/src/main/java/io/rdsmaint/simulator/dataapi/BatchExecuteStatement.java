package io.rdsmaint.simulator.dataapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.OpenTransaction;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.DatabaseRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Runs one statement once for each set of parameters: all of them, or none. */
final class BatchExecuteStatement implements DatabaseRule {

    static final String ACTION = "BatchExecuteStatement";

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("resourceArn", "secretArn", "sql", "database", "schema", "parameterSets", "transactionId");
    }

    @Override
    public Work begin(Call call, AccountRegion site, Course course) {
        Access.length(call, "sql", ExecuteStatement.LONGEST_SQL);
        Access.noSchema(call);
        SqlText sql = SqlText.parse(call.text("sql").orElseThrow(() -> DataApiError.invalid("sql must not be null")));
        var sets = new ArrayList<Parameters>();
        call.list("parameterSets").forEach(each -> sets.add(new Parameters(items(each))));
        if (sets.isEmpty()) {
            sets.add(new Parameters(List.of()));
        }
        Access access = Access.of(call, site);
        sets.forEach(each -> each.cover(sql));
        Optional<OpenTransaction> transaction = new Transactions(access.cluster()).take(call);
        return new Execution(
                access, access.database(call), transaction, false, course, connection -> run(connection, sql, sets));
    }

    private static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static ObjectNode run(Connection connection, SqlText sql, List<Parameters> sets) throws SQLException {
        boolean alone = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(sql.jdbc())) {
            for (Parameters each : sets) {
                each.bind(statement, sql);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        if (alone) {
            connection.commit();
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode results = answer.putArray("updateResults");
        sets.forEach(each -> results.addObject().putArray("generatedFields"));
        return answer;
    }
}
