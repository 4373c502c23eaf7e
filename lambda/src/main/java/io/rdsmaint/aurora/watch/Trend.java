package io.rdsmaint.aurora.watch;

import io.rdsmaint.gateway.cloudwatch.MinuteLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges minutes after a change by the figures before it. A figure is worse when it has been for {@link #MINUTES} minutes
 * in a row, and is so until one minute is clearly good again; between the two limits nothing changes, so that a figure
 * that swings around a limit doesn't ask and stop asking. A minute without data neither counts nor breaks a row. All limits are
 * chosen.
 *
 * <ul>
 *   <li>writer's CPU: above 80 % and 30 points above before (97 % is enough, unless it was above 90 % before, when it
 *       isn't judged); good 10 points below that
 *   <li>writer's connections: fewer than half of before; good from 60 % on; not judged when there were fewer than 10
 *   <li>a reader's lag: above 1,000 ms; good below 500 ms
 * </ul>
 *
 * @param worse what is worse now
 * @param undecided true while a figure is bad, but not for long enough
 * @param missing figures that can't be compared, because nothing is known of them before or since
 */
record Trend(List<Worse> worse, boolean undecided, List<String> missing) {
    /** How many bad minutes in a row make a figure worse: clients are back after a failover by then; chosen. */
    static final int MINUTES = 5;

    private static final double HIGH_CPU = 80;
    private static final double MORE_CPU = 30;
    private static final double FULL_CPU = 97;
    private static final double FULL_BEFORE = 90;
    private static final double CPU_BAND = 10;
    private static final double FEWEST_CONNECTIONS = 10;
    private static final double HALF = 0.5;
    private static final double MOST_AGAIN = 0.6;
    private static final double LONG_LAG = 1_000;
    private static final double SHORT_LAG = 500;

    /**
     * A figure that is worse than before.
     *
     * @param figure its name
     * @param words with its values, and for how many minutes
     */
    record Worse(String figure, String words) {}

    /** Judges the writer and each of the others. */
    static Trend of(Figures before, String writer, Map<String, List<MinuteLoad>> minutes) {
        Judging judging = new Judging();
        judging.cpu(writer, before.cpuPercent(), values(minutes, writer, MinuteLoad::cpuPercent));
        judging.connections(writer, before.connections(), values(minutes, writer, MinuteLoad::connections));
        new TreeMap<>(minutes).forEach((id, own) -> {
            if (!id.equals(writer)) {
                judging.lag(id, values(minutes, id, MinuteLoad::lagMillis));
            }
        });
        return new Trend(judging.worse, judging.undecided, judging.missing);
    }

    private static List<Double> values(
            Map<String, List<MinuteLoad>> minutes, String id, Function<MinuteLoad, @Nullable Double> figure) {
        return minutes.getOrDefault(id, List.of()).stream()
                .map(figure)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Takes down one figure after the other. */
    private static final class Judging {
        private final List<Worse> worse = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();
        private boolean undecided;

        void cpu(String writer, @Nullable Double before, List<Double> since) {
            String figure = "CPU of " + writer;
            if (known(figure, before, since) && before != null && before <= FULL_BEFORE) {
                double limit = Math.max(HIGH_CPU, Math.min(before + MORE_CPU, FULL_CPU));
                judge(
                        figure,
                        since,
                        v -> v > limit,
                        v -> v < limit - CPU_BAND,
                        " is " + Figures.percent(last(since)) + ", before " + Figures.percent(before));
            }
        }

        void connections(String writer, @Nullable Double before, List<Double> since) {
            String figure = "connections of " + writer;
            if (known(figure, before, since) && before != null && before >= FEWEST_CONNECTIONS) {
                judge(
                        figure,
                        since,
                        v -> v < before * HALF,
                        v -> v >= before * MOST_AGAIN,
                        " are " + Figures.count(last(since)) + ", before " + Figures.count(before));
            }
        }

        void lag(String reader, List<Double> since) {
            String figure = "replica lag of " + reader;
            if (known(figure, 0.0, since)) {
                judge(figure, since, v -> v > LONG_LAG, v -> v < SHORT_LAG, " is " + Figures.millis(last(since)));
            }
        }

        private boolean known(String figure, @Nullable Double before, List<Double> since) {
            if (since.isEmpty()) {
                missing.add(figure + " since");
            } else if (before == null) {
                missing.add(figure + " before");
            }
            return before != null && !since.isEmpty();
        }

        private void judge(String figure, List<Double> since, DoublePredicate bad, DoublePredicate good, String words) {
            int row = 0;
            for (double value : since) {
                if (bad.test(value) || row > 0) {
                    row = good.test(value) ? 0 : row + 1;
                }
            }
            if (row >= MINUTES) {
                worse.add(new Worse(figure, figure + words + ", for " + row + " minutes"));
            } else if (row > 0) {
                undecided = true;
            }
        }

        private static Double last(List<Double> values) {
            return values.getLast();
        }
    }
}
