package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long windows last, and until when in them something may begin. */
class WindowLengthTest {
    private static final Instant WEDNESDAY_NOON = Instant.parse("2026-03-04T12:00:00Z");

    private static Window window(String text) {
        return Window.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "08:00-08:30, PT30M",
        "23:50-00:20, PT30M",
        "08:00-08:00, PT24H",
        "sat:23:45-sun:00:15, PT30M",
        "fri:20:00-mon:04:00, PT56H",
        "mon:04:00-fri:20:00, PT112H",
        "sun:02:00-sun:02:00, PT168H",
        "sun:02:00-sun:01:00, PT167H"
    })
    void itLastsFromItsBeginningToItsEnd(String text, Duration length) {
        assertThat(window(text).fits(length)).isTrue();
        assertThat(window(text).fits(length.plusNanos(1))).isFalse();
    }

    @Test
    void theEndOfAWindowIsNotInIt() {
        Instant end = Instant.parse("2026-03-04T12:30:00Z");

        assertThat(window("12:00-12:30").within(end.minusNanos(1), Duration.ofHours(1)))
                .contains(WEDNESDAY_NOON);
        assertThat(window("12:00-12:30").within(end, Duration.ofHours(1))).isEmpty();
    }

    @Test
    void whatBeginsAtTheEndOfTheTimeLookedAtIsNotInIt() {
        assertThat(window("12:00-12:30").within(WEDNESDAY_NOON.minusSeconds(60), Duration.ofSeconds(60)))
                .isEmpty();
        assertThat(window("12:00-12:30").within(WEDNESDAY_NOON.minusSeconds(60), Duration.ofSeconds(61)))
                .contains(WEDNESDAY_NOON);
    }

    @Test
    void inTheLastMomentToBeginItMayAndAfterItTheNextWindowIsItsOwn() {
        Window window = window("12:00-12:30");
        Duration needed = Duration.ofMinutes(20);
        Instant last = WEDNESDAY_NOON.plus(Duration.ofMinutes(10));

        assertThat(window.opening(last, needed)).isEqualTo(last);
        assertThat(window.opening(last.plusNanos(1), needed)).isEqualTo(WEDNESDAY_NOON.plus(Duration.ofDays(1)));
        assertThat(window.opening(WEDNESDAY_NOON.minusSeconds(1), needed)).isEqualTo(WEDNESDAY_NOON);
    }

    @Test
    void windowsWhoseLastMomentToBeginHasPassedAreCounted() {
        Window window = window("12:00-12:30");
        Duration needed = Duration.ofMinutes(20);
        Instant last = WEDNESDAY_NOON.plus(Duration.ofMinutes(10));

        assertThat(window.turns(WEDNESDAY_NOON, last, needed)).isZero();
        assertThat(window.turns(WEDNESDAY_NOON, last.plusNanos(1), needed)).isEqualTo(1);
        assertThat(window.turns(last, last.plus(Duration.ofDays(2)).plusNanos(1), needed))
                .isEqualTo(3);
        assertThat(window.turns(last.plusNanos(1), last.plus(Duration.ofDays(2)).plusNanos(1), needed))
                .isEqualTo(2);
    }
}
