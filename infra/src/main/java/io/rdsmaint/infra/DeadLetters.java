package io.rdsmaint.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Where events go that could not be delivered to the function, or that it failed on; kept two weeks to look at. */
final class DeadLetters extends Construct {
    private final Queue queue;

    DeadLetters(Construct scope, String id) {
        super(scope, id);
        queue = Queue.Builder.create(this, "Queue")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                .build();
        LogicalIds.fix(queue, "DeadLetters");
    }

    IQueue queue() {
        return queue;
    }
}
