package io.rdsmaint.operations.preflight;

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
 * A window in UTC that returns every week or every day.
 *
 * @param day it begins on, or null for every day
 */
record Window(@Nullable DayOfWeek day, LocalTime start, Duration length) {
    private static final long MINUTES_A_DAY = 24L * 60;

    /** Reads {@code ddd:hh24:mi-ddd:hh24:mi} or {@code hh24:mi-hh24:mi}; empty when the text is neither. */
    static Optional<Window> parse(String text) {
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
            return Optional.of(
                    new Window(from, start, Duration.ofMinutes(minutes > 0 ? minutes : minutes + MINUTES_A_DAY)));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static DayOfWeek day(String text) {
        String name = text.substring(0, 3);
        return Stream.of(DayOfWeek.values())
                .filter(d -> d.name().toLowerCase(Locale.ROOT).startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** When it next begins within that time, or began and is still open at its start. */
    Optional<Instant> within(Instant from, Duration duration) {
        Instant begin = begin(from);
        while (begin.plus(length).isBefore(from) || begin.plus(length).equals(from)) {
            begin = begin.plus(day == null ? Duration.ofDays(1) : Duration.ofDays(7));
        }
        return begin.isBefore(from.plus(duration)) ? Optional.of(begin) : Optional.empty();
    }

    private Instant begin(Instant from) {
        ZonedDateTime earlier = from.atZone(ZoneOffset.UTC).minus(length);
        ZonedDateTime day0 = day == null ? earlier : earlier.with(TemporalAdjusters.previousOrSame(day));
        return day0.with(start).toInstant();
    }
}
