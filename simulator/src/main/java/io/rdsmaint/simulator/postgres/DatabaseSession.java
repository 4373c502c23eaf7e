package io.rdsmaint.simulator.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** One connection of a client. Closing it rolls back what it has not committed. Safe to stop from another thread. */
public final class DatabaseSession implements AutoCloseable {

    private final ClusterDatabases databases;
    private final PostgresServer server;
    private final Connection connection;
    private final int pid;
    private volatile boolean lost;

    DatabaseSession(ClusterDatabases databases, PostgresServer server, Connection connection) throws SQLException {
        this.databases = databases;
        this.server = server;
        this.connection = connection;
        this.pid = connection.unwrap(PGConnection.class).getBackendPID();
    }

    /** For statements; only the thread that opened the session uses it. */
    public Connection connection() {
        return connection;
    }

    /** The process id of its backend: what {@code pg_stat_activity} and {@code pg_locks} know it by. */
    public int pid() {
        return pid;
    }

    /** True once the cluster's writer went away under it. */
    public boolean lost() {
        return lost;
    }

    /** Asks the server to stop the statement that runs, if one does. */
    public void cancel() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // The backend is gone, and its statement with it.
        }
    }

    /** Ends the backend, as {@code pg_terminate_backend} does; when this returns its work is rolled back. */
    public void kill() {
        server.terminate(pid);
    }

    void lose() {
        lost = true;
        kill();
    }

    @Override
    public void close() {
        databases.closed(this);
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone either way.
        }
    }
}
