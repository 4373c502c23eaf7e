package io.rdsmaint.engine;

import java.time.Duration;

/**
 * When to look again at something that AWS does in its own time: not before it can be done, then closely until twice the usual
 * time has passed, and further and further apart after that.
 */
final class PollInterval {
    /** An invocation for each look: closer ones show nothing new; chosen. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    /** How late the end is seen at most where it is due: a little sooner, on average, than by looking every 30 seconds; chosen. */
    private static final Duration CLOSE = Duration.ofSeconds(28);

    /** How long an operation goes without a look: somebody may want to know how it stands, and trouble shows by itself; chosen. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Part of this time in which an end is left to its event: it is rare, and that its event is lost besides, rarer; chosen. */
    private static final int RARELY_SOONER = 8;

    /** How late an end is seen whose event is lost; chosen. */
    private static final Duration SPARSE = Duration.ofSeconds(52);

    /** The same of long steps; chosen. */
    private static final Duration SPARSEST = Duration.ofSeconds(62);

    /** Of short steps the end is seen within a tenth of their usual time, of overdue ones within an eighth of the delay; chosen. */
    private static final int TENTH = 10;

    private static final int EIGHTH = 8;

    /** Share of the interval by which the looks of many operations differ; chosen. */
    private static final double SPREAD = 0.2;

    private PollInterval() {}

    /**
     * The time until the next look.
     *
     * @param elapsed since the step's call, or since the step began
     * @param usual how long the step takes
     * @param random from 0 to 1, spreads the looks of many operations
     */
    static Duration next(Duration elapsed, UsualTime usual, double random) {
        Duration untilEarliest = usual.earliest().minus(elapsed);
        Duration close = clamp(usual.middle().dividedBy(TENTH), LEAST, CLOSE);
        if (untilEarliest.compareTo(close) > 0) {
            return clamp(spread(untilEarliest, 1 + SPREAD / 2, random), LEAST, LONGEST);
        }
        Duration overdue = elapsed.minus(usual.middle().multipliedBy(2));
        return spread(clamp(overdue.dividedBy(EIGHTH), close, LONGEST), 1, random);
    }

    /**
     * The time until the next look where an event is likely to tell first: no later than that before it can be done, and from then on
     * so often that an event which is lost costs a minute or two.
     *
     * @param elapsed since the step's call, or since the step began
     * @param usual how long the step takes
     * @param random from 0 to 1, spreads the looks of many operations
     */
    static Duration besideEvents(Duration elapsed, UsualTime usual, double random) {
        Duration untilEarliest = usual.earliest()
                .multipliedBy(RARELY_SOONER)
                .dividedBy(RARELY_SOONER - 1)
                .minus(elapsed);
        Duration sparse = clamp(usual.middle().dividedBy(TENTH), SPARSE, SPARSEST);
        return untilEarliest.compareTo(sparse) > 0
                ? clamp(spread(untilEarliest, 1 + SPREAD / 2, random), LEAST, LONGEST)
                : spread(sparse, 1, random);
    }

    private static Duration spread(Duration wanted, double middle, double random) {
        return Duration.ofMillis(Math.round(wanted.toMillis() * (middle - SPREAD / 2 + SPREAD * random)));
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
    }
}
