package io.rdsmaint.simulator.metrics;

import io.rdsmaint.simulator.rules.Rule;
import java.util.List;

/** The CloudWatch calls that are modelled. */
public final class CloudWatchRules {

    private CloudWatchRules() {}

    public static List<Rule> all() {
        return List.of(new DescribeAlarms(), new GetMetricData(), new GetMetricStatistics());
    }
}
