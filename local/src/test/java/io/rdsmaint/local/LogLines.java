package io.rdsmaint.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines that the function wrote: decisions and troubles, and metrics in CloudWatch's embedded metric format. */
record LogLines(List<JsonNode> all) {
    static LogLines of(List<String> log) {
        synchronized (log) {
            return new LogLines(log.stream()
                    .filter(line -> line.startsWith("{"))
                    .map(Bench::json)
                    .toList());
        }
    }

    /**
     * One value of a metric.
     *
     * @param dimensions name=value, in the order of the metric
     */
    record Value(String metric, String unit, List<String> dimensions, double value) {}

    Stream<JsonNode> lines(String log) {
        return all.stream().filter(line -> line.path("log").asText().equals(log));
    }

    Set<String> fields() {
        return all.stream()
                .filter(line -> line.has("log"))
                .flatMap(line -> line.propertyStream().map(field -> field.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As CloudWatch extracts them, by AWS's specification of the format. */
    Stream<Value> values() {
        return all.stream()
                .flatMap(line -> line.at("/_aws/CloudWatchMetrics")
                        .valueStream()
                        .flatMap(directive -> directive
                                .path("Metrics")
                                .valueStream()
                                .flatMap(metric -> directive
                                        .path("Dimensions")
                                        .valueStream()
                                        .map(set -> new Value(
                                                directive.path("Namespace").asText() + " "
                                                        + metric.path("Name").asText(),
                                                metric.path("Unit").asText(),
                                                set.valueStream()
                                                        .map(name -> name.asText() + "="
                                                                + line.path(name.asText())
                                                                        .textValue())
                                                        .toList(),
                                                line.path(metric.path("Name").asText())
                                                        .doubleValue())))));
    }

    /** The values of one metric of ours whose dimensions have these values. */
    List<Double> values(String metric, String... dimensions) {
        return values().filter(value -> value.metric().equals("rds-maint-machine " + metric))
                .filter(value -> Stream.of(dimensions)
                        .allMatch(wanted -> value.dimensions().contains(wanted)))
                .map(Value::value)
                .toList();
    }
}
