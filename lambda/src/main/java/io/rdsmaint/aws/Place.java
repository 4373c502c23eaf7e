package io.rdsmaint.aws;

import io.rdsmaint.engine.OperationType.PlanRequest;
import io.rdsmaint.engine.Target;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom calls are made.
 *
 * @param roleArn the role to assume, or null for the function's own
 * @param externalId sent when assuming it, or null
 */
public record Place(
        String region, @Nullable String roleArn, @Nullable String externalId) {

    /** The function's own role in a region. */
    public static Place own(String region) {
        return new Place(region, null, null);
    }

    /** Where an operation's target is. */
    public static Place of(Target target) {
        return new Place(target.region(), target.roleArn(), target.externalId());
    }

    /** Where a start asks to work. */
    public static Place of(PlanRequest request) {
        return new Place(request.region(), request.roleArn(), request.externalId());
    }

    /** The role in words. */
    String role() {
        return roleArn == null ? "the function's role" : "role " + roleArn;
    }
}
