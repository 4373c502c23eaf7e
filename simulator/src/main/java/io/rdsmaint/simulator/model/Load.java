package io.rdsmaint.simulator.model;

/**
 * What the workload asks of one instance at the moment.
 *
 * @param vcpus CPUs' worth of work
 * @param connections connections that clients want to hold
 */
public record Load(double vcpus, int connections) {

    /** The writer does the writing, and the reading too when no reader serves; readers share the reading. */
    public static Load on(Instance instance) {
        Cluster cluster = instance.cluster();
        Workload work = cluster.workload();
        long readers = cluster.readers().stream()
                .filter(each -> each.engine().serving())
                .count();
        if (instance.writer()) {
            boolean alone = readers == 0;
            return new Load(
                    work.writeVcpus() + (alone ? work.readVcpus() : 0),
                    work.writerConnections() + (alone ? work.readerConnections() : 0));
        }
        return readers == 0 || !instance.engine().serving()
                ? new Load(0, 0)
                : new Load(work.readVcpus() / readers, (int) (work.readerConnections() / readers));
    }

    /** Share of the instance's CPUs that this takes, at most 100. */
    public double cpuPercent(Instance instance) {
        double vcpus = Math.max(instance.cluster().vcpus(instance), 0.25);
        return Math.min(100, 100 * this.vcpus / vcpus);
    }
}
