package io.rdsmaint.simulator.autoscaling;

import io.rdsmaint.simulator.rules.Rule;
import java.util.List;

/** The Application Auto Scaling calls that are modelled. */
public final class AutoscalingRules {

    private AutoscalingRules() {}

    public static List<Rule> all() {
        return List.of(
                new DescribeScalableTargets(),
                new DescribeScalingPolicies(),
                new RegisterScalableTarget(),
                new DeregisterScalableTarget());
    }
}
