package io.rdsmaint.simulator.model;

import java.time.Instant;
import java.util.List;

/**
 * A CloudWatch alarm.
 *
 * @param name of the alarm, unique among metric and composite alarms
 * @param watch what it looks at
 * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
 * @param reason of the state, for people
 * @param since when it came into the state
 */
public record Alarm(String name, Watch watch, String state, String reason, Instant since) {
    /** The state of an alarm that nothing is wrong for. */
    public static final String OK = "OK";

    /** The state of an alarm that rings. */
    public static final String ALARM = "ALARM";

    /** The state of an alarm whose metric has no data. */
    public static final String NO_DATA = "INSUFFICIENT_DATA";

    private static final int PERIODS = 3;

    /** What an alarm looks at. */
    public sealed interface Watch {}

    /**
     * A metric in the namespace {@code AWS/RDS}, period by period of a minute.
     *
     * @param metric its name
     * @param instance identifier of the instance
     * @param threshold alarms when greater
     * @param periods alarms after this many in a row
     * @param followed false for a state that stays as the scenario or an outsider sets it
     */
    public record Metric(String metric, String instance, double threshold, int periods, boolean followed)
            implements Watch {}

    /** Other alarms: it rings while any of them does. */
    public record AnyOf(List<String> alarms) implements Watch {
        public AnyOf {
            alarms = List.copyOf(alarms);
        }
    }

    /** A metric alarm whose state stays as it is set. */
    public Alarm(String name, String metric, String instance, double threshold, String state) {
        this(name, new Metric(metric, instance, threshold, PERIODS, false), state, "", Instant.EPOCH);
    }

    /** A metric alarm that rings when its metric has been above the threshold for three minutes. */
    public static Alarm following(String name, String metric, String instance, double threshold) {
        return new Alarm(name, new Metric(metric, instance, threshold, PERIODS, true), OK, "", Instant.EPOCH);
    }

    /** A composite alarm that rings while any of the others does. */
    public static Alarm anyOf(String name, String... alarms) {
        return new Alarm(name, new AnyOf(List.of(alarms)), OK, "", Instant.EPOCH);
    }

    /** The same alarm in a state; it is in it since {@code now} unless it was already. */
    public Alarm turned(String newState, String newReason, Instant now) {
        return new Alarm(
                name, watch, newState, newReason, newState.equals(state) && since.isAfter(Instant.EPOCH) ? since : now);
    }

    /** The rule of a composite alarm as CloudWatch writes it; empty for a metric alarm. */
    public String rule() {
        return watch instanceof AnyOf any
                ? String.join(
                        " OR ",
                        any.alarms().stream().map(a -> "ALARM(\"" + a + "\")").toList())
                : "";
    }
}
