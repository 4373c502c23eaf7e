package io.rdsmaint.simulator.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The storage of one cluster whose roles are its own: a server that runs from the first connection on, with what was declared or with
 * what an image holds. Safe to share between threads.
 */
final class Volume {
    /** Somebody who may log in, and the password with which it begins. */
    record Login(DatabaseUser user, String password) {}

    private final Map<String, Login> users;
    private final Map<String, String> scripts;
    private final @Nullable Image image;
    private @Nullable PostgresServer server;

    /**
     * A volume that begins with what is declared until the first connection.
     *
     * @param users the first one owns the databases
     * @param scripts what each database begins with
     */
    Volume(Map<String, Login> users, Map<String, String> scripts) {
        this(users, scripts, null);
    }

    private Volume(Map<String, Login> users, Map<String, String> scripts, @Nullable Image image) {
        this.users = users;
        this.scripts = scripts;
        this.image = image;
    }

    /** Connects, if the server lets that user in. */
    Connection connect(String database, String user, String password) throws SQLException {
        return server().connect(database, user, password);
    }

    /** The server over it. */
    synchronized PostgresServer server() throws SQLException {
        PostgresServer running = server;
        if (running == null) {
            running = PostgresServer.over(image == null ? PostgresServer.pristine() : image);
            server = running;
            if (image == null) {
                running.fill(List.copyOf(users.values()), Map.copyOf(scripts));
            }
        }
        return running;
    }

    /**
     * Another volume with what this one holds at the moment.
     *
     * @param sameUsers where its users are kept, empty yet
     */
    synchronized Volume copy(Map<String, Login> sameUsers) {
        sameUsers.putAll(users);
        Map<String, String> sameScripts = Map.copyOf(scripts);
        if (server == null) {
            return new Volume(sameUsers, sameScripts, image);
        }
        try {
            return new Volume(sameUsers, sameScripts, server.image());
        } catch (SQLException e) {
            throw new IllegalStateException("the volume was not copied: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a user another password, as the control plane does with the master user. */
    synchronized void password(String user, String password) {
        users.computeIfPresent(user, (_, login) -> new Login(login.user(), password));
        if (server != null || image != null) {
            try {
                server().administer(List.of(
                        "alter role " + Quoted.name(user) + " login password " + Quoted.text(password)));
            } catch (SQLException e) {
                throw new IllegalStateException("the password was not set: " + e.getMessage(), e);
            }
        }
    }

    /** Stops the server and removes its files. */
    synchronized void remove() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }
}
