package io.rdsmaint.engine;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A window in UTC that returns every week or every day, written as RDS does: {@code ddd:hh24:mi-ddd:hh24:mi} or
 * {@code hh24:mi-hh24:mi}.
 *
 * @param text as written
 * @param day it begins on, or null for every day
 */
public record Window(String text, @Nullable DayOfWeek day, LocalTime start, Duration length) {
    private static final long MINUTES_A_DAY = 24L * 60;

    /** To begin in, when nothing but the beginning fits: whoever waits for it wakes up some seconds later. */
    private static final Duration LEAST = Duration.ofMinutes(2);

    /** To begin in, when not even the whole window is enough. */
    private static final Duration MOST = Duration.ofMinutes(15);

    /** Reads a window; empty when the text is in neither form; one that ends as it begins is always open. */
    public static Optional<Window> parse(String text) {
        String[] ends = text.toLowerCase(Locale.ROOT).split("-", -1);
        if (ends.length != 2 || ends[0].length() != ends[1].length()) {
            return Optional.empty();
        }
        boolean weekly = ends[0].length() == "sun:08:00".length();
        if (!weekly && ends[0].length() != "08:00".length()) {
            return Optional.empty();
        }
        try {
            DayOfWeek from = weekly ? day(ends[0]) : null;
            LocalTime start = LocalTime.parse(weekly ? ends[0].substring(4) : ends[0]);
            LocalTime end = LocalTime.parse(weekly ? ends[1].substring(4) : ends[1]);
            int days = weekly
                    ? Math.floorMod(day(ends[1]).getValue() - day(ends[0]).getValue(), 7)
                    : 0;
            long minutes = days * MINUTES_A_DAY + Duration.between(start, end).toMinutes();
            long period = weekly ? 7 * MINUTES_A_DAY : MINUTES_A_DAY;
            return Optional.of(
                    new Window(text, from, start, Duration.ofMinutes(minutes > 0 ? minutes : minutes + period)));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static DayOfWeek day(String text) {
        String name = text.substring(0, 4);
        return Stream.of(DayOfWeek.values())
                .filter(d -> name.equals(d.name().toLowerCase(Locale.ROOT).substring(0, 3) + ":"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** True when it closes only to begin anew. */
    public boolean alwaysOpen() {
        return length.equals(day == null ? Duration.ofDays(1) : Duration.ofDays(7));
    }

    /** When it next begins within that time, or began and is still open at its start. */
    public Optional<Instant> within(Instant from, Duration duration) {
        Instant begin = begin(from);
        return begin.isBefore(from.plus(duration)) ? Optional.of(begin) : Optional.empty();
    }

    /**
     * When something that takes a while may begin so that it ends before the window closes. What fits exactly, or nearly, has
     * {@link #LEAST} to begin; what does not fit begins in the first {@link #MOST} of the window and ends after it.
     */
    public Instant opening(Instant from, Duration needed) {
        Instant begin = begin(from);
        if (!from.isBefore(begin) && from.isAfter(begin.plus(openingOf(needed)))) {
            return begin.plus(period());
        }
        return from.isBefore(begin) ? begin : from;
    }

    /** True when something that takes so long can end before the window closes. */
    boolean fits(Duration needed) {
        return needed.compareTo(length) <= 0;
    }

    /** So long from its beginning on may something begin that takes a while. */
    Duration openingOf(Duration needed) {
        if (!fits(needed)) {
            return length.compareTo(MOST) < 0 ? length : MOST;
        }
        Duration least = length.compareTo(LEAST) < 0 ? length : LEAST;
        Duration left = length.minus(needed);
        return left.compareTo(least) < 0 ? least : left;
    }

    /** How many windows there were whose last moment to begin lies between two times. */
    int turns(Instant from, Instant to, Duration needed) {
        int turns = 0;
        for (Instant last = begin(from).plus(openingOf(needed)); last.isBefore(to); last = last.plus(period())) {
            turns += last.isBefore(from) ? 0 : 1;
        }
        return turns;
    }

    /** The beginning of the window that is open then, or of the next one. */
    private Instant begin(Instant from) {
        ZonedDateTime earlier = from.atZone(ZoneOffset.UTC).minus(length);
        ZonedDateTime day0 = day == null ? earlier : earlier.with(TemporalAdjusters.previousOrSame(day));
        Instant begin = day0.with(start).toInstant();
        while (!begin.plus(length).isAfter(from)) {
            begin = begin.plus(period());
        }
        return begin;
    }

    private Duration period() {
        return Duration.ofDays(day == null ? 1 : 7);
    }
}
