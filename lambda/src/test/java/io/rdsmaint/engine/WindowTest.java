package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    @ParameterizedTest
    @CsvSource({
        // 2026-03-04 is a Wednesday
        "wed:12:30-wed:13:00, 2026-03-04T12:00:00Z, 2026-03-04T12:30:00Z",
        "wed:11:30-wed:12:01, 2026-03-04T12:00:00Z, 2026-03-04T11:30:00Z",
        "tue:23:30-wed:12:30, 2026-03-04T12:00:00Z, 2026-03-03T23:30:00Z",
        "sat:23:45-sun:00:15, 2026-03-07T23:00:00Z, 2026-03-07T23:45:00Z",
        "sat:23:45-sun:00:15, 2026-03-08T00:10:00Z, 2026-03-07T23:45:00Z",
        "12:10-12:40, 2026-03-04T12:00:00Z, 2026-03-04T12:10:00Z",
        "23:50-00:20, 2026-03-04T23:30:00Z, 2026-03-04T23:50:00Z",
        "23:50-00:20, 2026-03-05T00:10:00Z, 2026-03-04T23:50:00Z"
    })
    void aWindowThatOpensOrIsOpenWithinTheHourIsSeen(String window, Instant from, Instant opens) {
        assertThat(Window.parse(window).orElseThrow().within(from, Duration.ofHours(1)))
                .contains(opens);
    }

    @ParameterizedTest
    @CsvSource({
        "wed:11:30-wed:12:00, 2026-03-04T12:00:00Z",
        "wed:13:00-wed:13:30, 2026-03-04T12:00:00Z",
        "thu:12:30-thu:13:00, 2026-03-04T12:00:00Z",
        "11:00-11:30, 2026-03-04T12:00:00Z"
    })
    void aWindowThatIsOverOrLaterIsNot(String window, Instant from) {
        assertThat(Window.parse(window).orElseThrow().within(from, Duration.ofHours(1)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sometimes", "sun:08:00", "sun:25:00-sun:26:00", "xxx:08:00-xxx:08:30", "08:00-sun:09:00"})
    void textThatIsNoWindowIsNone(String text) {
        assertThat(Window.parse(text)).isEmpty();
    }
}
