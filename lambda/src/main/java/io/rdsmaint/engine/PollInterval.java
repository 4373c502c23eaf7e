package io.rdsmaint.engine;

import java.time.Duration;

/**
 * When to look again at something that AWS does in its own time. Looks are close together at the beginning, when most
 * refusals show, and around the moment at which it is usually done; in between and long after they are further apart.
 */
final class PollInterval {
    /** An invocation for each look: closer ones show nothing new; chosen. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    /** How late the end of a step of hours may be seen; chosen. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** The same of a step of minutes; chosen. */
    private static final Duration LEAST_LONGEST = Duration.ofMinutes(1);

    /** So that an end is seen within an eighth of the usual time; chosen. */
    private static final int LOOKS_IN_THE_USUAL_TIME = 8;

    /** Share of the interval by which the looks of many operations differ; chosen. */
    private static final double SPREAD = 0.2;

    private PollInterval() {}

    /**
     * The time until the next look.
     *
     * @param elapsed since the step began
     * @param expected how long the step usually takes
     * @param random from 0 to 1, spreads the looks of many operations
     */
    static Duration next(Duration elapsed, Duration expected, double random) {
        Duration sinceBegin = elapsed.dividedBy(2);
        Duration toUsualEnd = expected.minus(elapsed).abs().dividedBy(2);
        Duration most = clamp(expected.dividedBy(LOOKS_IN_THE_USUAL_TIME), LEAST_LONGEST, LONGEST);
        Duration wanted = clamp(sinceBegin.compareTo(toUsualEnd) < 0 ? sinceBegin : toUsualEnd, LEAST, most);
        return Duration.ofMillis(Math.round(wanted.toMillis() * (1 - SPREAD / 2 + SPREAD * random)));
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
    }
}
