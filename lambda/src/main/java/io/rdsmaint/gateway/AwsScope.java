package io.rdsmaint.gateway;

import io.rdsmaint.engine.OperationType.PlanRequest;
import io.rdsmaint.engine.Product;
import io.rdsmaint.engine.Target;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom calls are made.
 *
 * @param roleArn the role to assume, or null for the function's own
 * @param externalId sent when assuming it, or null
 * @param session what the session of an assumed role is called
 */
public record AwsScope(
        String region, @Nullable String roleArn, @Nullable String externalId, String session) {
    /** What calls for no operation in particular are called. */
    private static final String NO_OPERATION = Product.NAME;

    /** For no operation in particular. */
    public AwsScope(String region, @Nullable String roleArn, @Nullable String externalId) {
        this(region, roleArn, externalId, NO_OPERATION);
    }

    /** The same for an operation: the other account's CloudTrail tells the sessions of an assumed role by their names. */
    public AwsScope during(String operationId) {
        return roleArn == null ? this : new AwsScope(region, roleArn, externalId, operationId);
    }

    /** The function's own role in a region. */
    public static AwsScope own(String region) {
        return new AwsScope(region, null, null);
    }

    /** Where an operation's target is. */
    public static AwsScope of(Target target) {
        return new AwsScope(target.region(), target.roleArn(), target.externalId());
    }

    /** Where a start asks to work. */
    public static AwsScope of(PlanRequest request) {
        Target.Asked target = request.target();
        return new AwsScope(target.region(), target.roleArn(), target.externalId());
    }

    /** The role in words. */
    String role() {
        return roleArn == null ? "the function's role" : "role " + roleArn;
    }
}
