package io.rdsmaint.infra;

import io.rdsmaint.infra.machine.EventWait;
import io.rdsmaint.infra.policy.Grant;
import io.rdsmaint.infra.policy.StoreGrants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/**
 * One bucket, private, encrypted, reached by TLS only, with versions to restore from. The function tags an operation's document when
 * it ends; the bucket deletes it after as long as the table would.
 */
final class BucketStorage extends Construct implements Storage {
    private static final Duration ENDED = Duration.days(400);

    /** What belongs to an operation is written before its end, and has to last as long as its document. */
    private static final Duration BELONGING = Duration.days(800);

    /** Nobody waits for an event for longer; S3 knows no shorter time. */
    private static final Duration WAITS = Duration.days(1);

    /** As far back as a table can be restored. */
    private static final Duration VERSIONS = Duration.days(35);

    private final Bucket bucket;

    BucketStorage(Construct scope, String id, UpkeepOptions upkeep, Optional<IKey> key) {
        super(scope, id);
        bucket = PrivateBucket.in(this, "Bucket", upkeep, key, rules());
    }

    private static List<LifecycleRule> rules() {
        Stream<LifecycleRule> belonging = Stream.of("events/", "executions/", "live/")
                .map(prefix -> LifecycleRule.builder()
                        .prefix(prefix)
                        .expiration(BELONGING)
                        .build());
        LifecycleRule waits =
                LifecycleRule.builder().prefix("wake/").expiration(WAITS).build();
        LifecycleRule history =
                LifecycleRule.builder().prefix("history/").expiration(ENDED).build();
        LifecycleRule ended = LifecycleRule.builder()
                .prefix("operations/")
                .tagFilters(Map.of("state", "ended"))
                .expiration(ENDED)
                .build();
        LifecycleRule versions = LifecycleRule.builder()
                .noncurrentVersionExpiration(VERSIONS)
                .expiredObjectDeleteMarker(true)
                .abortIncompleteMultipartUploadAfter(Duration.days(1))
                .build();
        return Stream.concat(belonging, Stream.of(waits, history, ended, versions))
                .toList();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("STATE_STORE", "s3", "BUCKET_NAME", bucket.getBucketName());
    }

    @Override
    public List<Grant> grants() {
        return StoreGrants.bucket(bucket.getBucketArn());
    }

    @Override
    public EventWait eventWait() {
        return EventWait.inBucket(bucket.getBucketName());
    }

    @Override
    public List<Grant> eventWaitReads() {
        return StoreGrants.waitsOf(bucket.getBucketArn());
    }

    @Override
    public Grant eventWaitGrant() {
        return StoreGrants.waitsInBucket(bucket.getBucketArn());
    }

    @Override
    public Map.Entry<String, String> output() {
        return Map.entry("BucketName", bucket.getBucketName());
    }
}
