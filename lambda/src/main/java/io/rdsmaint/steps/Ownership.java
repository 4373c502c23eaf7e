package io.rdsmaint.steps;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.rds.Instance;
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

    /** The resource id that the newest step that made an instance of this name wrote down; empty when there is none. */
    static String resourceId(Operation operation, String instance) {
        for (Step step : operation.steps().reversed()) {
            boolean made = step.planned().action().equals(CreateInstance.ACTION)
                    && step.planned().parameters().path("instance").asText().equals(instance);
            if (made && !step.memo().path("resource_id").asText().isEmpty()) {
                return step.memo().path("resource_id").asText();
            }
        }
        return "";
    }
}
