package io.rdsmaint.simulator.postgres;

import java.lang.ref.Cleaner;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The databases of one simulated cluster, and who is connected to them. Declaring them costs nothing: a database is made at
 * the first connection to it. It goes when the cluster does, or with whoever held the cluster. Safe to share between threads.
 */
public final class ClusterDatabases {

    /** The database that every cluster has. */
    public static final String DEFAULT = "postgres";

    /** The connection was asked for before the writer changed. */
    public static final String WRITER_CHANGED = "57P03";

    /** Removes the databases of clusters that nobody holds any more; its thread begins with the first one. */
    private static final class Leftovers {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private final Map<String, Volume.Login> users = new LinkedHashMap<>();
    private final Map<String, String> scripts = new HashMap<>(Map.of(DEFAULT, ""));
    private final Map<String, String> made = new ConcurrentHashMap<>();
    private final Set<DatabaseSession> sessions = ConcurrentHashMap.newKeySet();
    private final List<ClusterDatabases> copies = new ArrayList<>();
    private @Nullable ClusterDatabases source;
    private @Nullable Volume volume;
    private boolean registered;
    private final AtomicLong writer = new AtomicLong();

    /** Adds a user; the first one owns the databases. */
    public synchronized void user(String name, String password, boolean master) {
        users.put(name, new Volume.Login(new DatabaseUser(name, master), password));
    }

    /**
     * Declares a database.
     *
     * @param script what it begins with, run as its owner
     */
    public synchronized void database(String name, String script) {
        scripts.put(name, script);
    }

    /** Gives them a server and roles of their own, which copies have, too; to be said before anybody connects. */
    public synchronized void apart() {
        if (!made.isEmpty() || source != null) {
            throw new IllegalStateException("the databases are on the shared server already");
        }
        volume = new Volume(users, scripts);
    }

    /** The first user, who owns the databases; empty where there is none. */
    public synchronized Optional<String> master() {
        return users.keySet().stream().findFirst();
    }

    /** Gives a user another password. */
    public synchronized void password(String user, String password) {
        Volume own = volume;
        if (own == null) {
            users.computeIfPresent(user, (_, login) -> new Volume.Login(login.user(), password));
        } else {
            own.password(user, password);
        }
    }

    /** Which writer serves: a session that was wanted of one is not given by the next. */
    public long writer() {
        return writer.get();
    }

    /**
     * Connects a user.
     *
     * @param since the writer that the connection was asked of
     * @throws SQLException as the server refuses it, or with {@link #WRITER_CHANGED}
     */
    public DatabaseSession open(String database, String user, String password, long since) throws SQLException {
        DatabaseSession session = session(database, user, password);
        sessions.add(session);
        if (since != writer.get()) {
            session.close();
            throw new SQLException("the writer has changed", WRITER_CHANGED);
        }
        return session;
    }

    private DatabaseSession session(String database, String user, String password) throws SQLException {
        Volume own = volume();
        if (own != null) {
            return new DatabaseSession(this, own.server(), own.connect(database, user, password));
        }
        PostgresServer server = PostgresServer.get();
        Optional<Volume.Login> login = login(user);
        return new DatabaseSession(
                this,
                server,
                login.isPresent()
                        ? server.login(
                                physical(database),
                                login.get().user(),
                                login.get().password(),
                                password)
                        : server.stranger(physical(database), user, password));
    }

    private synchronized @Nullable Volume volume() {
        return volume;
    }

    private synchronized Optional<Volume.Login> login(String user) {
        return Optional.ofNullable(users.get(user));
    }

    void closed(DatabaseSession session) {
        sessions.remove(session);
    }

    /** Ends all sessions, as a writer's end does: what they had not committed is rolled back when this returns. */
    public void writerGone() {
        writer.incrementAndGet();
        sessions.forEach(DatabaseSession::lose);
    }

    /** Ends the backends of all sessions, as somebody with {@code pg_signal_backend} may. */
    public void kill() {
        sessions.forEach(DatabaseSession::kill);
    }

    /**
     * The databases of a cluster that begins as a copy of this one: made at their first use, with the rows of then. Those apart are
     * copied as they are now, with their roles.
     */
    public synchronized ClusterDatabases copy() {
        var copy = new ClusterDatabases();
        if (volume != null) {
            copy.scripts.putAll(scripts);
            copy.volume = volume.copy(copy.users);
            return copy;
        }
        copy.users.putAll(users);
        copy.scripts.putAll(scripts);
        copy.source = this;
        copies.add(copy);
        return copy;
    }

    /** Parts a copy from its source: what has not been copied yet, is now. */
    public synchronized void part() {
        if (source != null) {
            try {
                for (String database : source.names()) {
                    physical(database);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("the databases were not copied: " + e.getMessage(), e);
            }
            source = null;
        }
    }

    /** Removes everything; copies are made first. */
    public synchronized void drop() {
        copies.forEach(ClusterDatabases::part);
        copies.clear();
        source = null;
        writerGone();
        if (volume != null) {
            volume.remove();
        }
        made.values().forEach(name -> PostgresServer.get().drop(name));
        made.clear();
        scripts.clear();
    }

    private synchronized List<String> names() {
        var names = new ArrayList<>(made.keySet());
        if (source != null) {
            names.addAll(source.names());
        }
        return names;
    }

    private synchronized String physical(String database) throws SQLException {
        String present = made.get(database);
        if (present != null) {
            return present;
        }
        String script = scripts.get(database);
        Optional<Volume.Login> owner = users.values().stream().findFirst();
        if (script == null || owner.isEmpty()) {
            throw new SQLException("FATAL: database \"" + database + "\" does not exist", "3D000");
        }
        PostgresServer server = PostgresServer.get();
        String name = source != null && source.names().contains(database)
                ? server.copy(database, source.physical(database), owner.get().user())
                : server.clone(
                        new Template(database, owner.get().user(), script),
                        owner.get().password());
        made.put(database, name);
        remember();
        return name;
    }

    private void remember() {
        if (!registered) {
            registered = true;
            Map<String, String> names = made;
            Leftovers.CLEANER.register(
                    this,
                    () -> names.values().forEach(name -> PostgresServer.get().drop(name)));
        }
    }
}
