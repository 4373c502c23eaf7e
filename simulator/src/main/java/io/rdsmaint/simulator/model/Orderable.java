package io.rdsmaint.simulator.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which classes a site offers for which engine version and zone, and where there is no capacity for them. */
public final class Orderable {

    private static final List<String> GRAVITON2_UP = List.of("r6g", "r6gd", "r6i", "x2g", "t4g");

    private final Set<String> withdrawn = new HashSet<>();
    private final Set<String> standardOnly = new HashSet<>();
    private final Map<String, Set<String>> zonesWithout = new HashMap<>();
    private final Map<String, Set<String>> zonesExhausted = new HashMap<>();

    /** Takes a class off the list everywhere. */
    public void withdraw(String instanceClass) {
        withdrawn.add(instanceClass);
    }

    /** Takes a class off the list in one zone. */
    public void withdraw(String instanceClass, String zone) {
        zonesWithout.computeIfAbsent(instanceClass, name -> new HashSet<>()).add(zone);
    }

    /** Offers a class for clusters of the storage type {@code aurora} only. */
    public void standardOnly(String instanceClass) {
        standardOnly.add(instanceClass);
    }

    /** The storage types of clusters that can have instances of the class, at an engine version that offers it. */
    public List<String> storageTypes(InstanceClass instanceClass, EngineVersion version) {
        return version.ioOptimized() && !standardOnly.contains(instanceClass.name())
                ? List.of(Cluster.STANDARD, Cluster.IO_OPTIMIZED)
                : List.of(Cluster.STANDARD);
    }

    /** Leaves a class on the list but has none to give in one zone. */
    public void exhaust(String instanceClass, String zone) {
        zonesExhausted.computeIfAbsent(instanceClass, name -> new HashSet<>()).add(zone);
    }

    /** Ends the shortage of a class in a zone. */
    public void restock(String instanceClass, String zone) {
        zonesExhausted.getOrDefault(instanceClass, Set.of()).remove(zone);
    }

    /** True when the class is on offer for the engine version. */
    public boolean offered(InstanceClass instanceClass, EngineVersion version) {
        if (withdrawn.contains(instanceClass.name())) {
            return false;
        }
        boolean old = version.version().startsWith("11.") || version.version().startsWith("5.7.");
        String family = instanceClass.family();
        if (old) {
            return family.equals("r5")
                    || family.equals("t3")
                    || (GRAVITON2_UP.contains(family) && !family.equals("r6gd"));
        }
        return switch (family) {
            case "r6gd" ->
                version.postgres()
                        && !version.version().startsWith("12.")
                        && !version.version().startsWith("13.");
            case "r8g" ->
                !version.version().startsWith("12.") && !version.version().startsWith("13.");
            case "serverless" -> version.keepsReaders();
            default -> true;
        };
    }

    /** True when the class is on offer in the zone too. */
    public boolean offered(InstanceClass instanceClass, EngineVersion version, String zone) {
        return offered(instanceClass, version)
                && !zonesWithout.getOrDefault(instanceClass.name(), Set.of()).contains(zone);
    }

    /** True when the zone has an instance of the class to give. */
    public boolean inStock(InstanceClass instanceClass, String zone) {
        return !zonesExhausted.getOrDefault(instanceClass.name(), Set.of()).contains(zone);
    }
}
