package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.PlannedStep;

/** The instances of the old cluster as the plan saw them; any other was added by somebody who may need it. */
final class OldMembers {
    private OldMembers() {}

    /** True for one that the plan is to remove. */
    static boolean planned(Operation operation, String resourceId) {
        return operation.steps().stream()
                .map(step -> step.planned())
                .filter(step -> step.action().equals(DeleteOldMember.ACTION))
                .anyMatch(step -> resourceId(step).equals(resourceId));
    }

    static String resourceId(PlannedStep step) {
        return step.parameters().path("resource_id").asText();
    }
}
