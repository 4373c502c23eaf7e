package io.rdsmaint.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What was measured on one instance, minute by minute, for the last day. */
public final class MetricHistory {

    /** The metric that counts up, so that its past can be told from any later reading. */
    public static final String UPTIME = "EngineUptime";

    private static final int KEPT = 24 * 60;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** One minute's readings. */
    public record Sample(Instant at, Map<String, Double> values) {

        /** One reading; a metric that an instance does not have is absent. */
        public Optional<Double> value(String metric) {
            return Optional.ofNullable(values.get(metric));
        }
    }

    private final Deque<Sample> samples = new ArrayDeque<>();
    private List<Sample> steadyPast = List.of();

    public void add(Sample sample) {
        samples.addLast(sample);
        if (samples.size() > KEPT) {
            samples.removeFirst();
        }
    }

    /** Readings from {@code from}, inclusive, to {@code to}, exclusive; an original instance had a steady past. */
    public List<Sample> between(Instant from, Instant to, boolean steadyPast) {
        Stream<Sample> past = steadyPast ? steadyPast().stream() : Stream.empty();
        return Stream.concat(past, samples.stream())
                .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to))
                .toList();
    }

    /** The day before the first reading, like it. */
    private List<Sample> steadyPast() {
        Sample first = samples.peekFirst();
        if (first != null
                && (steadyPast.isEmpty()
                        || !steadyPast.getLast().at().equals(first.at().minus(MINUTE)))) {
            steadyPast = IntStream.rangeClosed(1, KEPT)
                    .mapToObj(minutes -> earlier(first, first.at().minus(MINUTE.multipliedBy(KEPT + 1 - minutes))))
                    .toList();
        }
        return steadyPast;
    }

    private static Sample earlier(Sample first, Instant at) {
        var values = new HashMap<>(first.values());
        values.computeIfPresent(
                UPTIME,
                (name, seconds) -> seconds - Duration.between(at, first.at()).toSeconds());
        return new Sample(at, values);
    }
}
