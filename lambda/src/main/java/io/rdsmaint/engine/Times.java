package io.rdsmaint.engine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them in questions, to the second. */
public final class Times {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /** As {@code 2026-03-04 10:01:15 UTC}. */
    public static String words(Instant time) {
        return SECOND.format(time);
    }
}
