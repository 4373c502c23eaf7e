package io.rdsmaint.store;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.TransientFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The bucket's objects as texts. A conditional write that S3 refuses for its condition is told as {@code false}; one without an
 * answer, or with a server's error, is a {@link TransientFailure}: it may have happened or may yet. The client may repeat
 * requests by itself: {@code false} can then mean that an earlier one of the same call was carried out.
 */
final class S3Objects {
    /** The tag that the bucket's lifecycle looks for. */
    private static final String ENDED = "state=ended";

    private static final String JSON = "application/json";
    private static final String NO_SUCH_KEY = "NoSuchKey";

    /** The condition did not hold, or another write to the object was under way: look again. */
    private static final Set<String> CONDITION_FAILED =
            Set.of("PreconditionFailed", "ConditionalRequestConflict", NO_SUCH_KEY);

    /** HTTP status: from here on the server failed, and what it did is unknown (RFC 9110, 15.6). */
    private static final int SERVER_ERROR = 500;

    /** Keys: what ListObjectsV2 returns at most (S3 API reference). */
    static final int PAGE = 1_000;

    private final S3Client client;
    private final String bucket;
    private final DocumentForm form;

    /**
     * @param form in which operations' documents are written
     */
    S3Objects(S3Client client, String bucket, DocumentForm form) {
        this.client = client;
        this.bucket = bucket;
        this.form = form;
    }

    /** An object as it was read. */
    record Stored(String text, String etag) {}

    /** The object as it is now; S3 reads what was last written. */
    Optional<Stored> get(String key) {
        return calling("s3:GetObject", key, () -> {
            try {
                ResponseBytes<GetObjectResponse> object =
                        client.getObjectAsBytes(r -> r.bucket(bucket).key(key));
                return Optional.of(new Stored(
                        DocumentForm.text(object.asByteArray()),
                        object.response().eTag()));
            } catch (S3Exception e) {
                if (code(e).equals(NO_SUCH_KEY)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Writes the object if there is none. */
    boolean putIfAbsent(String key, String text) {
        return put(key, text, r -> r.ifNoneMatch("*"));
    }

    /** Writes the object if there is none, to be deleted once it is old. */
    boolean putEndedIfAbsent(String key, String text) {
        return put(key, text, r -> r.ifNoneMatch("*").tagging(ENDED));
    }

    /** Replaces the object if it is still the one that was read. */
    boolean replace(String key, Stored read, String text) {
        return put(key, text, r -> r.ifMatch(read.etag()));
    }

    /** Replaces the object if it is still the one that was read, to be deleted once it is old. */
    boolean replaceEnded(String key, Stored read, String text) {
        return put(key, text, r -> r.ifMatch(read.etag()).tagging(ENDED));
    }

    /** Writes an object of which every writer writes the same. */
    void put(String key, String text) {
        put(key, text, _ -> {});
    }

    void delete(String key) {
        calling(
                "s3:DeleteObject",
                key,
                () -> client.deleteObject(r -> r.bucket(bucket).key(key)));
    }

    /** All keys that begin so. */
    List<String> keys(String prefix) {
        return calling(
                "s3:ListBucket",
                prefix,
                () -> client.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
                        .map(S3Object::key)
                        .toList());
    }

    /**
     * A page of the keys that begin so, in their order.
     *
     * @param after only keys after this one, or null for the first page
     * @param most at most so many, up to {@value #PAGE}
     */
    List<String> keys(String prefix, @Nullable String after, int most) {
        return calling(
                "s3:ListBucket",
                prefix,
                () ->
                        client
                                .listObjectsV2(r -> r.bucket(bucket)
                                        .prefix(prefix)
                                        .startAfter(after)
                                        .maxKeys(most))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .toList());
    }

    private boolean put(String key, String text, Consumer<PutObjectRequest.Builder> condition) {
        DocumentForm written = Keys.isDocument(key) ? form : DocumentForm.PLAIN;
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(written == DocumentForm.PLAIN ? JSON : "application/gzip");
        condition.accept(request);
        return calling("s3:PutObject", key, () -> {
            try {
                client.putObject(request.build(), RequestBody.fromBytes(written.bytes(text)));
                return true;
            } catch (S3Exception e) {
                if (CONDITION_FAILED.contains(code(e))) {
                    return false;
                }
                throw e;
            }
        });
    }

    private <T> T calling(String action, String key, Supplier<T> call) {
        try {
            return call.get();
        } catch (S3Exception e) {
            String what = "%s on %s in bucket %s was answered %s (HTTP %d, request %s)"
                    .formatted(action, key, bucket, code(e), e.statusCode(), e.requestId());
            if (e.isThrottlingException() || e.isClockSkewException() || e.statusCode() >= SERVER_ERROR) {
                throw new TransientFailure(what, e);
            }
            throw new LastingFailure(what + said(e) + advice(code(e)), e);
        } catch (SdkException e) {
            throw new TransientFailure("No answer to %s on %s in bucket %s".formatted(action, key, bucket), e);
        }
    }

    private static String said(S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "" : ": " + details.errorMessage();
    }

    /** What to do about a refusal; empty where AWS's own words are all there is to say. */
    private static String advice(String code) {
        return switch (code) {
            case "NoSuchBucket", "PermanentRedirect" -> ". Check the bucket's name, BUCKET_NAME, and its region.";
            case "AccessDenied" ->
                ". Check the bucket's name and that the function's policy is policies/lambda-policy-s3.json:"
                        + " also an object that does not exist is AccessDenied to who may not list its prefix.";
            default -> "";
        };
    }

    private static String code(S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "an unnamed error" : details.errorCode();
    }
}
