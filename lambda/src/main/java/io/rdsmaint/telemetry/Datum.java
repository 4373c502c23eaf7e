package io.rdsmaint.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One value of a metric.
 *
 * @param dimensions the values of the metric's dimensions, in their order
 */
record Datum(Metric metric, double value, List<String> dimensions) {
    Datum {
        dimensions = List.copyOf(dimensions);
        if (dimensions.size() != metric.dimensions().size()) {
            throw new IllegalArgumentException(metric + " has the dimensions " + metric.dimensions());
        }
    }

    static Datum count(Metric metric, long count, String... dimensions) {
        return new Datum(metric, count, List.of(dimensions));
    }

    /** Never negative: a clock that was set back must not spoil a statistic. */
    static Datum time(Metric metric, Duration time, String... dimensions) {
        return new Datum(metric, Math.max(0, time.toMillis()) / 1000.0, List.of(dimensions));
    }

    /**
     * In CloudWatch's embedded metric format: CloudWatch makes the metric from the line in the log.
     *
     * @param namespace of the metric, one for each deployment in the account
     */
    ObjectNode emf(String namespace, Instant at) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode aws = line.putObject("_aws").put("Timestamp", at.toEpochMilli());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", namespace);
        ArrayNode names = directive.putArray("Dimensions").addArray();
        directive.putArray("Metrics").addObject().put("Name", metric.word()).put("Unit", metric.unit());
        for (int i = 0; i < dimensions.size(); i++) {
            String name = metric.dimensions().get(i);
            names.add(name);
            line.put(name, dimensions.get(i));
        }
        return line.put(metric.word(), value);
    }
}
