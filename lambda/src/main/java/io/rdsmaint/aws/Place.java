package io.rdsmaint.aws;

import io.rdsmaint.engine.OperationType.PlanRequest;
import io.rdsmaint.engine.Target;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom calls are made.
 *
 * @param roleArn the role to assume, or null for the function's own
 * @param externalId sent when assuming it, or null
 * @param session what the session of an assumed role is called
 */
public record Place(
        String region, @Nullable String roleArn, @Nullable String externalId, String session) {
    /** What calls for no operation in particular are called. */
    private static final String NO_OPERATION = "rds-maint-machine";

    /** For no operation in particular. */
    public Place(String region, @Nullable String roleArn, @Nullable String externalId) {
        this(region, roleArn, externalId, NO_OPERATION);
    }

    /** The same for an operation: the other account's CloudTrail tells the sessions of an assumed role by their names. */
    public Place during(String operationId) {
        return roleArn == null ? this : new Place(region, roleArn, externalId, operationId);
    }

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
        Target.Asked target = request.target();
        return new Place(target.region(), target.roleArn(), target.externalId());
    }

    /** The role in words. */
    String role() {
        return roleArn == null ? "the function's role" : "role " + roleArn;
    }
}
