package io.rdsmaint.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
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

    /** Lets CloudWatch alarms of this account publish to the topic, and use its key for that. */
    static void openToAlarms(Topic topic) {
        ServicePrincipal alarms = new ServicePrincipal("cloudwatch.amazonaws.com");
        Map<String, Object> ours = Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID));
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("Alarms")
                .principals(List.of(alarms))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(ours)
                .build());
        Objects.requireNonNull(topic.getMasterKey(), "the topic is encrypted by a key of ours")
                .addToResourcePolicy(PolicyStatement.Builder.create()
                        .sid("Alarms")
                        .principals(List.of(alarms))
                        .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                        .resources(List.of("*"))
                        .conditions(ours)
                        .build());
    }
}
