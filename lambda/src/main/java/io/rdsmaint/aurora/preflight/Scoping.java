package io.rdsmaint.aurora.preflight;

import io.rdsmaint.aurora.cluster.Mark;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which clusters a deployment may touch, decided when it is deployed; the policy enforces it, preflight tells
 * beforehand.
 *
 * @param deployment names this deployment in the mark it leaves on a cluster
 * @param allowTag the tag that clusters and instances must carry, or null when patterns decide alone
 * @param allowClusters identifiers, {@code *} standing for any characters; a cluster that matches one needs no tag
 * @param allowInstances patterns of the instances and custom endpoints of clusters that are allowed by name
 * @param suspendsScaling whether it was deployed with what AWS checks of whoever suspends the scaling of readers; without it a
 *     person does that
 * @param kmsKeys the keys of encrypted clusters that it was deployed with the right to make grants for
 */
public record Scoping(
        String deployment,
        @Nullable AllowTag allowTag,
        List<String> allowClusters,
        List<String> allowInstances,
        boolean suspendsScaling,
        Set<String> kmsKeys) {

    public Scoping {
        allowClusters = List.copyOf(allowClusters);
        allowInstances = List.copyOf(allowInstances);
        kmsKeys = Set.copyOf(kmsKeys);
    }

    /** Without the options that suspend scaling and give keys, as is the default. */
    public Scoping(
            String deployment, @Nullable AllowTag allowTag, List<String> allowClusters, List<String> allowInstances) {
        this(deployment, allowTag, allowClusters, allowInstances, false, Set.of());
    }

    /**
     * Reads what the deployment fixed.
     *
     * @param environment the function's variables
     * @throws IllegalArgumentException when no cluster is in scope
     */
    public static Scoping from(String deployment, Map<String, String> environment) {
        String tag = environment.getOrDefault("ALLOWED_TAG", "");
        List<String> clusters = list(environment, "ALLOWED_CLUSTERS");
        if (tag.isEmpty() ? clusters.isEmpty() : tag.indexOf('=') < 1) {
            throw new IllegalArgumentException("The function's environment is not as deployed: ALLOWED_TAG '" + tag
                    + "' (key=value, or empty with ALLOWED_CLUSTERS). Deploy the stack again.");
        }
        String[] allowed = tag.split("=", 2);
        return new Scoping(
                deployment,
                tag.isEmpty() ? null : new AllowTag(allowed[0], allowed[1]),
                clusters,
                list(environment, "ALLOWED_INSTANCES"),
                environment.getOrDefault("SUSPEND_SCALING", "").equals("true"),
                Set.copyOf(list(environment, "KMS_KEYS")));
    }

    private static List<String> list(Map<String, String> environment, String name) {
        return Arrays.stream(environment.getOrDefault(name, "").split(",", -1))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** A tag that opens a resource to the machine. */
    public record AllowTag(String key, String value) {}

    /** The mark's value for an operation of this deployment. */
    public String mark(String operationId) {
        return Mark.of(deployment, operationId);
    }

    /** True for a cluster that needs no tag. */
    public boolean allowedByName(String clusterId) {
        return matches(allowClusters, clusterId);
    }

    /** True for an instance or custom endpoint that needs no tag, of a cluster that needs none. */
    public boolean allowedInstance(String name) {
        return matches(allowInstances, name);
    }

    private static boolean matches(List<String> patterns, String name) {
        return patterns.stream().anyMatch(p -> Pattern.matches(Pattern.quote(p).replace("*", "\\E.*\\Q"), name));
    }
}
