package io.rdsmaint.aurora.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.gateway.cloudwatch.GuardAlarm;
import io.rdsmaint.gateway.cloudwatch.MinuteLoad;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is worse after a change than before, by the minutes since. */
class TrendTest {
    private static final Figures BEFORE = new Figures("w", 40.0, 100.0, 20.0);
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private static List<MinuteLoad> minutes(String values, BiFunction<Instant, @Nullable Double, MinuteLoad> of) {
        List<String> each = Arrays.stream(values.split(" ")).toList();
        return IntStream.range(0, each.size())
                .mapToObj(i -> of.apply(
                        NOON.plusSeconds(60L * i), each.get(i).equals("-") ? null : Double.valueOf(each.get(i))))
                .toList();
    }

    private static String told(Trend trend) {
        return trend.worse().isEmpty() ? trend.undecided() ? "undecided" : "well" : "worse";
    }

    private static Trend cpu(@Nullable Double before, String values) {
        return Trend.of(
                new Figures("w", before, 100.0, null),
                "w",
                Map.of("w", minutes(values, (at, v) -> new MinuteLoad(at, v, 100.0, null))));
    }

    @ParameterizedTest
    @CsvSource({
        "40, 79 79 79 79 79 79, well",
        "40, 81 81 81 81, undecided",
        "40, 81 81 81 81 81, worse",
        "40, 81 81 75 75 81, worse",
        "40, 81 81 69 81 81 81 81, undecided",
        "40, 90 90 90 90 90 90 60, well",
        "40, 81 - 81 - 81 81 81, worse",
        "60, 89 89 89 89 89 89, well",
        "60, 91 91 91 91 91, worse",
        "85, 96 96 96 96 96, well",
        "85, 98 98 98 98 98, worse",
        "95, 100 100 100 100 100, well"
    })
    void cpuIsWorseHighAndFarAboveBeforeForFiveMinutesInARow(double before, String values, String expected) {
        assertThat(told(cpu(before, values))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 49 49 49 49 49, worse",
        "100, 51 51 51 51 51, well",
        "100, 0 10 30 70 95, well",
        "100, 49 49 55 55 55, worse",
        "100, 49 49 49 49 49 60, well",
        "8, 0 0 0 0 0 0, well"
    })
    void connectionsAreWorseBelowHalfOfBefore(double before, String values, String expected) {
        Trend trend = Trend.of(
                new Figures("w", 40.0, before, null),
                "w",
                Map.of("w", minutes(values, (at, v) -> new MinuteLoad(at, 40.0, v, null))));

        assertThat(told(trend)).isEqualTo(expected);
    }

    @Test
    void eachReadersLagIsJudgedAndTheWritersIsNone() {
        Trend trend = Trend.of(
                BEFORE,
                "w",
                Map.of(
                        "w", minutes("40 40", (at, v) -> new MinuteLoad(at, v, 100.0, 9_000.0)),
                        "slow", minutes("1100 1200 600 1300 1400", (at, v) -> new MinuteLoad(at, 9.0, 9.0, v)),
                        "fast", minutes("1100 1200 400 1300 20", (at, v) -> new MinuteLoad(at, 9.0, 9.0, v))));

        assertThat(trend.worse())
                .singleElement()
                .satisfies(w -> assertThat(w.words()).isEqualTo("replica lag of slow is 1400 ms, for 5 minutes"));
    }

    @Test
    void whatIsNotKnownIsMissingAndNeitherGoodNorBad() {
        Trend nothingSince = Trend.of(BEFORE, "w", Map.of("w", List.of(), "r", List.of()));
        Trend nothingBefore = cpu(null, "99 99 99 99 99 99");

        assertThat(told(nothingSince)).isEqualTo("well");
        assertThat(nothingSince.missing())
                .containsExactly("CPU of w since", "connections of w since", "replica lag of r since");
        assertThat(told(nothingBefore)).isEqualTo("well");
        assertThat(nothingBefore.missing()).containsExactly("CPU of w before");
    }

    @Test
    void unknownFiguresAreSaidAndNeverZero() {
        Figures none =
                Figures.read(Figures.read(Json.object().put("writer", "w")).json());

        assertThat(none.comparedWith(BEFORE)).contains("CPU unknown (before 40 %)", "connections unknown");
        assertThat(none.or(BEFORE)).isEqualTo(BEFORE);
    }

    @Test
    void alarmsAreLookedAtUntilTheSlowestCouldHaveRung() {
        assertThat(CheckAlarms.lookingTime(List.of(alarm(Duration.ofMinutes(1)))))
                .hasMinutes(2);
        assertThat(CheckAlarms.lookingTime(List.of(alarm(Duration.ofMinutes(1)), alarm(Duration.ofMinutes(3)))))
                .hasMinutes(4);
        assertThat(CheckAlarms.lookingTime(List.of(alarm(Duration.ofMinutes(15)))))
                .hasMinutes(5);
        assertThat(CheckAlarms.lookingTime(List.of(alarm(null)))).hasMinutes(5);
    }

    private static GuardAlarm alarm(@Nullable Duration evaluation) {
        return new GuardAlarm("a", GuardAlarm.State.OK, "", NOON, evaluation);
    }
}
