package io.rdsmaint.simulator.model;

/**
 * What an instance class has.
 *
 * @param name such as {@code db.r6g.large}
 * @param vcpus virtual CPUs; for {@code db.serverless} those of its present capacity are computed elsewhere
 * @param memoryGib memory
 */
public record InstanceClass(String name, int vcpus, double memoryGib) {

    public static final String SERVERLESS = "db.serverless";

    /** The part between {@code db.} and the size. */
    public String family() {
        return name.split("\\.", -1)[1];
    }

    /** The size, such as {@code large}. */
    public String size() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** True for a class whose capacity follows the load. */
    public boolean serverless() {
        return name.equals(SERVERLESS);
    }

    /** True for a class with local disks for Optimized Reads. */
    public boolean optimizedReads() {
        return family().endsWith("gd") || family().endsWith("id");
    }

    /** True for a class with CPU credits: it has neither global databases nor activity streams. */
    public boolean burstable() {
        return family().startsWith("t");
    }

    /** Whether Performance Insights is to be had: not on small burstable classes of Aurora MySQL. */
    public boolean performanceInsights(EngineVersion version) {
        return version.postgres() || !burstable();
    }
}
