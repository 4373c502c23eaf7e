package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a schedule says, and when it binds. */
class ScheduleWordsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final Window WINDOW = Window.parse("12:00-12:30").orElseThrow();

    private static Schedule schedule(@Nullable Instant notBefore, @Nullable Window window) {
        return new Schedule(notBefore, window, Schedule.Outside.WAIT);
    }

    @Test
    void itSaysFromWhenOnAndInWhichWindow() {
        assertThat(Schedule.ANYTIME.words()).isEqualTo("at any time");
        assertThat(schedule(NOW, null).words()).isEqualTo("not before 2026-03-04T12:00:00Z");
        assertThat(schedule(null, WINDOW).words()).isEqualTo("in the window 12:00-12:30 (UTC)");
        assertThat(schedule(NOW, WINDOW).words())
                .isEqualTo("not before 2026-03-04T12:00:00Z, in the window 12:00-12:30 (UTC)");
    }

    @Test
    void itBindsWhileStepsMayHaveToWait() {
        assertThat(Schedule.ANYTIME.binds(NOW)).isFalse();
        assertThat(schedule(null, WINDOW).binds(NOW)).isTrue();
        assertThat(schedule(NOW.plusNanos(1), null).binds(NOW)).isTrue();
        assertThat(schedule(NOW, null).binds(NOW)).isFalse();
    }

    @Test
    void windowsBeforeItBeginsAreNoTurns() {
        Duration needed = Duration.ofMinutes(20);
        Instant threeDaysLater = NOW.plus(Duration.ofDays(3));

        assertThat(schedule(NOW, null).turns(NOW, threeDaysLater, needed)).isZero();
        assertThat(schedule(null, WINDOW).turns(NOW, threeDaysLater, needed)).isEqualTo(3);
        assertThat(schedule(NOW.plus(Duration.ofDays(2)), WINDOW).turns(NOW, threeDaysLater, needed))
                .isEqualTo(1);
        assertThat(schedule(NOW.minus(Duration.ofDays(2)), WINDOW).turns(NOW, threeDaysLater, needed))
                .isEqualTo(3);
    }
}
