package io.rdsmaint.simulator.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * A PostgreSQL server: that of this process, or one over a volume of its own. It starts with the first statement, on loopback and with passwords, and goes with
 * the process however that ends: a shell that waits for the process's pipe to close stops it and removes its files.
 */
final class PostgresServer {

    private static final String SUPERUSER = "postgres";
    private static final String CONFIRMED = "select pg_terminate_backend(?, 5000)";

    /** What makes it quick to start and to fill; nothing in it outlives the process. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "off"),
            Map.entry("full_page_writes", "off"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("autovacuum", "off"),
            Map.entry("jit", "off"),
            Map.entry("shared_buffers", "64MB"),
            Map.entry("scram_iterations", "16"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("log_min_messages", "panic"),
            Map.entry("log_min_error_statement", "panic"));

    /** Of servers over volumes, of which there are many at a time. */
    private static final String BUFFERS_OF_A_VOLUME = "2MB";

    /** What a volume begins as; made once in a process. */
    private static final class Pristine {
        static final Image IMAGE = make();

        private static Image make() {
            try {
                PostgresServer server = start(Files.createTempDirectory("rds-maint-postgres-"), Optional.empty());
                Image image = server.image();
                server.stop();
                return image;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("PostgreSQL did not make a volume: " + e.getMessage(), e);
            }
        }
    }

    /** The superuser's password, here and in all copies. */
    private static final String PASSWORD = UUID.randomUUID().toString();

    private static @Nullable PostgresServer running;

    private final EmbeddedPostgres process;
    private final Path data;
    private final int port;
    private final Map<String, String> passwords = new HashMap<>();
    private final Map<Template, String> templates = new HashMap<>();
    private int databases;

    private PostgresServer(EmbeddedPostgres process, Path data) {
        this.process = process;
        this.data = data;
        this.port = process.getPort();
    }

    /** The server, started if it does not run yet; the first time takes some seconds. */
    static synchronized PostgresServer get() {
        if (running == null) {
            running = start();
        }
        return running;
    }

    /** What a volume begins with: no databases but those of every server, and the roles that RDS has. */
    static Image pristine() {
        return Pristine.IMAGE;
    }

