package io.rdsmaint.infra.watching;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * The metrics of {@code docs/observability.md}, as CloudWatch finds them. The function writes them; a test compares these
 * names with what it really writes.
 *
 * @param namespace the function's name
 * @param sweep how often gauges have a value
 */
record Figures(String namespace, Duration sweep) {
    private static final Duration MINUTES = Duration.minutes(5);

    /** A gauge of the sweep. */
    Metric gauge(String name) {
        return gauge(name, "Maximum", sweep);
    }

    Metric gauge(String name, String statistic, Duration period) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .period(period)
                .build();
    }

    /** One of ours without dimensions, as a sum. */
    Metric count(String name, Duration period) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic("Sum")
                .period(period)
                .build();
    }

    /** All values of one of ours by its dimensions, whichever there are: operation types and steps come and go. */
    IMetric each(String name, String statistic, String first, String second) {
        return MathExpression.Builder.create()
                .expression("SEARCH('{\"%s\",%s,%s} MetricName=\"%s\"', '%s', 300)"
                        .formatted(namespace, first, second, name, statistic))
                .usingMetrics(Map.of())
                .label("")
                .period(MINUTES)
                .build();
    }

    IMetric eachOutcome(String name) {
        return each(name, "Sum", "operation_type", "outcome");
    }

    IMetric eachStep(String name, String statistic) {
        return each(name, statistic, "operation_type", "step_action");
    }

    IMetric eachQuestion(String name, String statistic) {
        return each(name, statistic, "operation_type", "question_kind");
    }

    /** One of AWS's own. */
    static Metric aws(
            String namespace, String name, String statistic, Map<String, String> dimensions, Duration period) {
        return Metric.Builder.create()
                .namespace("AWS/" + namespace)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(period)
                .build();
    }
}
