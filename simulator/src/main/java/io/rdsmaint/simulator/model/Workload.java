package io.rdsmaint.simulator.model;

/**
 * What clients ask of a cluster, all the time.
 *
 * @param writeVcpus CPUs' worth of work that only the writer can do
 * @param readVcpus CPUs' worth of work spread over the readers, or done by the writer when there is none
 * @param writerConnections peak connections to the writer
 * @param readerConnections peak connections to the readers together
 * @param pinnedAuthority certificate authority that clients trust, as a prefix of its identifier; empty for all
 */
public record Workload(
        double writeVcpus, double readVcpus, int writerConnections, int readerConnections, String pinnedAuthority) {

    /** A cluster that no client uses. */
    public static Workload none() {
        return new Workload(0, 0, 0, 0, "");
    }

    /** A cluster with room to spare. */
    public static Workload moderate() {
        return new Workload(0.6, 0.8, 120, 160, "rds-ca-rsa2048-g1");
    }
}
