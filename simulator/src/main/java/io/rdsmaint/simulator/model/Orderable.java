package io.rdsmaint.simulator.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which classes a site offers for which engine version and zone, and where there is no capacity for them. */
public final class Orderable {

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
        if (!version.aurora()) {
            return !instanceClass.optimizedReads();
        }
        return version.postgres() ? toPostgres(instanceClass, version) : toMysql(instanceClass, version);
    }

    private static boolean toPostgres(InstanceClass instanceClass, EngineVersion version) {
        return switch (instanceClass.family()) {
            case "t2" -> false;
            case "t3" -> !instanceClass.size().equals("small");
            case "r4" -> !version.atLeast(13);
            case "serverless" -> version.within(13, 6) || version.within(14, 3) || version.atLeast(15, 2);
            case "r7g" -> version.within(13, 10) || version.within(14, 7) || version.atLeast(15, 2);
            case "r7i" -> version.within(13, 12) || version.within(14, 9) || version.atLeast(15, 4);
            case "r6gd", "r6id" -> version.within(14, 9) || version.atLeast(15, 4);
            case "r8g" -> version.within(14, 12) || version.within(15, 7) || version.atLeast(16, 3);
            default -> true;
        };
    }

    private static boolean toMysql(InstanceClass instanceClass, EngineVersion version) {
        return switch (instanceClass.family()) {
            case "t2", "r4" -> !version.atLeast(3);
            case "t3" -> !version.atLeast(3) || !instanceClass.size().equals("small");
            case "serverless" -> version.atLeast(3, 2);
            case "r7g" -> version.within(2, 12) || version.atLeast(3, 3, 1);
            case "r7i", "r8g" -> version.atLeast(3, 4);
            case "r6gd", "r6id" -> false;
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
