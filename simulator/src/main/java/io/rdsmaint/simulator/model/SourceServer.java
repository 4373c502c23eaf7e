package io.rdsmaint.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A server that Elastic Disaster Recovery replicates. */
public final class SourceServer {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final String id;
    private final String arn;
    private final String hostname;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private String replication = "CONTINUOUS";
    private Duration lag = Duration.ZERO;
    private @Nullable String launchInto;
    private @Nullable LastLaunch lastLaunch;
    private int failures;
    private @Nullable Instant replicatedSince;
    private Settings settings = new Settings("BASIC", false);

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

    /** How it is launched, as far as that is modelled. */
    public record Settings(String rightSizing, boolean copyTags) {}

    /**
     * A point in time from which it can be launched.
     *
     * @param at the time that its data are of
     */
    public record Snapshot(String id, Instant at) {}

    public Settings settings() {
        return settings;
    }

    public void settings(Settings value) {
        settings = value;
    }

    /** From when on it has snapshots, instead of from ever. */
    public void replicatedSince(Instant value) {
        replicatedSince = value;
    }

    /** What is kept, oldest first: of each tenth minute of the last hour, each hour of the last day, each day of the last week. */
    public List<Snapshot> snapshots(Instant now) {
        if (!recoverable()) {
            return List.of();
        }
        Set<Instant> kept = new TreeSet<>();
        keep(kept, now, TEN_MINUTES, Duration.ofHours(1));
        keep(kept, now, Duration.ofHours(1), Duration.ofDays(1));
        keep(kept, now, Duration.ofDays(1), Duration.ofDays(7));
        Instant since = replicatedSince;
        return kept.stream()
                .filter(at -> since == null || !at.isBefore(since))
                .map(at -> new Snapshot(
                        "pit-%s%08x".formatted(id.substring(id.length() - 9), at.getEpochSecond() / 60), at))
                .toList();
    }

    private void keep(Set<Instant> kept, Instant now, Duration every, Duration back) {
        long step = every.toSeconds();
        Instant newest = Instant.ofEpochSecond(now.minus(lag).getEpochSecond() / step * step);
        for (Instant at = newest; !at.isBefore(now.minus(back)); at = at.minus(every)) {
            kept.add(at);
        }
    }

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
