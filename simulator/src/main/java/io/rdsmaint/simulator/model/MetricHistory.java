package io.rdsmaint.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured on one instance, minute by minute, for the last day. */
public final class MetricHistory {

    /** The metric that counts up, so that its past can be told from any later reading. */
    public static final String UPTIME = "EngineUptime";

    private static final int KEPT = 24 * 60;

    /** One minute's readings. */
    public record Sample(Instant at, Map<String, Double> values) {

        /** One reading; a metric that an instance does not have is absent. */
        public Optional<Double> value(String metric) {
            return Optional.ofNullable(values.get(metric));
        }
    }

    private final Deque<Sample> samples = new ArrayDeque<>();

    public void add(Sample sample) {
        samples.addLast(sample);
        if (samples.size() > KEPT) {
            samples.removeFirst();
        }
    }

    /** Readings from {@code from}, inclusive, to {@code to}, exclusive; an original instance had a steady past. */
    public List<Sample> between(Instant from, Instant to, boolean steadyPast) {
        var found = new ArrayList<Sample>();
        Sample first = samples.peekFirst();
        if (steadyPast && first != null) {
            Instant earliest = from.isBefore(first.at().minus(Duration.ofDays(1)))
                    ? first.at().minus(Duration.ofDays(1))
                    : from;
            Instant at = first.at()
                    .minusSeconds(60
                            * Math.max(0, Duration.between(earliest, first.at()).toMinutes()));
            for (; at.isBefore(first.at()); at = at.plusSeconds(60)) {
                found.add(earlier(first, at));
            }
        }
        found.addAll(samples);
        return found.stream()
                .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to))
                .toList();
    }

    private static Sample earlier(Sample first, Instant at) {
        var values = new HashMap<>(first.values());
        values.computeIfPresent(
                UPTIME,
                (name, seconds) -> seconds - Duration.between(at, first.at()).toSeconds());
        return new Sample(at, values);
    }
}
