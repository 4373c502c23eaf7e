package io.rdsmaint.gateway.autoscaling;

import java.util.List;

/**
 * How Application Auto Scaling changes a cluster's number of readers.
 *
 * @param policies names of the scaling policies
 */
public record ReaderScaling(int minCapacity, int maxCapacity, Suspension suspended, List<String> policies) {

    public ReaderScaling {
        policies = List.copyOf(policies);
    }

    /** Which activities are suspended. */
    public record Suspension(boolean scaleIn, boolean scaleOut, boolean scheduled) {
        /** Nothing may change the number of readers. */
        public static final Suspension ALL = new Suspension(true, true, true);
    }
}
