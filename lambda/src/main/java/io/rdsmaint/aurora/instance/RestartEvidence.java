package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.gateway.cloudwatch.Uptime;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What shows whether an instance has restarted. A reboot is over within a minute or two, so that two looks may well miss
 * it; each trace alone is enough, and none of them is sure to be there.
 *
 * @param status of the instance
 * @param parameters how far it runs with its parameter groups' values, by the group
 * @param events of the instance, oldest first
 * @param uptime of its database, as CloudWatch last had it; empty when unknown
 */
record RestartEvidence(String status, Map<String, String> parameters, List<RdsEvent> events, Optional<Uptime> uptime) {
    private static final String RESTARTED = "restarted";
    private static final String EVENTS = "events";
    private static final String PARAMETERS = "parameters";
    private static final String PENDING_REBOOT = "pending-reboot";
    private static final String IN_SYNC = "in-sync";

    /** That an instance has restarted, and what told so. */
    record Proof(String by, Instant at) {}

    /** What is there before a reboot, and so proves nothing later. */
    ObjectNode asBefore() {
        ObjectNode before = Json.object().put("status", status);
        before.set(PARAMETERS, Json.map(parameters));
        before.set(
                EVENTS,
                Json.texts(events.stream()
                        .filter(e -> e.message().contains(RESTARTED))
                        .map(RestartEvidence::key)
                        .toList()));
        uptime.ifPresent(
                u -> before.putObject("uptime").put("at", u.at().toString()).put("seconds", u.seconds()));
        return before;
    }

    /** True while it restarts, by whomever. */
    boolean underWay() {
        return status.equals("rebooting");
    }

    /**
     * What proves a restart since a call was made.
     *
     * @param before what {@link #asBefore} kept at that time: the same again proves nothing
     */
    Optional<Proof> proof(Instant called, JsonNode before, Instant now) {
        if (underWay()) {
            return Optional.of(new Proof("status rebooting", now));
        }
        Collection<String> known = Json.texts(before.path(EVENTS));
        Optional<Proof> event = restart(called)
                .filter(e -> !known.contains(key(e)))
                .map(e -> new Proof("event: " + e.message(), e.at()));
        if (event.isPresent()) {
            return event;
        }
        Optional<String> synced = parameters.entrySet().stream()
                .filter(p -> p.getValue().equals(IN_SYNC)
                        && before.path(PARAMETERS).path(p.getKey()).asText().equals(PENDING_REBOOT))
                .map(Map.Entry::getKey)
                .findFirst();
        return synced.map(group -> new Proof("parameter " + group + " is in sync", now))
                .or(() -> sinceUptime(called));
    }

    /** What proves a restart since a moment, nothing having been kept at that time. */
    Optional<Proof> since(Instant moment) {
        return restart(moment)
                .map(e -> new Proof("event: " + e.message(), e.at()))
                .or(() -> sinceUptime(moment));
    }

    private Optional<Proof> sinceUptime(Instant moment) {
        return uptime.filter(u -> u.startedAfter(moment))
                .map(u -> new Proof("EngineUptime", u.at().minusSeconds(u.seconds())));
    }

    /** The last time that an event says that the instance restarted. */
    Optional<RdsEvent> restart(Instant since) {
        return said(RESTARTED, since);
    }

    /** The last time that an event says that the instance went down. */
    Optional<RdsEvent> shutdown(Instant since) {
        return said("shutdown", since);
    }

    private Optional<RdsEvent> said(String word, Instant since) {
        return events.stream()
                .filter(e -> e.message().contains(word) && !e.at().isBefore(since))
                .reduce((first, second) -> second);
    }

    /**
     * What proves that a call had no effect and can have none any more: AWS would refuse it by now, and the database,
     * measured after that, has been up since before the call.
     */
    Optional<String> disproof(SavedIntent intent) {
        return uptime.filter(u -> !underWay())
                .filter(u -> !u.at().isBefore(intent.expiredAt()) && u.startedBefore(intent.at()))
                .map(u -> "disproved: by EngineUptime, " + u.seconds() + " s at " + u.at()
                        + ", the database has been up since before the call");
    }

    /** True when the database, measured that long after a call was accepted, has been up since before the call. */
    boolean upThroughout(Instant called, Duration after) {
        return uptime.filter(u -> !u.at().isBefore(called.plus(after)) && u.startedBefore(called))
                .isPresent();
    }

    /** Events have no id; the same text at the same time is the same event. */
    private static String key(RdsEvent event) {
        return event.at() + " " + event.message();
    }
}
