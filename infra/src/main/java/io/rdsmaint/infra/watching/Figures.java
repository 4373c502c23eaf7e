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
 * @param sweep how often gauges have a value
 */
record Figures(Duration sweep) {
    private static final String OURS = "rds-maint-machine";
    private static final Duration MINUTES = Duration.minutes(5);

    /** A gauge of the sweep. */
    Metric gauge(String name) {
        return gauge(name, "Maximum", sweep);
    }

    Metric gauge(String name, String statistic, Duration period) {
        return Metric.Builder.create()
                .namespace(OURS)
                .metricName(name)
                .statistic(statistic)
                .period(period)
                .build();
    }

    /** One of ours without dimensions, as a sum. */
    static Metric count(String name, Duration period) {
        return Metric.Builder.create()
                .namespace(OURS)
                .metricName(name)
                .statistic("Sum")
                .period(period)
                .build();
    }

    /** All values of one of ours by its dimensions, whichever there are: operation types and steps come and go. */
    static IMetric each(String name, String statistic, String first, String second) {
        return MathExpression.Builder.create()
                .expression("SEARCH('{\"%s\",%s,%s} MetricName=\"%s\"', '%s', 300)"
                        .formatted(OURS, first, second, name, statistic))
                .usingMetrics(Map.of())
                .label("")
                .period(MINUTES)
                .build();
    }

    static IMetric eachOutcome(String name) {
        return each(name, "Sum", "operation_type", "outcome");
    }

    static IMetric eachStep(String name, String statistic) {
        return each(name, statistic, "operation_type", "step_action");
    }

    static IMetric eachQuestion(String name, String statistic) {
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
