package io.rdsmaint.simulator.model;

import java.time.Instant;

/** The registration of a cluster's reader count with Application Auto Scaling, and its one target tracking policy. */
public final class ScalingTarget {

    private final Cluster cluster;
    private final Instant createdAt;
    private final double targetCpu;
    private int least;
    private int most;
    private boolean inSuspended;
    private boolean outSuspended;
    private boolean scheduledSuspended;
    private int minutesAbove;
    private int minutesBelow;

    /**
     * @param targetCpu mean CPU percentage of the readers that the policy aims at
     */
    public ScalingTarget(Cluster cluster, int least, int most, double targetCpu) {
        this.cluster = cluster;
        this.least = least;
        this.most = most;
        this.targetCpu = targetCpu;
        this.createdAt = cluster.site().world().now();
    }

    public Cluster cluster() {
        return cluster;
    }

    public String resourceId() {
        return "cluster:" + cluster.id();
    }

    public Instant createdAt() {
        return createdAt;
    }

    public double targetCpu() {
        return targetCpu;
    }

    public int least() {
        return least;
    }

    public int most() {
        return most;
    }

    public void range(int newLeast, int newMost) {
        least = newLeast;
        most = newMost;
    }

    public boolean inSuspended() {
        return inSuspended;
    }

    public boolean outSuspended() {
        return outSuspended;
    }

    public boolean scheduledSuspended() {
        return scheduledSuspended;
    }

    public void suspended(boolean in, boolean out, boolean scheduled) {
        inSuspended = in;
        outSuspended = out;
        scheduledSuspended = scheduled;
    }

    /** Counts another minute at a mean CPU percentage; readings near the target count neither way. */
    public void minute(double cpu) {
        minutesAbove = cpu > targetCpu ? minutesAbove + 1 : 0;
        minutesBelow = cpu < targetCpu * 0.9 ? minutesBelow + 1 : 0;
    }

    /** True when the alarm for more readers has gone off: three minutes above the target. */
    public boolean wantsMore() {
        return minutesAbove >= 3;
    }

    /** True when the alarm for fewer readers has gone off: fifteen minutes below. */
    public boolean wantsFewer() {
        return minutesBelow >= 15;
    }

    /** Begins to count again, after scaling. */
    public void settled() {
        minutesAbove = 0;
        minutesBelow = 0;
    }
}
