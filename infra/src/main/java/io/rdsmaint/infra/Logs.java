package io.rdsmaint.infra;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * Log groups. They tell what the function decided and why a call failed, so they outlive the stack like the operations' own logs,
 * unless chosen otherwise.
 *
 * @param upkeep how long they keep what they get, and whether they outlive the stack
 * @param key encrypts them; CloudWatch Logs does when absent
 */
public record Logs(UpkeepOptions upkeep, Optional<IKey> key) {

    /** A log group by CloudFormation's choice of a name. */
    public LogGroup group(Construct scope, String id) {
        return group(scope, id, Optional.empty());
    }

    /**
     * A log group by a name that no other stack of the same name has had: one that was kept when its stack was deleted must not keep
     * the next one from being made.
     *
     * @param beginning the beginning of its name
     */
    public LogGroup named(Construct scope, String id, String beginning) {
        String ofStack = Fn.select(4, Fn.split("-", Fn.select(2, Fn.split("/", Aws.STACK_ID))));
        return group(scope, id, Optional.of(beginning + "-" + ofStack));
    }

    private LogGroup group(Construct scope, String id, Optional<String> name) {
        LogGroup.Builder group = LogGroup.Builder.create(scope, id).removalPolicy(Removal.of(upkeep));
        name.ifPresent(group::logGroupName);
        key.ifPresent(group::encryptionKey);
        LogGroup made = group.build();
        ((CfnLogGroup) Objects.requireNonNull(made.getNode().getDefaultChild(), "a log group has a resource"))
                .setRetentionInDays(upkeep.logRetentionDays());
        return made;
    }
}
