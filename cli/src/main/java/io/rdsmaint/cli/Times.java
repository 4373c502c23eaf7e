package io.rdsmaint.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations as people read them; all times are UTC, as windows and AWS's own are. */
final class Times {
    private static final DateTimeFormatter TODAY =
            DateTimeFormatter.ofPattern("HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter OTHER_DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    static String clock(Instant time) {
        return CLOCK.format(time);
    }

    /** A time as AWS and the function write it, without what is below a second. */
    static String toTheSecond(String time) {
        return time.replaceFirst("\\.\\d+Z$", "Z");
    }

    static String day(Instant time) {
        return DAY.format(time);
    }

    static String at(Instant time, Instant now) {
        boolean today = time.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .equals(now.atZone(ZoneOffset.UTC).toLocalDate());
        return (today ? TODAY : OTHER_DAY).format(time);
    }

    /** How long ago a time was, in minutes from the first on. */
    static String ago(Instant time, Instant now) {
        long seconds = Math.max(0, Duration.between(time, now).toSeconds());
        return (seconds < 60 ? seconds + " s" : took(Duration.ofMinutes(seconds / 60))) + " ago";
    }

    /** Exact below an hour, else in hours and minutes, else in days and hours. */
    static String took(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        if (seconds < 86_400) {
            return seconds / 3_600 + " h" + (seconds % 3_600 < 60 ? "" : " " + seconds % 3_600 / 60 + " min");
        }
        return seconds / 86_400 + " d" + (seconds % 86_400 < 3_600 ? "" : " " + seconds % 86_400 / 3_600 + " h");
    }

    /** Roughly, for what is only expected. */
    static String about(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return "about " + (seconds < 60 ? seconds + " s" : took(Duration.ofMinutes(Math.round(seconds / 60.0))));
    }
}
