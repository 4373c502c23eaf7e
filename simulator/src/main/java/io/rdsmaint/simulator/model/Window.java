package io.rdsmaint.simulator.model;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

/**
 * A weekly maintenance window in UTC, such as {@code sun:09:00-sun:09:30}.
 *
 * @param day day of its start
 * @param start time of its start
 */
public record Window(DayOfWeek day, LocalTime start) {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** Reads the form that RDS uses. */
    public static Window parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return new Window(
                DayOfWeek.of(DAYS.indexOf(lower.substring(0, 3)) + 1), LocalTime.parse(lower.substring(4, 9)));
    }

    /** The first start after a moment. */
    public Instant nextAfter(Instant moment) {
        ZonedDateTime now = moment.atZone(ZoneOffset.UTC);
        ZonedDateTime candidate = now.with(TemporalAdjusters.nextOrSame(day)).with(start);
        return (candidate.isAfter(now) ? candidate : candidate.plus(Duration.ofDays(7))).toInstant();
    }
}
