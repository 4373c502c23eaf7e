package io.rdsmaint.bench.orchestration;

import java.util.ArrayList;
import java.util.List;

/**
 * What operations took.
 *
 * @param operations how many
 * @param transitions states that were entered
 * @param events of the histories
 * @param calls of AWS that are about databases
 * @param seconds from start to end
 * @param lags seconds from the moment at which what was awaited was there to the look that saw it
 */
record Measured(int operations, long transitions, long events, long calls, double seconds, List<Double> lags) {
    static final Measured NOTHING = new Measured(0, 0, 0, 0, 0, List.of());

    Measured {
        lags = List.copyOf(lags);
    }

    Measured and(Measured other) {
        List<Double> all = new ArrayList<>(lags);
        all.addAll(other.lags);
        return new Measured(
                operations + other.operations,
                transitions + other.transitions,
                events + other.events,
                calls + other.calls,
                seconds + other.seconds,
                all);
    }

    double transitionsEach() {
        return (double) transitions / operations;
    }

    double meanLag() {
        return lags.stream().mapToDouble(lag -> lag).average().orElse(0);
    }

    double p95Lag() {
        List<Double> sorted = lags.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * 0.95)));
    }

    /** The whole time by what it would be if each end were seen at once. */
    double overIdeal() {
        return seconds / (seconds - lags.stream().mapToDouble(lag -> lag).sum());
    }
}
