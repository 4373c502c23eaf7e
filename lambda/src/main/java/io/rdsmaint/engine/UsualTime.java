package io.rdsmaint.engine;

import java.time.Duration;

/**
 * How long something takes from its call on, as far as its pace needs to know.
 *
 * @param earliest before which it is not done
 * @param middle as often shorter as longer
 */
public record UsualTime(Duration earliest, Duration middle) {
    /** Share of an estimate before which it is not done; chosen, well below what was seen. */
    private static final double EARLIEST = 0.4;

    /** Share of the earliest time by which the first look after it has been: looks are spread by a fifth (PollInterval). */
    private static final double FIRST_LOOK = 1.2;

    /** What the pace of a step goes by. */
    static UsualTime of(Step step) {
        return step.usual() == null ? expecting(step.planned().expected()) : step.usual();
    }

    /**
     * How long something took, by when it was seen to be done: if nobody looked before, it may have been done for long, and half of
     * that is a better guess than the whole, which would never shrink.
     */
    Duration took(Duration seenAfter) {
        boolean atFirstLook = seenAfter.toMillis() <= earliest.toMillis() * FIRST_LOOK;
        return atFirstLook ? seenAfter.dividedBy(2) : seenAfter;
    }

    /** By what a kind expects, where nothing better is known. */
    static UsualTime expecting(Duration expected) {
        return new UsualTime(Duration.ofMillis(Math.round(expected.toMillis() * EARLIEST)), expected);
    }
}
