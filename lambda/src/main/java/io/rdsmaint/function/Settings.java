package io.rdsmaint.function;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the deployment fixed, from the function's environment variables.
 *
 * @param region the function's own, the default for operations
 * @param deployment names this deployment in the mark on a cluster
 * @param allowedTag {@code key=value} that clusters must carry, or empty when patterns decide
 * @param allowedClusters patterns of cluster identifiers that may be touched
 */
public record Settings(
        String region,
        String table,
        String eventBus,
        String deployment,
        String allowedTag,
        List<String> allowedClusters,
        List<String> allowedRegions,
        List<String> allowedRoleArns) {

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming every variable that is missing or can't be used
     */
    public static Settings from(Map<String, String> environment) {
        List<String> missing = List.of("AWS_REGION", "TABLE_NAME", "EVENT_BUS_NAME", "DEPLOYMENT").stream()
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .toList();
        String store = environment.getOrDefault("STATE_STORE", "dynamodb");
        if (!missing.isEmpty() || !store.equals("dynamodb")) {
            throw new IllegalArgumentException("The function's environment is not as deployed: missing " + missing
                    + ", STATE_STORE '" + store + "' (this version has dynamodb). Deploy the stack again.");
        }
        String region = environment.getOrDefault("AWS_REGION", "");
        List<String> regions = list(environment, "ALLOWED_REGIONS");
        return new Settings(
                region,
                environment.getOrDefault("TABLE_NAME", ""),
                environment.getOrDefault("EVENT_BUS_NAME", ""),
                environment.getOrDefault("DEPLOYMENT", ""),
                environment.getOrDefault("ALLOWED_TAG", ""),
                list(environment, "ALLOWED_CLUSTERS"),
                regions.isEmpty() ? List.of(region) : regions,
                list(environment, "ALLOWED_ROLE_ARNS"));
    }

    private static List<String> list(Map<String, String> environment, String name) {
        return Arrays.stream(environment.getOrDefault(name, "").split(",", -1))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
