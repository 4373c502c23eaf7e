package io.rdsmaint.aurora.cluster;

import io.rdsmaint.gateway.rds.Instance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How an operation knows the instances that it made. */
public final class Ownership {
    /** The tag that names the operation an instance was made by. */
    public static final String TAG = "rds-maint-operation-id";

    private static final List<String> FOREIGN = List.of("aws:", "rds:", "application-autoscaling:");

    private Ownership() {}

    /** The tags that a copy of an instance gets: its own but for those that only AWS may set, and this operation's. */
    public static Map<String, String> copied(Map<String, String> tags, String operationId) {
        Map<String, String> copied = new TreeMap<>(tags);
        copied.keySet().removeIf(key -> FOREIGN.stream().anyMatch(key::startsWith));
        copied.put(TAG, operationId);
        return copied;
    }

    /** True when the instance carries the operation's tag. */
    public static boolean tagged(Instance instance, String operationId) {
        return operationId.equals(instance.tags().get(TAG));
    }
}
