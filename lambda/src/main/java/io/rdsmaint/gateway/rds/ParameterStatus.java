package io.rdsmaint.gateway.rds;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the word means by which RDS says how far an instance runs with the values of a parameter group. A word that isn't
 * known counts as lasting: somebody should look at it before anything is changed.
 */
public enum ParameterStatus {
    IN_SYNC,
    /** Ends by itself; so does showing no word at all. */
    APPLYING,
    /** Ends with the instance's next restart. */
    PENDING_REBOOT,
    /** {@code failed-to-apply}, {@code pending-database-upgrade} and whatever else: not even a restart may end it. */
    LASTING;

    /** Reads a word of DescribeDBInstances or DescribeDBClusters. */
    public static ParameterStatus of(String word) {
        return switch (word) {
            case "in-sync" -> IN_SYNC;
            case "applying", "" -> APPLYING;
            case "pending-reboot" -> PENDING_REBOOT;
            default -> LASTING;
        };
    }

    /** True for what no waiting changes. */
    public boolean stays() {
        return this == PENDING_REBOOT || this == LASTING;
    }

    /** The words of an instance's parameter groups, by group, the cluster's among them where it is a member. */
    public static Map<String, String> words(Cluster cluster, Instance instance) {
        Map<String, String> words = new TreeMap<>();
        cluster.member(instance.id())
                .ifPresent(m -> words.put("cluster group " + cluster.parameterGroup(), m.parameterStatus()));
        instance.parameterGroups().forEach(g -> words.put("group " + g.name(), g.status()));
        return words;
    }

    /** Those of them that no waiting changes. */
    public static Map<String, String> staying(Map<String, String> words) {
        Map<String, String> staying = new TreeMap<>(words);
        staying.values().removeIf(word -> !of(word).stays());
        return staying;
    }
}
