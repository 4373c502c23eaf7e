package io.rdsmaint.simulator.dataapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.OpenTransaction;
import io.rdsmaint.simulator.postgres.DatabaseSession;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.DatabaseRule;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** Opens a transaction. */
final class BeginTransaction implements DatabaseRule {

    static final String ACTION = "BeginTransaction";

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("resourceArn", "secretArn", "database", "schema");
    }

    @Override
    public Work begin(Call call, AccountRegion site, Course course) {
        Access.noSchema(call);
        Access access = Access.of(call, site);
        String id = site.world().names().uuid();
        new Transactions(access.cluster()).watch(id);
        return sleep -> open(access, access.database(call), id, course, sleep);
    }

    private static ObjectNode open(Access access, String database, String id, Course course, Consumer<Duration> sleep) {
        DatabaseSession session = access.open(database);
        try {
            session.connection().setAutoCommit(false);
        } catch (SQLException e) {
            throw DataApiError.of(e, session);
        }
        if (course.killed()) {
            session.kill();
        }
        if (course.length().isPositive()) {
            sleep.accept(course.length());
        }
        var transaction = new OpenTransaction(
                database, session, access.cluster().site().world().clock().instant());
        access.cluster().dataApi().transactions().put(id, transaction);
        return JsonNodeFactory.instance.objectNode().put("transactionId", id);
    }
}
