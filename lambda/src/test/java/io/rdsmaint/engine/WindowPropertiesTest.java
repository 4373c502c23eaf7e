package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Windows against a calendar that is searched minute by minute. */
class WindowPropertiesTest {
    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;

    /** Minutes after Monday 00:00, or after midnight. */
    record Written(boolean weekly, int begin, int end) {
        String text() {
            return end(begin) + "-" + end(end);
        }

        private String end(int minute) {
            String time = String.format("%02d:%02d", minute % DAY / 60, minute % 60);
            String day = DayOfWeek.of(minute / DAY + 1).name().substring(0, 3).toLowerCase(Locale.ROOT);
            return weekly ? day + ":" + time : time;
        }

        int period() {
            return weekly ? WEEK : DAY;
        }

        int length() {
            int length = Math.floorMod(end - begin, period());
            return length == 0 ? period() : length;
        }

        /** Minutes since it opened, if it is open then. */
        boolean open(Instant at, long needed) {
            ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
            int now = (utc.getDayOfWeek().getValue() - 1) * DAY + utc.getHour() * 60 + utc.getMinute();
            int since = Math.floorMod(now - begin, period());
            long latest = needed <= length() ? Math.max(length() - needed, 2) : 15;
            return since < length() && since <= latest;
        }
    }

    @Provide
    Arbitrary<Written> windows() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, WEEK - 1),
                        Arbitraries.integers().between(0, WEEK - 1))
                .as((weekly, begin, end) ->
                        weekly ? new Written(true, begin, end) : new Written(false, begin % DAY, end % DAY));
    }

    @Provide
    Arbitrary<Instant> minutes() {
        return Arbitraries.longs().between(29_000_000, 30_000_000).map(m -> Instant.ofEpochSecond(m * 60));
    }

    @Property(seed = AnyJson.SEED)
    void aStepMayBeginAtTheFirstMinuteFromWhichTheWindowStaysOpenLongEnough(
            @ForAll("windows") Written written, @ForAll("minutes") Instant now, @ForAll("needs") long needed) {
        Window window = Window.parse(written.text()).orElseThrow();

        Instant opening = window.opening(now, Duration.ofMinutes(needed));

        Instant first = now;
        while (!written.open(first, needed)) {
            first = first.plusSeconds(60);
        }
        assertThat(opening).isEqualTo(first);
    }

    @Provide
    Arbitrary<Long> needs() {
        return Arbitraries.longs().between(0, 600);
    }

    @Property(seed = AnyJson.SEED)
    void noTextIsMoreThanNoWindow(@ForAll("nearlyWindows") String text) {
        Window.parse(text).ifPresent(window -> {
            assertThat(window.length()).isPositive().isLessThanOrEqualTo(Duration.ofDays(7));
            assertThat(window.text()).isEqualTo(text);
        });
    }

    @Provide
    Arbitrary<String> nearlyWindows() {
        return Arbitraries.oneOf(
                AnyJson.text(30),
                Arbitraries.strings().withChars("sunmotewdhfri0123456789:-").ofMaxLength(20),
                windows().map(w -> w.text().replace("sun", "son")),
                windows().map(w -> w.text().replace("1", "7")),
                windows().map(Written::text));
    }
}
