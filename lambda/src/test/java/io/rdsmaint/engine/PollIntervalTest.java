package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollIntervalTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Test
    void nothingIsLookedAtBeforeItCanBeDone() {
        assertThat(pauses(TEN_MINUTES, TEN_MINUTES).getFirst()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    }

    /** A look every 30 seconds takes as many as the last column says. */
    @ParameterizedTest
    @CsvSource({
        "10, 6, 5, 12",
        "10, 10, 13, 20",
        "10, 18, 32, 36",
        "45, 45, 59, 90",
        "45, 81, 137, 162",
        "10, 600, 130, 1200"
    })
    void fewerLooksThanOneIn30SecondsWhetherItIsQuickOrSlow(long usual, long took, int most, int simple) {
        assertThat(pauses(Duration.ofMinutes(took), Duration.ofMinutes(usual)))
                .hasSizeLessThanOrEqualTo(most)
                .hasSizeLessThan(simple);
    }

    @ParameterizedTest
    @CsvSource({"10, 6.5", "10, 10", "10, 18", "45, 45", "45, 81"})
    void theEndIsNoticedAsSoonAsByALookIn30Seconds(long usual, double took) {
        Duration end = Duration.ofMillis(Math.round(took * 60_000));
        Duration seen = pauses(end, Duration.ofMinutes(usual)).stream().reduce(Duration.ZERO, Duration::plus);

        assertThat(seen.minus(end)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void whatIsLongOverdueIsLookedAtLessAndLess() {
        Duration dayLate = PollInterval.next(Duration.ofDays(1), UsualTime.expecting(TEN_MINUTES), 0.5);

        assertThat(PollInterval.next(Duration.ofMinutes(40), UsualTime.expecting(TEN_MINUTES), 0.5))
                .isGreaterThan(Duration.ofMinutes(2))
                .isLessThan(dayLate);
        assertThat(dayLate).isLessThanOrEqualTo(Duration.ofMinutes(11));
    }

    @Test
    void aStepOfHoursIsLookedAtEveryTenMinutesAnyway() {
        assertThat(PollInterval.next(Duration.ZERO, UsualTime.expecting(Duration.ofHours(5)), 1))
                .isEqualTo(TEN_MINUTES);
    }

    @Test
    void whereItIsKnownHowLongItTakesNobodyLooksBeforeAndTheEndIsSeenSoon() {
        UsualTime usual = new UsualTime(Duration.ofMinutes(9), Duration.ofMinutes(11));

        assertThat(pauses(Duration.ofMinutes(10), usual))
                .hasSizeLessThanOrEqualTo(4)
                .first()
                .satisfies(first -> assertThat(first).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10)));
    }

    @Test
    void theLooksOfManyOperationsAreSpread() {
        Duration least = PollInterval.next(Duration.ofMinutes(8), UsualTime.expecting(TEN_MINUTES), 0);
        Duration most = PollInterval.next(Duration.ofMinutes(8), UsualTime.expecting(TEN_MINUTES), 1);

        assertThat(most.toMillis()).isBetween(least.toMillis() * 12 / 10, least.toMillis() * 13 / 10);
    }

    private static List<Duration> pauses(Duration took, Duration expected) {
        return pauses(took, UsualTime.expecting(expected));
    }

    private static List<Duration> pauses(Duration took, UsualTime usual) {
        List<Duration> pauses = new ArrayList<>();
        Duration elapsed = Duration.ZERO;
        while (elapsed.compareTo(took) < 0) {
            pauses.add(PollInterval.next(elapsed, usual, 0.5));
            elapsed = elapsed.plus(pauses.getLast());
        }
        return pauses;
    }
}
