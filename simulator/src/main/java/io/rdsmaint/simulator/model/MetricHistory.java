package io.rdsmaint.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured on one instance, minute by minute, for the last day. */
public final class MetricHistory {

    /** The metric that counts up, so that its past can be told from any later reading. */
    public static final String UPTIME = "EngineUptime";

    private static final int KEPT = 24 * 60;
    private static final Duration PAST = Duration.ofDays(1);

    /** One minute's readings. */
    public record Sample(Instant at, Map<String, Double> values) {

        /** One reading; a metric that an instance does not have is absent. */
        private Optional<Double> value(String metric) {
            return Optional.ofNullable(values.get(metric));
        }
    }

    /** What one metric was at a time. */
    public record Reading(Instant at, double value) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    public void add(Sample sample) {
        samples.addLast(sample);
        if (samples.size() > KEPT) {
            samples.removeFirst();
        }
    }

    /** One metric's readings from {@code from}, inclusive, to {@code to}, exclusive; an original instance had a steady past. */
    public List<Reading> readings(String metric, Instant from, Instant to, boolean steadyPast) {
        List<Reading> found = new ArrayList<>();
        Sample first = samples.peekFirst();
        if (steadyPast && first != null && first.value(metric).isPresent()) {
            double value = first.value(metric).get();
            Instant earliest = latest(from, first.at().minus(PAST));
            long minutes = Math.max(0, Duration.between(earliest, first.at()).toMinutes());
            for (; minutes > 0; minutes--) {
                Instant at = first.at().minus(Duration.ofMinutes(minutes));
                found.add(new Reading(at, metric.equals(UPTIME) ? value - minutes * 60 : value));
            }
        }
        samples.forEach(sample -> sample.value(metric).ifPresent(value -> found.add(new Reading(sample.at(), value))));
        found.removeIf(each -> each.at().isBefore(from) || !each.at().isBefore(to));
        return found;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
