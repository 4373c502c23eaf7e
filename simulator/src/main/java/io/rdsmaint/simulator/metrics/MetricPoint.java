package io.rdsmaint.simulator.metrics;

import java.time.Instant;
import java.util.List;

/**
 * The readings of one period.
 *
 * @param at its start
 * @param readings at least one
 */
record MetricPoint(Instant at, List<Double> readings) {

    /** A statistic by its CloudWatch name; percentiles are taken as the nearest reading. */
    double stat(String name) {
        return switch (name) {
            case "Average" ->
                readings.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            case "Maximum" ->
                readings.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
            case "Minimum" ->
                readings.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            case "Sum" -> readings.stream().mapToDouble(Double::doubleValue).sum();
            case "SampleCount" -> readings.size();
            case String percentile when percentile.matches("p\\d{1,2}(\\.\\d+)?") -> percentile(percentile);
            default -> throw MetricQuery.invalid("The statistic " + name + " is not simulated");
        };
    }

    private double percentile(String name) {
        List<Double> sorted = readings.stream().sorted().toList();
        double share = Double.parseDouble(name.substring(1)) / 100;
        return sorted.get((int) Math.clamp(Math.ceil(share * sorted.size()) - 1, 0, sorted.size() - 1.0));
    }
}
