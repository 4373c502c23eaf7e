package io.rdsmaint.simulator.model;

import io.rdsmaint.simulator.postgres.DatabaseSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** A transaction between calls. Each call takes it, so that none meets another in it. */
public final class OpenTransaction {

    private final String database;
    private final DatabaseSession session;
    private final Instant began;
    private boolean taken;
    private boolean aborted;
    private Instant lastUsed;

    /**
     * @param database the name that its client gave
     * @param session where it is open
     */
    public OpenTransaction(String database, DatabaseSession session, Instant now) {
        this.database = database;
        this.session = session;
        this.began = now;
        this.lastUsed = now;
    }

    public String database() {
        return database;
    }

    public DatabaseSession session() {
        return session;
    }

    public Instant began() {
        return began;
    }

    /** Takes it for a call; false while another one has it. */
    public synchronized boolean take() {
        boolean free = !taken;
        taken = true;
        return free;
    }

    /** Gives it back. */
    public synchronized void leave(Instant now) {
        taken = false;
        lastUsed = now;
    }

    /** Rolls back what it did: after an error nothing of it is left, and only its end is taken. */
    public synchronized void abort() {
        aborted = true;
        try {
            session.connection().rollback();
        } catch (SQLException e) {
            session.close();
        }
    }

    /** True once an error has ended it. */
    public synchronized boolean aborted() {
        return aborted;
    }

    /** How much longer it may stay idle. */
    public synchronized Duration idleFor(Instant now, Duration longest) {
        Duration left = Duration.between(now, lastUsed.plus(longest));
        return left.isPositive() ? left : longest;
    }

    /** True when no call has had it since a moment. */
    public synchronized boolean idleSince(Instant moment) {
        return !taken && !lastUsed.isAfter(moment);
    }
}