    /** A server of its own over a copy of an image. */
    static PostgresServer over(Image image) throws SQLException {
        try {
            Path data = Files.createTempDirectory("rds-maint-postgres-");
            Files.delete(data);
            image.copyTo(data);
            return start(data, Optional.of(PASSWORD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresServer start() {
        try {
            return start(Files.createTempDirectory("rds-maint-postgres-"), Optional.empty());
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new IllegalStateException(
                    "PostgreSQL, on which the simulated Data API runs, did not start; it is here for Linux on amd64 and arm64: "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Starts one.
     *
     * @param known the superuser's password where the files are there already; else they are made
     */
    private static PostgresServer start(Path data, Optional<String> known) throws IOException, SQLException {
        Path binaries = cache().orElse(data.resolveSibling(data.getFileName() + "-binaries"));
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(known.isEmpty())
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(Files.createDirectories(binaries).toFile());
        SETTINGS.forEach(builder::setServerConfig);
        known.ifPresent(password ->
                builder.setConnectConfig("password", password).setServerConfig("shared_buffers", BUFFERS_OF_A_VOLUME));
        EmbeddedPostgres process = builder.start();
        watch(data);
        var server = new PostgresServer(process, data);
        if (known.isEmpty()) {
            server.lock(data);
        }
        return server;
    }

    /** What its files hold at the moment; whoever is connected has committed, or it is not in it. */
    Image image() throws IOException, SQLException {
        administer("checkpoint");
        return Image.of(data, data.resolveSibling(data.getFileName() + "-image-" + UUID.randomUUID()));
    }

    /** Ends it and removes its files. */
    void stop() {
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Image.remove(data);
    }

    /** Makes users and databases under their own names; the first user owns the databases and administers the other users. */
    void fill(List<Volume.Login> users, Map<String, String> scripts) throws SQLException {
        for (Volume.Login login : users) {
            administer(Roles.create(login.user(), login.password()));
            if (!login.equals(users.getFirst()) && !login.user().master()) {
                administer("grant " + Quoted.name(login.user().name()) + " to "
                        + Quoted.name(users.getFirst().user().name()) + " with admin true, inherit false, set false");
            }
        }
        for (Map.Entry<String, String> script : scripts.entrySet()) {
            if (!script.getKey().equals(SUPERUSER)) {
                build(new Template(script.getKey(), users.getFirst().user(), script.getValue()), script.getKey());
            }
        }
    }

    void administer(List<String> statements) throws SQLException {
        administer(SUPERUSER, statements);
    }

    /** Where the binaries are kept from one run to the next, out of others' reach; nowhere for a user without a home. */
    private static Optional<Path> cache() {
        Path home = Path.of(System.getProperty("user.home", ""));
        return Optional.of(home)
                .filter(path -> path.isAbsolute() && Files.isWritable(path))
                .map(path -> path.resolve(".cache").resolve("rds-maint-machine"));
    }

    /** Leaves a shell that outlives this process for as long as it takes to clean up. */
    private static void watch(Path data) throws IOException {
        String script = "trap '' INT TERM HUP; cat >/dev/null; kill -QUIT \"$(head -n1 \"$0/postmaster.pid\")\";"
                + " while kill -0 \"$(head -n1 \"$0/postmaster.pid\")\"; do sleep 0.1; done; rm -rf \"$0\" \"$0-binaries\"";
        new ProcessBuilder("sh", "-c", script, data.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Until here anybody on this machine could log in; from here on only who knows a password. */
    private void lock(Path data) throws SQLException, IOException {
        try (Connection open = connect(SUPERUSER, SUPERUSER, "");
                Statement statement = open.createStatement()) {
            statement.execute("alter role " + SUPERUSER + " password " + Quoted.text(PASSWORD));
            Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
            for (String role : Roles.SETUP) {
                statement.execute(role);
            }
        }
    }

    Connection connect(String database, String user, String secret) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", secret);
        properties.setProperty("ApplicationName", "RDS Data API");
        properties.setProperty("assumeMinServerVersion", "17");
        properties.setProperty("binaryTransfer", "false");
        properties.setProperty("prepareThreshold", "0");
        properties.setProperty("connectTimeout", "20");
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        return Objects.requireNonNull(new Driver().connect(url, properties), "the driver takes its own URL");
    }

    private Connection superuser(String database) throws SQLException {
        return connect(database, SUPERUSER, PASSWORD);
    }

    private void administer(String sql) throws SQLException {
        administer(SUPERUSER, List.of(sql));
    }

    private void administer(String database, List<String> statements) throws SQLException {
        try (Connection connection = superuser(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Ends a backend and waits until it is gone, so that what it had not committed is rolled back. */
    void terminate(int pid) {
        try (Connection connection = superuser(SUPERUSER);
                PreparedStatement statement = connection.prepareStatement(CONFIRMED)) {
            statement.setInt(1, pid);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the server does not take orders: " + e.getMessage(), e);
        }
    }

    /**
     * A connection of a user, who must know the password that the user has in this cluster. Roles are the server's: one user of
     * two clusters is one role, whose password is set before each login to what it is in the cluster at hand.
     *
     * @param truth the user's password
     * @param given the password of whoever wants to log in
     */
    synchronized Connection login(String database, DatabaseUser user, String truth, String given) throws SQLException {
        ensure(user, truth);
        return connect(database, user.name(), given);
    }

    /** A login of somebody whom this cluster does not know. */
    Connection stranger(String database, String user, String given) throws SQLException {
        return connect(database, user, given);
    }

    private void ensure(DatabaseUser user, String truth) throws SQLException {
        String known = passwords.get(user.name());
        if (known == null) {
            administer(Roles.create(user, truth));
        } else if (!known.equals(truth)) {
            administer("alter role " + Quoted.name(user.name()) + " password " + Quoted.text(truth));
        }
        passwords.put(user.name(), truth);
    }

    /** Makes a database like a template, which is built when first asked for; answers its name. */
    synchronized String clone(Template template, String password) throws SQLException {
        ensure(template.owner(), password);
        String source = templates.get(template);
        if (source == null) {
            source = build(template);
            templates.put(template, source);
        }
        return copy(template.database(), source, template.owner());
    }

    /** Makes a database like another one, to which nobody may be connected; answers its name. */
    synchronized String copy(String name, String source, DatabaseUser owner) throws SQLException {
        String made = name + "_" + ++databases;
        administer("create database " + Quoted.name(made) + " template " + Quoted.name(source) + " owner "
                + Quoted.name(owner.name()));
        return made;
    }

    private String build(Template template) throws SQLException {
        return build(template, "template_" + ++databases);
    }

    private String build(Template template, String made) throws SQLException {
        administer("create database " + Quoted.name(made) + " template template0 encoding 'UTF8' owner "
                + Quoted.name(template.owner().name()));
        administer(
                made,
                List.of(
                        Resources.text("cron.sql"),
                        "set session authorization "
                                + Quoted.name(template.owner().name()),
                        template.script(),
                        "reset session authorization",
                        "update cron.job set database = " + Quoted.text(template.database()),
                        "analyze"));
        return made;
    }

    /** Removes a database with whoever is connected to it. */
    void drop(String database) {
        try {
            administer("drop database if exists " + Quoted.name(database) + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException("the database " + database + " stays: " + e.getMessage(), e);
        }
    }
}
