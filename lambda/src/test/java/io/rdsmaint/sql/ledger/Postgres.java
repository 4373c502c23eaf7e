package io.rdsmaint.sql.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A database of its own on the one PostgreSQL of this process, used by somebody who is no superuser. */
final class Postgres implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "ledger_" + COUNT.incrementAndGet();
    private final Connection connection;

    Postgres() {
        try (Connection admin = connect("postgres", "postgres");
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " OWNER worker");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        connection = connect();
    }

    private static final class Server {
        static final EmbeddedPostgres ONE = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "60")
                        .setServerConfig("fsync", "off")
                        .start();
                try (Connection admin = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
                        Statement statement = admin.createStatement()) {
                    statement.execute("CREATE ROLE worker LOGIN");
                }
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Another session of the same somebody. */
    Connection connect() {
        return connect("worker", name);
    }

    private static Connection connect(String user, String database) {
        try {
            return DriverManager.getConnection(Server.ONE.getJdbcUrl(user, database));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A session that may end others. */
    Connection superuser() {
        return connect("postgres", name);
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + " in " + sql.substring(0, Math.min(200, sql.length())), e);
        }
    }

    List<Map<String, Object>> query(String sql, @Nullable Object... parameters) {
        try {
            return query(connection, sql, parameters);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Map<String, Object>> query(Connection session, String sql, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<Map<String, Object>> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.put(found.getMetaData().getColumnLabel(i), found.getObject(i));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    /** The only value of the only row. */
    Object value(String sql, @Nullable Object... parameters) {
        return query(sql, parameters).getFirst().values().iterator().next();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
