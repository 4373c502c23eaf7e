package io.rdsmaint.infra;

import io.rdsmaint.infra.policy.Grant;
import io.rdsmaint.infra.policy.StoreGrants;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/**
 * Where people store what is started by its name: pipelines and SQL. Private, encrypted, reached by TLS only; each text keeps its
 * versions, since operations say which one they ran. The function only reads it.
 */
final class DefinitionStorage extends Construct {
    /** Longer than operations are kept, which say by version and hash what they ran. */
    private static final Duration VERSIONS = Duration.days(800);

    private final Bucket bucket;

    DefinitionStorage(Construct scope, String id, UpkeepOptions upkeep, Optional<IKey> key) {
        super(scope, id);
        bucket = PrivateBucket.in(
                this,
                "Definitions",
                upkeep,
                key,
                List.of(LifecycleRule.builder()
                        .noncurrentVersionExpiration(VERSIONS)
                        .expiredObjectDeleteMarker(true)
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()));
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
