package io.rdsmaint.simulator.model;

import java.time.Duration;
import java.time.Instant;

/** The database process of one instance: whether it serves, since when, and how warm its cache is. */
public final class Engine {

    private boolean serving;
    private Instant startedAt;
    private Instant cacheSince;

    Engine(Instant startedAt) {
        this.startedAt = startedAt;
        this.cacheSince = startedAt;
    }

    /** True while connections are accepted. */
    public boolean serving() {
        return serving;
    }

    /** When the process last started. */
    public Instant startedAt() {
        return startedAt;
    }

    /** Since when the cache has been filling. */
    public Instant cacheSince() {
        return cacheSince;
    }

    /** Stops the process. */
    public void down() {
        serving = false;
    }

    /** Starts the process; Aurora's page cache survives a restart on the same host. */
    public void up(Instant now) {
        serving = true;
        startedAt = now;
    }

    /** Starts the process on a new host, with an empty cache. */
    public void upCold(Instant now) {
        up(now);
        cacheSince = now;
    }

    /** Percent of reads answered from the cache: cold at first, warm after some ten minutes. */
    public double hitRatio(Instant now) {
        double minutes = Duration.between(cacheSince, now).toSeconds() / 60.0;
        return 99.8 * (1 - 0.7 * Math.exp(-minutes / 2.5));
    }
}
