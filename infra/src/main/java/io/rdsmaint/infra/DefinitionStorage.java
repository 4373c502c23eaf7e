package io.rdsmaint.infra;

import io.rdsmaint.infra.policy.Grant;
import io.rdsmaint.infra.policy.StoreGrants;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * Where people store what is started by its name: pipelines and SQL. Private, encrypted, reached by TLS only; each text keeps its
 * versions, since operations say which one they ran. The function only reads it.
 */
final class DefinitionStorage extends Construct {
    /** Longer than operations are kept, which say by version and hash what they ran. */
    private static final Duration VERSIONS = Duration.days(800);

    private static final Number TLS = 1.2;

    private final Bucket bucket;

    DefinitionStorage(Construct scope, String id, UpkeepOptions upkeep, Optional<IKey> key) {
        super(scope, id);
        Bucket.Builder builder = Bucket.Builder.create(this, "Bucket")
                .versioned(true)
                .encryption(key.isPresent() ? BucketEncryption.KMS : BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .minimumTlsVersion(TLS)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .noncurrentVersionExpiration(VERSIONS)
                        .expiredObjectDeleteMarker(true)
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
                .removalPolicy(Removal.of(upkeep));
        key.ifPresent(one -> builder.encryptionKey(one).bucketKeyEnabled(true));
        bucket = builder.build();
        LogicalIds.fix(bucket, "Definitions");
        LogicalIds.fix(Objects.requireNonNull(bucket.getPolicy(), "made by enforceSsl"), "DefinitionsPolicy");
    }

    String name() {
        return bucket.getBucketName();
    }

    String arn() {
        return bucket.getBucketArn();
    }

    /** What the function may do there, for these families. */
    List<Grant> grants(List<String> families) {
        return StoreGrants.definitions(bucket.getBucketArn(), families);
    }
}
