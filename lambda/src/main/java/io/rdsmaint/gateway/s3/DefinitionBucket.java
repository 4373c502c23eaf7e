package io.rdsmaint.gateway.s3;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.ErrorTranslation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Definitions in a bucket that keeps the versions of each. */
public final class DefinitionBucket implements Definitions {
    /** Bytes: a definition is read whole into an invocation; chosen, a hundred times what anybody writes by hand. */
    private static final int MOST_BYTES = 1_000_000;

    /** Keys that are told to a person, one request of ListObjectsV2 (which returns 1,000 at most: S3 API reference). */
    private static final int MOST_KEYS = 100;

    private final Supplier<S3Client> client;
    private final String bucket;
    private final ErrorTranslation calls;

    public DefinitionBucket(Supplier<S3Client> client, String bucket, ErrorTranslation calls) {
        this.client = client;
        this.bucket = bucket;
        this.calls = calls;
    }

    @Override
    public Optional<Definition> read(String key) {
        return calls.read("s3:GetObject", "s3://" + bucket + "/" + key, () -> {
            try (ResponseInputStream<GetObjectResponse> object =
                    client.get().getObject(r -> r.bucket(bucket).key(key))) {
                byte[] bytes = object.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    object.abort();
                    throw new LastingFailure("s3://" + bucket + "/" + key + " is larger than " + MOST_BYTES
                            + " bytes, which no definition needs. Store a smaller one with scripts/define.");
                }
                return Optional.of(new Definition(
                        new String(bytes, StandardCharsets.UTF_8),
                        Objects.requireNonNullElse(object.response().versionId(), "")));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new TransientFailure("s3://" + bucket + "/" + key + " could not be read to its end.", e);
            }
        });
    }

    @Override
    public List<String> keys(String prefix) {
        return calls.read(
                "s3:ListBucket",
                "s3://" + bucket,
                () ->
                        client
                                .get()
                                .listObjectsV2(
                                        r -> r.bucket(bucket).prefix(prefix).maxKeys(MOST_KEYS))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .toList());
    }
}
