package io.rdsmaint.gateway.definitions;

import io.rdsmaint.gateway.ErrorTranslation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The bucket of definitions. Errors as in {@link ErrorTranslation#read}. */
public final class DefinitionBucket {
    /** Names that are told, at most. */
    private static final int MOST = 100;

    private final Supplier<S3Client> s3;
    private final String bucket;
    private final ErrorTranslation calls;

    public DefinitionBucket(Supplier<S3Client> s3, String bucket, ErrorTranslation calls) {
        this.s3 = s3;
        this.bucket = bucket;
        this.calls = calls;
    }

    /** A text in UTF-8; empty when there is none of that key. */
    public Optional<String> read(String key) {
        return calls.read("s3:GetObject", bucket + "/" + key, () -> {
            try {
                return Optional.of(s3.get()
                        .getObjectAsBytes(get -> get.bucket(bucket).key(key))
                        .asString(StandardCharsets.UTF_8));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    /** The first keys that begin so. */
    public List<String> names(String prefix) {
        return calls.read(
                "s3:ListBucket",
                bucket,
                () -> s3.get()
                        .listObjectsV2(list -> list.bucket(bucket).prefix(prefix).maxKeys(MOST))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .toList());
    }
}
