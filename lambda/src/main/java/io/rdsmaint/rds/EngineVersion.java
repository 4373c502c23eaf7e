package io.rdsmaint.rds;

import java.util.List;
import java.util.Set;

/**
 * An engine version from DescribeDBEngineVersions.
 *
 * @param family of its parameter groups
 * @param certificates CA certificates its instances can have
 */
public record EngineVersion(
        String engine,
        String version,
        String family,
        Set<String> certificates,
        boolean rotatesCertificateWithoutRestart,
        List<Upgrade> upgrades) {

    public EngineVersion {
        certificates = Set.copyOf(certificates);
        upgrades = List.copyOf(upgrades);
    }

    /** A version it can be upgraded to. */
    public record Upgrade(String version, boolean major) {}
}
