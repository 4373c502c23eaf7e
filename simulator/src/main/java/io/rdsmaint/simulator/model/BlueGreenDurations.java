package io.rdsmaint.simulator.model;

import io.rdsmaint.simulator.model.Durations.Range;

/**
 * How long the parts of a blue/green deployment take, and what goes with it. The bounds are what operators commonly see
 * of clusters of moderate size; large ones take hours to provision.
 *
 * @param copy from the call until the green cluster has its first instance
 * @param upgrade of the green cluster's engine
 * @param endpoints creation of custom endpoints
 * @param switchover for how long both sides accept no connections
 * @param dissolve from a deployment's deletion until it is gone
 * @param clusterDelete from a cluster's deletion until it is gone
 * @param snapshot from a cluster snapshot's creation until it is available
 */
public record BlueGreenDurations(
        Range copy,
        Range upgrade,
        Range endpoints,
        Range switchover,
        Range dissolve,
        Range clusterDelete,
        Range snapshot) {

    /** What is common in the field. */
    public static BlueGreenDurations realistic() {
        return new BlueGreenDurations(
                new Range(600, 1_200),
                new Range(900, 1_800),
                new Range(60, 120),
                new Range(20, 60),
                new Range(60, 180),
                new Range(120, 300),
                new Range(120, 300));
    }
}
