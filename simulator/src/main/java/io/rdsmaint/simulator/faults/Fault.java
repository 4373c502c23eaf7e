package io.rdsmaint.simulator.faults;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rdsmaint.simulator.protocol.Call;

/**
 * One fault. It lets {@code skip} matching occasions pass and then strikes {@code times} times.
 *
 * @param id name for clearing it
 * @param kind what goes wrong
 * @param action the API action it concerns, or {@code *}
 * @param identifier the instance, cluster or class it concerns, or {@code *}
 * @param skip matching occasions that pass unharmed first
 * @param times how often it strikes; {@link Integer#MAX_VALUE} for until cleared
 * @param code wire error code, for errors
 * @param httpStatus HTTP status, for errors
 * @param status instance or cluster status, or what else is shown, for the kinds that need one
 * @param delaySeconds how late, for slow answers and late effects
 * @param percent how likely it strikes at an occasion at which it may, 1 to 100; the same draws for the same name
 */
public record Fault(
        String id,
        FaultKind kind,
        String action,
        String identifier,
        int skip,
        int times,
        String code,
        @JsonProperty("http_status") int httpStatus,
        String status,
        @JsonProperty("delay_seconds") int delaySeconds,
        int percent) {

    public static final String ANY = "*";

    /** Shown writers: nobody. */
    public static final String NO_WRITER = "none";

    /** Shown writers: the true one and another. */
    public static final String TWO_WRITERS = "two";

    public Fault {
        if (skip < 0 || times < 1) {
            throw new IllegalArgumentException("a fault needs skip >= 0 and times >= 1, not " + skip + " and " + times);
        }
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("a fault strikes with 1 to 100 percent, not " + percent);
        }
    }

    /** A fault that strikes whenever it may. */
    public Fault(
            String id,
            FaultKind kind,
            String action,
            String identifier,
            int skip,
            int times,
            String code,
            int httpStatus,
            String status,
            int delaySeconds) {
        this(id, kind, action, identifier, skip, times, code, httpStatus, status, delaySeconds, 100);
    }

    private static Fault of(FaultKind kind, String action, String identifier) {
        return new Fault("", kind, action, identifier, 0, 1, "InternalFailure", 500, "", 0);
    }

    /** Refuses a call of {@code action} with {@code code}. */
    public static Fault error(String action, String code, int httpStatus) {
        return new Fault("", FaultKind.ERROR, action, ANY, 0, 1, code, httpStatus, "", 0);
    }

    /** Refuses a call of {@code action} as throttled. */
    public static Fault throttle(String action) {
        return error(action, "Throttling", 400);
    }

    /** Answers a call of {@code action} with a server error although it took effect. */
    public static Fault errorAfterEffect(String action, String code, int httpStatus) {
        return new Fault("", FaultKind.ERROR_AFTER_EFFECT, action, ANY, 0, 1, code, httpStatus, "", 0);
    }

    /** Answers late. */
    public static Fault slow(String action, int delaySeconds) {
        return new Fault("", FaultKind.SLOW, action, ANY, 0, 1, "", 200, "", delaySeconds);
    }

    /** Breaks the connection before the call has an effect. */
    public static Fault cutBeforeEffect(String action) {
        return of(FaultKind.CUT_BEFORE_EFFECT, action, ANY);
    }

    /** Breaks the connection after the call took effect. */
    public static Fault cutAfterEffect(String action) {
        return of(FaultKind.CUT_AFTER_EFFECT, action, ANY);
    }

    /** Breaks the connection before the call has an effect, which it has so many seconds later. */
    public static Fault cutBeforeLateEffect(String action, int delaySeconds) {
        return new Fault("", FaultKind.CUT_BEFORE_LATE_EFFECT, action, ANY, 0, 1, "", 200, "", delaySeconds);
    }

    /** Ends the session of the statement that a call of {@code action} runs before it commits. */
    public static Fault killed(String action) {
        return of(FaultKind.KILLED, action, ANY);
    }

    /** Answers a describe with what it last answered. */
    public static Fault stale(String action) {
        return of(FaultKind.STALE, action, ANY);
    }

    /** Holds the instance's or cluster's status until cleared. */
    public static Fault stuck(String identifier) {
        return of(FaultKind.STUCK, ANY, identifier).untilCleared();
    }

    /** Ends what {@code action} starts in a status that it should not end in. */
    public static Fault endsInStatus(String action, String identifier, String status) {
        return new Fault("", FaultKind.ENDS_IN_STATUS, action, identifier, 0, 1, "", 200, status, 0);
    }

    /** Lets what {@code action} starts on a cluster end available with nothing changed. */
    public static Fault noEffect(String action, String identifier) {
        return new Fault("", FaultKind.NO_EFFECT, action, identifier, 0, 1, "", 200, "", 0);
    }

    /** Shows a status that is not the true one, until cleared. */
    public static Fault showsStatus(String identifier, String status) {
        return new Fault("", FaultKind.SHOWS_STATUS, ANY, identifier, 0, Integer.MAX_VALUE, "", 200, status, 0);
    }

    /** Shows a status and the true one in turn, until cleared. */
    public static Fault flapping(String identifier, String status) {
        return new Fault("", FaultKind.FLAPPING, ANY, identifier, 0, Integer.MAX_VALUE, "", 200, status, 0);
    }

    /**
     * Shows other writers of a cluster than the true one, until cleared.
     *
     * @param writers {@link #NO_WRITER}, {@link #TWO_WRITERS} (the true one and another), or names with commas between
     */
    public static Fault showsWriters(String cluster, String writers) {
        return new Fault("", FaultKind.SHOWS_WRITERS, ANY, cluster, 0, Integer.MAX_VALUE, "", 200, writers, 0);
    }

    /** Publishes no events about the resource, until cleared. */
    public static Fault eventsMissing(String identifier) {
        return of(FaultKind.EVENTS_MISSING, ANY, identifier).untilCleared();
    }

    /** No capacity for an instance class, until cleared; {@code *} for any class. */
    public static Fault noCapacity(String instanceClass) {
        return of(FaultKind.NO_CAPACITY, ANY, instanceClass).untilCleared();
    }

    /** Degrades the replication of a blue/green deployment, known by its name or its source's, until cleared. */
    public static Fault replicationDegraded(String deployment, String why) {
        return new Fault("", FaultKind.REPLICATION_DEGRADED, ANY, deployment, 0, Integer.MAX_VALUE, "", 200, why, 0);
    }

    /** Keeps the next switchover of a blue/green deployment, known by its name or its source's, from ending. */
    public static Fault switchoverStalls(String deployment) {
        return of(FaultKind.SWITCHOVER_STALLS, ANY, deployment);
    }

    /** The same fault for one resource only. */
    public Fault on(String onlyIdentifier) {
        return new Fault(
                id, kind, action, onlyIdentifier, skip, times, code, httpStatus, status, delaySeconds, percent);
    }

    /** The same fault, striking first at the {@code n}-th matching occasion, counted from 1. */
    public Fault fromCall(int n) {
        return new Fault(id, kind, action, identifier, n - 1, times, code, httpStatus, status, delaySeconds, percent);
    }

    /** The same fault, striking {@code count} times. */
    public Fault times(int count) {
        return new Fault(id, kind, action, identifier, skip, count, code, httpStatus, status, delaySeconds, percent);
    }

    /** The same fault, striking with this likelihood, 1 to 100. */
    public Fault percent(int likely) {
        return new Fault(id, kind, action, identifier, skip, times, code, httpStatus, status, delaySeconds, likely);
    }

    /** The same fault, striking until it is cleared. */
    public Fault untilCleared() {
        return times(Integer.MAX_VALUE);
    }

    /** The same fault under a name. */
    public Fault named(String name) {
        return new Fault(name, kind, action, identifier, skip, times, code, httpStatus, status, delaySeconds, percent);
    }

    boolean concerns(String anIdentifier) {
        return identifier.equals(ANY) || identifier.equals(anIdentifier);
    }

    boolean concerns(String anAction, String anIdentifier) {
        return (action.equals(ANY) || action.equals(anAction)) && concerns(anIdentifier);
    }

    boolean concerns(Call call) {
        return concerns(call.action(), identifier.equals(ANY) ? "" : named(call));
    }

    private String named(Call call) {
        boolean mentioned = call.input().properties().stream()
                .anyMatch(field -> field.getValue().isTextual()
                        && (field.getValue().asText().equals(identifier)
                                || field.getValue().asText().endsWith(":" + identifier)));
        return mentioned ? identifier : "";
    }
}
