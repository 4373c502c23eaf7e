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
    void looksGrowApartAtFirstAndCloserAgainTowardsTheUsualEnd() {
        List<Duration> pauses = pauses(TEN_MINUTES, TEN_MINUTES);

        assertThat(pauses.getFirst()).isEqualTo(Duration.ofSeconds(10));
        assertThat(pauses.getLast()).isEqualTo(Duration.ofSeconds(10));
        assertThat(pauses).anyMatch(p -> p.toSeconds() >= 70);
    }

    @ParameterizedTest
    @CsvSource({"10, 25", "45, 40", "1800, 300"})
    void aWaitNeedsFewLooksHoweverLongItTakes(long minutes, int most) {
        Duration took = Duration.ofMinutes(minutes);

        assertThat(pauses(took, took.compareTo(Duration.ofHours(2)) > 0 ? Duration.ofHours(2) : took))
                .hasSizeLessThanOrEqualTo(most);
    }

    @Test
    void whatEndsWhenItUsuallyDoesIsNoticedWithinAFewSeconds() {
        Duration seen = Duration.ZERO;
        while (seen.compareTo(TEN_MINUTES) < 0) {
            seen = seen.plus(PollInterval.next(seen, TEN_MINUTES, 0.5));
        }

        assertThat(seen.minus(TEN_MINUTES)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void theLooksOfManyOperationsAreSpread() {
        Duration least = PollInterval.next(Duration.ofMinutes(3), TEN_MINUTES, 0);
        Duration most = PollInterval.next(Duration.ofMinutes(3), TEN_MINUTES, 1);

        assertThat(most.toMillis()).isBetween(least.toMillis() * 12 / 10, least.toMillis() * 13 / 10);
    }

    private static List<Duration> pauses(Duration took, Duration expected) {
        List<Duration> pauses = new ArrayList<>();
        Duration elapsed = Duration.ZERO;
        while (elapsed.compareTo(took) < 0) {
            pauses.add(PollInterval.next(elapsed, expected, 0.5));
            elapsed = elapsed.plus(pauses.getLast());
        }
        return pauses;
    }
}
