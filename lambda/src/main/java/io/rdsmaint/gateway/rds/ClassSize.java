package io.rdsmaint.gateway.rds;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How big an instance class is, told by its name: within a family sizes double regularly (large has 2 vCPUs, xlarge 4,
 * Nxlarge 4N), and a family has a fixed memory per vCPU. Burstable classes are listed. Source: AWS's table of instance
 * classes for Aurora.
 *
 * @param family such as {@code r6g}
 * @param memoryGib nominal memory; a few percent of it are the operating system's
 * @param localStorage true when it has local NVMe storage, which Optimized Reads uses
 */
public record ClassSize(String name, String family, int vcpus, double memoryGib, boolean localStorage) {
    private static final Pattern NAME = Pattern.compile("db\\.([a-z]+)(\\d+)([a-z]*)\\.(\\d*)(large|xlarge)");
    private static final Map<String, Double> BURSTABLE = Map.of(
            "db.t2.small", 2.0,
            "db.t2.medium", 4.0,
            "db.t3.small", 2.0,
            "db.t3.medium", 4.0,
            "db.t3.large", 8.0,
            "db.t4g.medium", 4.0,
            "db.t4g.large", 8.0);
    private static final Map<String, Double> GIB_PER_VCPU = Map.of("r", 8.0, "x", 16.0, "m", 4.0, "c", 2.0);

    /** 15.25 GiB on two (Aurora guide, hardware specifications). */
    private static final double R4_GIB_PER_VCPU = 7.625;

    /** The size of a class, or empty for {@code db.serverless} and names that don't follow the rule. */
    public static Optional<ClassSize> of(String instanceClass) {
        Double burstable = BURSTABLE.get(instanceClass);
        if (burstable != null) {
            int vcpus = instanceClass.equals("db.t2.small") ? 1 : 2;
            return Optional.of(new ClassSize(
                    instanceClass,
                    instanceClass.substring("db.".length(), instanceClass.lastIndexOf('.')),
                    vcpus,
                    burstable,
                    false));
        }
        Matcher name = NAME.matcher(instanceClass);
        if (!name.matches() || (!name.group(4).isEmpty() && name.group(5).equals("large"))) {
            return Optional.empty();
        }
        Double perVcpu = GIB_PER_VCPU.get(name.group(1));
        if (perVcpu == null) {
            return Optional.empty();
        }
        String family = name.group(1) + name.group(2) + name.group(3);
        int vcpus = vcpus(name.group(4), name.group(5));
        double gib = family.equals("r4") ? R4_GIB_PER_VCPU : perVcpu;
        return Optional.of(new ClassSize(
                instanceClass, family, vcpus, vcpus * gib, name.group(3).contains("d")));
    }

    private static int vcpus(String times, String size) {
        if (size.equals("large")) {
            return 2;
        }
        return 4 * (times.isEmpty() ? 1 : Integer.parseInt(times));
    }

    /** True when it has fewer vCPUs or less memory than the other. */
    public boolean smallerThan(ClassSize other) {
        return vcpus < other.vcpus || memoryGib < other.memoryGib;
    }

    /** True for classes that earn and spend CPU credits. */
    public boolean burstable() {
        return family.startsWith("t");
    }

    /** In words, with both figures. */
    public String describe() {
        return "%s (%d vCPU, %s GiB)"
                .formatted(
                        name,
                        vcpus,
                        memoryGib == Math.rint(memoryGib)
                                ? String.valueOf((long) memoryGib)
                                : String.valueOf(memoryGib));
    }
}
