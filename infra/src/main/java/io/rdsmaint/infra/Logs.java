package io.rdsmaint.infra;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Log groups, which go with the stack: what happened to operations is in their own logs. */
public final class Logs {
    private Logs() {}

    /**
     * A log group.
     *
     * @param name its name; CloudFormation's choice when empty
     * @param days how long it keeps what it gets, one of the numbers that CloudWatch Logs takes
     */
    public static LogGroup group(Construct scope, String id, Optional<String> name, int days) {
        LogGroup.Builder group = LogGroup.Builder.create(scope, id).removalPolicy(RemovalPolicy.DESTROY);
        name.ifPresent(group::logGroupName);
        LogGroup made = group.build();
        ((CfnLogGroup) Objects.requireNonNull(made.getNode().getDefaultChild(), "a log group has a resource"))
                .setRetentionInDays(days);
        return made;
    }
}
