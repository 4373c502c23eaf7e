package io.rdsmaint.gateway.rds;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An engine version from DescribeDBEngineVersions.
 *
 * @param family of its parameter groups
 * @param status {@code available} or {@code deprecated}
 * @param certificates CA certificates its instances can have
 */
public record EngineVersion(
        String engine,
        String version,
        String family,
        String status,
        Set<String> certificates,
        boolean rotatesCertificateWithoutRestart,
        List<Upgrade> upgrades) {

    public EngineVersion {
        certificates = Set.copyOf(certificates);
        upgrades = List.copyOf(upgrades);
    }

    /**
     * A version it can be upgraded to.
     *
     * @param engineModes such as {@code provisioned}; empty when AWS names none
     * @param automatic AWS gives it by itself to those that take automatic minor upgrades
     */
    public record Upgrade(
            String version, boolean major, Set<String> engineModes, boolean globalDatabases, boolean automatic) {
        public Upgrade {
            engineModes = Set.copyOf(engineModes);
        }
    }

    /** The way to another version, or empty when AWS offers none. */
    public Optional<Upgrade> upgradeTo(String target) {
        return upgrades.stream().filter(u -> u.version().equals(target)).findFirst();
    }
}
