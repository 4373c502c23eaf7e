package io.rdsmaint.gateway.s3;

import io.rdsmaint.engine.Intent;
import io.rdsmaint.gateway.ErrorTranslation;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket for what people keep of operations. Errors as in {@link ErrorTranslation}. */
public final class ReportBucket {
    private final Supplier<S3Client> client;
    private final String bucket;
    private final ErrorTranslation calls;

    public ReportBucket(Supplier<S3Client> client, String bucket, ErrorTranslation calls) {
        this.client = client;
        this.bucket = bucket;
        this.calls = calls;
    }

    /** Its name. */
    public String name() {
        return bucket;
    }

    /** Writes a text in the place of whatever was there. */
    public void write(Intent intent, String key, String type, String text) {
        calls.change(
                intent,
                "s3:PutObject",
                "s3://" + bucket + "/" + key,
                _ -> false,
                () -> client.get()
                        .putObject(r -> r.bucket(bucket).key(key).contentType(type), RequestBody.fromString(text)));
    }
}
