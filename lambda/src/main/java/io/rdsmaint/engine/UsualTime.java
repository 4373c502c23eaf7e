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
    private static final double EARLIEST = 0.6;

    /** By what a kind expects, where nothing better is known. */
    static UsualTime expecting(Duration expected) {
        return new UsualTime(Duration.ofMillis(Math.round(expected.toMillis() * EARLIEST)), expected);
    }
}
