package io.rdsmaint.infra;

import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** A topic encrypted by a key of ours, because EventBridge may not use the one that SNS manages. */
public final class EncryptedTopic {
    private EncryptedTopic() {}

    /**
     * The topic with its key, both in {@code scope}.
     *
     * @param logicalId the topic's lasting name
     * @param purpose what it tells, for the key's description
     */
    public static Topic create(Construct scope, String logicalId, String purpose) {
        Key key = Key.Builder.create(scope, "TopicKey")
                .description("Encrypts the topic that " + purpose + ".")
                .enableKeyRotation(true)
                .build();
        Topic created = Topic.Builder.create(scope, "Topic")
                .displayName("RDS maintenance")
                .masterKey(key)
                .enforceSsl(true)
                .build();
        LogicalIds.fix(created, logicalId);
        return created;
    }
}
