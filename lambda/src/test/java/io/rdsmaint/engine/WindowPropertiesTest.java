package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;

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

    /** A window, a minute, and for how many minutes it is to stay open. */
    record Case(Written written, Instant now, long needed) {}

    private static Written window(Dice dice) {
        boolean weekly = dice.toss();
        int most = weekly ? WEEK - 1 : DAY - 1;
        return new Written(weekly, dice.between(0, most), dice.between(0, most));
    }

    private static Case wanted(Dice dice) {
        return new Case(
                window(dice),
                Instant.ofEpochSecond(60 * dice.between(29_000_000L, 30_000_000L)),
                dice.between(0L, 600L));
    }

    @Test
    void aStepMayBeginAtTheFirstMinuteFromWhichTheWindowStaysOpenLongEnough() {
        Cases.each(300, WindowPropertiesTest::wanted, one -> {
            Window window = Window.parse(one.written().text()).orElseThrow();

            Instant opening = window.opening(one.now(), Duration.ofMinutes(one.needed()));

            Instant first = one.now();
            while (!one.written().open(first, one.needed())) {
                first = first.plusSeconds(60);
            }
            assertThat(opening).isEqualTo(first);
        });
    }

    @Test
    void noTextIsMoreThanNoWindow() {
        Cases.each(2_000, WindowPropertiesTest::nearlyWindow, text -> {
            Window.parse(text).ifPresent(window -> {
                assertThat(window.length()).isPositive().isLessThanOrEqualTo(Duration.ofDays(7));
                assertThat(window.text()).isEqualTo(text);
            });
        });
    }

    private static String nearlyWindow(Dice dice) {
        return switch (dice.of(1, 2, 3, 4, 5)) {
            case 1 -> AnyJson.text(dice, 30);
            case 2 -> dice.text("sunmotewdhfri0123456789:-", 20);
            case 3 -> window(dice).text().replace("sun", "son");
            case 4 -> window(dice).text().replace("1", "7");
            default -> window(dice).text();
        };
    }
}
