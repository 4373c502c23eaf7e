package io.rdsmaint.simulator.dataapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.OpenTransaction;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.postgres.DatabaseSession;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.rules.DatabaseRule.Course;
import io.rdsmaint.simulator.rules.DatabaseRule.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One statement on its way through a database. It runs in real time; a call that takes longer than it may is given up, and
 * what becomes of the statement then is the caller's choice. A course that is given lets it last by the simulated clock: what
 * it locks stays locked, and what it did stays unseen until then.
 */
final class Execution implements Work {

    /** How long a call may take, by the simulated clock. */
    static final Duration LIMIT = Duration.ofSeconds(45);

    private static final Duration WIND_UP = Duration.ofSeconds(5);
    private static final String NOT_IN_A_TRANSACTION = "25001";

    /** A statement, or several that belong together. */
    @FunctionalInterface
    interface Statements {
        ObjectNode run(Connection connection) throws SQLException;
    }

    private final World world;
    private final Access access;
    private final String database;
    private final Optional<OpenTransaction> transaction;
    private final boolean goesOn;
    private final Course course;
    private final Statements statements;
    private final Instant began;
    private final Duration limit;
    private final CompletableFuture<ObjectNode> result = new CompletableFuture<>();
    private volatile @Nullable DatabaseSession session;

    /**
     * Prepares a statement, while nothing else moves.
     *
     * @param transaction where it runs; without one it commits by itself
     * @param goesOn true when the statement goes on after its call was given up
     */
    Execution(
            Access access,
            String database,
            Optional<OpenTransaction> transaction,
            boolean goesOn,
            Course course,
            Statements statements) {
        this.world = access.cluster().site().world();
        this.access = access;
        this.database = database;
        this.transaction = transaction;
        this.goesOn = goesOn;
        this.course = course;
        this.statements = statements;
        this.began = world.clock().instant();
        this.limit = world.statementLimit();
        if (held() && beyond() && goesOn) {
            world.after(course.length(), "statement", this::finish);
        }
    }

    private boolean held() {
        return transaction.isEmpty() && course.length().isPositive();
    }

    private boolean beyond() {
        return course.length().compareTo(LIMIT) >= 0;
    }

    @Override
    public ObjectNode run(Consumer<Duration> sleep) {
        DatabaseSession opened = transaction.map(OpenTransaction::session).orElseGet(() -> access.open(database));
        session = opened;
        Thread.ofVirtual().start(() -> carryOut(opened));
        try {
            ObjectNode answer = result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return course.length().isPositive() ? last(opened, answer, sleep) : answer;
        } catch (TimeoutException e) {
            return givenUp(opened, sleep);
        } catch (ExecutionException e) {
            throw refusal(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a statement ran", e);
        }
    }

    private static RuntimeException refusal(ExecutionException e) {
        return switch (e.getCause()) {
            case ApiError error -> error;
            case RuntimeException error -> error;
            case null, default -> new IllegalStateException(e);
        };
    }

    private void carryOut(DatabaseSession opened) {
        boolean kept = false;
        try {
            ObjectNode answer = attempt(opened);
            kept = held();
            leave(opened, kept);
            result.complete(answer);
        } catch (SQLException e) {
            abort(opened);
            result.completeExceptionally(DataApiError.of(e, opened));
        } catch (RuntimeException e) {
            abort(opened);
            result.completeExceptionally(e);
        }
    }

    private ObjectNode attempt(DatabaseSession opened) throws SQLException {
        Connection connection = opened.connection();
        boolean wrapped = transaction.isEmpty() && (held() || course.killed());
        try {
            if (wrapped) {
                connection.setAutoCommit(false);
            }
            ObjectNode answer = statements.run(connection);
            if (course.killed()) {
                opened.kill();
                connection.commit();
            }
            return answer;
        } catch (SQLException e) {
            if (!wrapped || course.killed() || !NOT_IN_A_TRANSACTION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback();
            connection.setAutoCommit(true);
            return statements.run(connection);
        }
    }

    private void leave(DatabaseSession opened, boolean kept) {
        if (transaction.isPresent()) {
            transaction.get().leave(world.clock().instant());
        } else if (!kept) {
            opened.close();
        }
    }

    /** After an error nothing of a transaction is left. */
    private void abort(DatabaseSession opened) {
        if (transaction.isPresent()) {
            transaction.get().leave(world.clock().instant());
            transaction.get().abort();
        } else {
            undo(opened);
        }
    }

    /** Rolls back before the answer goes out: the server notices a closed connection only some time later, and keeps locks until then. */
    private static void undo(DatabaseSession opened) {
        try (opened) {
            if (!opened.connection().getAutoCommit()) {
                opened.connection().rollback();
            }
        } catch (SQLException e) {
            // Its session was ended: nothing of it is left.
        }
    }

    /** Lets a statement that has done its work last by the simulated clock. */
    private ObjectNode last(DatabaseSession opened, ObjectNode answer, Consumer<Duration> sleep) {
        sleep.accept(beyond() ? LIMIT : course.length());
        if (!beyond()) {
            commit(opened);
            return answer;
        }
        if (held() && !goesOn) {
            undo(opened);
        } else if (transaction.isPresent() && !goesOn) {
            transaction.get().abort();
        }
        throw DataApiError.timeout(opened.pid());
    }

    /** Commits a statement that went on after its call. */
    private void finish() {
        DatabaseSession opened = session;
        if (opened != null) {
            try {
                result.get(WIND_UP.toMillis(), TimeUnit.MILLISECONDS);
                commit(opened);
            } catch (ExecutionException | TimeoutException | ApiError e) {
                opened.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void commit(DatabaseSession opened) {
        if (transaction.isPresent()) {
            return;
        }
        try (opened) {
            if (!opened.connection().getAutoCommit()) {
                opened.connection().commit();
            }
        } catch (SQLException e) {
            throw DataApiError.of(e, opened);
        }
    }

    /** The call ends here, 45 simulated seconds after it began; a statement that may not go on is stopped. */
    private ObjectNode givenUp(DatabaseSession opened, Consumer<Duration> sleep) {
        if (!goesOn) {
            opened.cancel();
            try {
                return result.get(WIND_UP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                opened.kill();
            } catch (ExecutionException e) {
                // It was stopped.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Duration left = LIMIT.minus(Duration.between(began, world.clock().instant()));
        if (left.isPositive()) {
            sleep.accept(left);
        }
        throw DataApiError.timeout(opened.pid());
    }
}
