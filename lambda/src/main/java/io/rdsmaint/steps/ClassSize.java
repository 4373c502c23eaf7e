package io.rdsmaint.steps;

import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.Instance;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The memory of instance classes, to tell which of two is the smaller. Families grow by doubling: the memory of {@code large} decides
 * (AWS's instance class specifications).
 */
final class ClassSize {
    private static final double GIB_PER_CAPACITY_UNIT = 2;
    private static final Map<Character, Double> GIB_OF_LARGE = Map.of('r', 16.0, 'x', 32.0, 't', 8.0, 'm', 8.0);

    private ClassSize() {}

    /** Memory in GiB, for a serverless class its upper limit in this cluster; empty when the class isn't known here. */
    static OptionalDouble gib(String instanceClass, Cluster.@Nullable Serverless serverless) {
        if (instanceClass.equals(Instance.SERVERLESS)) {
            return serverless == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(serverless.maxCapacity() * GIB_PER_CAPACITY_UNIT);
        }
        String[] parts = instanceClass.split("\\.", -1);
        Double large = parts.length == 3 && !parts[1].isEmpty() ? GIB_OF_LARGE.get(parts[1].charAt(0)) : null;
        double factor = parts.length == 3 ? factor(parts[2]) : 0;
        return large == null || factor == 0 ? OptionalDouble.empty() : OptionalDouble.of(large * factor);
    }

    private static double factor(String size) {
        return switch (size) {
            case "small" -> 0.25;
            case "medium" -> 0.5;
            case "large" -> 1;
            case "xlarge" -> 2;
            default -> size.matches("\\d{1,2}xlarge") ? 2.0 * Integer.parseInt(size.replace("xlarge", "")) : 0;
        };
    }
}
