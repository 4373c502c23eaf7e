package io.rdsmaint.simulator.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The instance classes that Aurora offers here, with their sizes. */
public final class InstanceClasses {

    private static final List<Integer> LARGE_TO_16 = List.of(1, 2, 4, 8, 16, 24, 32);
    private static final Map<String, InstanceClass> ALL = catalogue();

    private InstanceClasses() {}

    /** All classes, smaller before larger within a family. */
    public static List<InstanceClass> all() {
        return List.copyOf(ALL.values());
    }

    /** A class by its name. */
    public static Optional<InstanceClass> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Map<String, InstanceClass> catalogue() {
        var classes = new LinkedHashMap<String, InstanceClass>();
        for (String family : List.of("r4", "r5", "r6g", "r6gd", "r6i", "r6id", "r7g", "r7i", "r8g")) {
            family(classes, family, 8);
        }
        family(classes, "x2g", 16);
        add(classes, "db.t2.small", 1, 2);
        add(classes, "db.t2.medium", 2, 4);
        add(classes, "db.t3.small", 2, 2);
        add(classes, "db.t3.medium", 2, 4);
        add(classes, "db.t3.large", 2, 8);
        add(classes, "db.t4g.medium", 2, 4);
        add(classes, "db.t4g.large", 2, 8);
        add(classes, InstanceClass.SERVERLESS, 0, 0);
        return classes;
    }

    private static void family(Map<String, InstanceClass> classes, String family, int gibPerVcpu) {
        for (int factor : LARGE_TO_16) {
            String size = factor == 1 ? "large" : factor == 2 ? "xlarge" : factor / 2 + "xlarge";
            add(classes, "db." + family + "." + size, 2 * factor, 2.0 * factor * gibPerVcpu);
        }
    }

    private static void add(Map<String, InstanceClass> classes, String name, int vcpus, double gib) {
        classes.put(name, new InstanceClass(name, vcpus, gib));
    }
}
