package io.rdsmaint.simulator.model;

import java.util.List;

/**
 * One version of an engine.
 *
 * @param engine {@code aurora-postgresql} or {@code aurora-mysql}
 * @param version as AWS writes it
 * @param family parameter group family
 * @param keepsReaders true when readers stay up while the writer restarts
 * @param upgradeTargets versions that it can be upgraded to
 */
public record EngineVersion(
        String engine, String version, String family, boolean keepsReaders, List<String> upgradeTargets) {

    /** True for PostgreSQL-compatible engines. */
    public boolean postgres() {
        return engine.equals("aurora-postgresql");
    }

    /** The port that clusters of this engine listen on by default. */
    public int port() {
        return postgres() ? 5432 : 3306;
    }

    /** The default parameter group, for clusters and for instances alike. */
    public String defaultGroup() {
        return "default." + family;
    }
}
