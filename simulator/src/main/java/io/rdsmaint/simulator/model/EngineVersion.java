package io.rdsmaint.simulator.model;

import java.util.Arrays;
import java.util.List;

/**
 * One version of an engine.
 *
 * @param engine such as {@code aurora-postgresql}
 * @param version as AWS writes it
 * @param family parameter group family
 * @param deprecated true when it runs on but is no longer on offer
 * @param upgradeTargets versions that it can be upgraded to, newest last
 */
public record EngineVersion(
        String engine, String version, String family, boolean deprecated, List<String> upgradeTargets) {

    /** True when readers stay up while the writer restarts. */
    public boolean keepsReaders() {
        if (!aurora()) {
            return true;
        }
        return postgres() ? within(12, 14) || within(13, 10) || within(14, 7) || atLeast(15, 2) : atLeast(2, 10);
    }

    /** True when readers of secondary clusters stay up while the primary's writer restarts. */
    public boolean keepsGlobalSecondaries() {
        if (!aurora()) {
            return true;
        }
        return postgres() ? within(12, 16) || within(13, 12) || within(14, 9) || atLeast(15, 4) : atLeast(3, 6);
    }

    /** True when clusters of this version can have the storage type {@code aurora-iopt1}. */
    public boolean ioOptimized() {
        if (!aurora()) {
            return false;
        }
        return postgres()
                ? atLeast(17, 4) || within(16, 1) || within(15, 2) || within(14, 7) || within(13, 10)
                : atLeast(3, 3, 1);
    }

    /**
     * True when the release is the given one or a later one. Aurora MySQL counts by its own release, the part after
     * {@code mysql_aurora}.
     */
    public boolean atLeast(int... wanted) {
        return Arrays.compare(release(), wanted) >= 0;
    }

    /** True for minor versions of one major version from a minor version on. */
    public boolean within(int majorVersion, int minor) {
        return release()[0] == majorVersion && atLeast(majorVersion, minor);
    }

    int[] release() {
        return Arrays.stream(version.replaceFirst(".*mysql_aurora\\.", "").split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** True for PostgreSQL-compatible engines. */
    public boolean postgres() {
        return engine.endsWith("postgresql") || engine.equals("postgres");
    }

    /** True for the two Aurora engines. */
    public boolean aurora() {
        return engine.startsWith("aurora-");
    }

    /** The major version: {@code 15}, {@code 8.0}. */
    public String major() {
        int end = postgres() ? version.indexOf('.') : version.indexOf('.', version.indexOf('.') + 1);
        return version.substring(0, end);
    }

    /** The licence model as describes show it. */
    public String licence() {
        return postgres() ? "postgresql-license" : "general-public-license";
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
