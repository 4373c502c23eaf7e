package io.rdsmaint.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a launch made of a source server: an instance of EC2. What it is follows from the time alone. */
public final class RecoveryInstance {
    /** EC2's checks have their first result some minutes after the launch. */
    private static final Duration CHECKS = Duration.ofMinutes(3);

    /** How long a terminated instance is still listed. */
    private static final Duration LISTED = Duration.ofMinutes(10);

    private final String id;
    private final SourceServer server;
    private final String job;
    private final boolean drill;
    private final Instant snapshot;
    private final Instant from;
    private final String health;
    private @Nullable Instant until;

    RecoveryInstance(
            String id, SourceServer server, String job, boolean drill, Instant snapshot, Instant from, String health) {
        this.id = id;
        this.server = server;
        this.job = job;
        this.drill = drill;
        this.snapshot = snapshot;
        this.from = from;
        this.health = health;
    }

    /** Its id here and in EC2. */
    public String id() {
        return id;
    }

    public SourceServer server() {
        return server;
    }

    /** The job that made it. */
    public String job() {
        return job;
    }

    public boolean drill() {
        return drill;
    }

    /** The time that its data are of. */
    public Instant snapshot() {
        return snapshot;
    }

    /** True when it is listed. */
    public boolean shown(Instant now) {
        return !now.isBefore(from) && (until == null || now.isBefore(until.plus(LISTED)));
    }

    /** True when it runs and costs. */
    public boolean runs(Instant now) {
        return !now.isBefore(from) && (until == null || now.isBefore(until));
    }

    /** True from the call that makes it until it ends: also while it is on its way. */
    public boolean coming(Instant now) {
        return until == null || now.isBefore(until);
    }

    /** Its state in EC2. */
    public String state(Instant now) {
        return runs(now) ? "RUNNING" : "TERMINATED";
    }

    /** What EC2's checks say of it. */
    public String checks(Instant now) {
        return now.isBefore(from.plus(CHECKS)) ? "initializing" : health.equals("IMPAIRED") ? "impaired" : "ok";
    }

    /** From when on EC2's checks say that it is well, unless it is not. */
    public Instant wellFrom() {
        return from.plus(CHECKS);
    }

    /** Whether its agent of Systems Manager has reported. */
    public boolean managed(Instant now) {
        return runs(now) && !now.isBefore(from.plus(CHECKS)) && !health.equals("UNMANAGED");
    }

    /** When it ends, if that is known. */
    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    void end(Instant at) {
        until = at;
    }
}
