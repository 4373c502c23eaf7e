package io.rdsmaint.infra;

import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Where events go that could not be delivered to the function, or that it failed on; kept two weeks to look at. */
final class DeadLetters extends Construct {
    private final Queue queue;

    DeadLetters(Construct scope, String id, Optional<IKey> key) {
        super(scope, id);
        Queue.Builder builder = Queue.Builder.create(this, "Queue")
                .encryption(key.isPresent() ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14));
        key.ifPresent(builder::encryptionMasterKey);
        queue = builder.build();
        LogicalIds.fix(queue, "DeadLetters");
    }

    IQueue queue() {
        return queue;
    }
}
