package io.rdsmaint.simulator.dataapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.OpenTransaction;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.DatabaseRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** Commits a transaction, or rolls it back. */
final class EndTransaction implements DatabaseRule {

    static final String COMMIT = "CommitTransaction";
    static final String ROLLBACK = "RollbackTransaction";

    private final String action;

    /**
     * @param action {@link #COMMIT} or {@link #ROLLBACK}
     */
    EndTransaction(String action) {
        this.action = action;
    }

    @Override
    public String action() {
        return action;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("resourceArn", "secretArn", "transactionId");
    }

    @Override
    public Work begin(Call call, AccountRegion site, Course course) {
        Access access = Access.of(call, site);
        OpenTransaction transaction = new Transactions(access.cluster())
                .take(call)
                .orElseThrow(() -> DataApiError.invalid("transactionId must not be null"));
        return sleep -> end(access.cluster(), transaction, course, sleep);
    }

    private ObjectNode end(Cluster cluster, OpenTransaction transaction, Course course, Consumer<Duration> sleep) {
        if (course.length().isPositive()) {
            sleep.accept(course.length());
        }
        if (course.killed()) {
            transaction.session().kill();
        }
        try {
            Connection connection = transaction.session().connection();
            if (action.equals(COMMIT)) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("transactionStatus", action.equals(COMMIT) ? "Transaction Committed" : "Rollback Complete");
        } catch (SQLException e) {
            throw DataApiError.of(e, transaction.session());
        } finally {
            Transactions.end(cluster, transaction);
        }
    }
}
