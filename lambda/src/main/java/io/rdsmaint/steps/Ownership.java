package io.rdsmaint.steps;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.rds.Instance;

/** How an operation knows the instances that it made. */
public final class Ownership {
    /** The tag that names the operation an instance was made by. */
    public static final String TAG = "rds-maint-operation-id";

    private Ownership() {}

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
