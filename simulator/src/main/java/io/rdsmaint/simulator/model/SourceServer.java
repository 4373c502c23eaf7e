package io.rdsmaint.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server that Elastic Disaster Recovery replicates. */
public final class SourceServer {
    private final String id;
    private final String arn;
    private final String hostname;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private String replication = "CONTINUOUS";
    private Duration lag = Duration.ZERO;
    private @Nullable String launchInto;
    private @Nullable LastLaunch lastLaunch;
    private int failures;

    SourceServer(String id, String arn, String hostname) {
        this.id = id;
        this.arn = arn;
        this.hostname = hostname;
    }

    /**
     * What was called for last.
     *
     * @param drill false for a recovery
     * @param at when the call came
     */
    public record LastLaunch(String job, boolean drill, Instant at) {}

    public String id() {
        return id;
    }

    public String arn() {
        return arn;
    }

    public String hostname() {
        return hostname;
    }

    public Map<String, String> tags() {
        return tags;
    }

    /** How its replication stands, in the service's word. */
    public String replication() {
        return replication;
    }

    public void replication(String value) {
        replication = value;
    }

    /** How far its copy is behind. */
    public Duration lag() {
        return lag;
    }

    public void lag(Duration value) {
        lag = value;
    }

    /** The instance whose volumes a launch replaces, if it does not make a new one. */
    public Optional<String> launchInto() {
        return Optional.ofNullable(launchInto);
    }

    public void launchInto(@Nullable String instance) {
        launchInto = instance;
    }

    /** The launch that was called for last. */
    public Optional<LastLaunch> lastLaunch() {
        return Optional.ofNullable(lastLaunch);
    }

    void launched(LastLaunch launch) {
        lastLaunch = launch;
    }

    /** How many of its next launches fail. */
    public void failures(int next) {
        failures = next;
    }

    /** True when a launch that begins now fails; one less does afterwards. */
    boolean failing() {
        return failures > 0 && failures-- > 0;
    }

    /** True when there is a snapshot to launch from. */
    public boolean recoverable() {
        return !replication.equals("INITIAL_SYNC") && !replication.equals("INITIATING");
    }
}
