package io.rdsmaint.infra;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** A bucket that nobody else sees: private, encrypted, reached by TLS only, with versions of its objects. */
final class PrivateBucket {
    private static final Number TLS = 1.2;

    private PrivateBucket() {}

    /**
     * Makes one.
     *
     * @param logicalId of the bucket, which its policy's begins with
     */
    static Bucket in(
            Construct scope, String logicalId, UpkeepOptions upkeep, Optional<IKey> key, List<LifecycleRule> rules) {
        Bucket.Builder builder = Bucket.Builder.create(scope, "Bucket")
                .versioned(true)
                .encryption(key.isPresent() ? BucketEncryption.KMS : BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .minimumTlsVersion(TLS)
                .lifecycleRules(rules)
                .removalPolicy(Removal.of(upkeep));
        key.ifPresent(one -> builder.encryptionKey(one).bucketKeyEnabled(true));
        Bucket bucket = builder.build();
        LogicalIds.fix(bucket, logicalId);
        LogicalIds.fix(Objects.requireNonNull(bucket.getPolicy(), "made by enforceSsl"), logicalId + "Policy");
        return bucket;
    }
}
