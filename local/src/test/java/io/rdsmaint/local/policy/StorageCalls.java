package io.rdsmaint.local.policy;

import io.rdsmaint.local.endpoint.Account;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What IAM decides on for a call of S3. */
final class StorageCalls {
    private StorageCalls() {}

    static List<Authorization> of(SdkRequest request) {
        return switch (request) {
            case GetObjectRequest r -> get(r);
            case PutObjectRequest r -> put(r);
            case DeleteObjectRequest r -> List.of(on("s3:DeleteObject", r.bucket(), r.key()));
            case ListObjectsV2Request r -> List.of(list(r.bucket(), r.prefix()));
            default -> throw new IllegalStateException("Nobody has said what IAM asks for " + request);
        };
    }

    /** Whether the object exists, S3 tells only to who may list the objects whose names begin with its key. */
    private static List<Authorization> get(GetObjectRequest r) {
        return List.of(on("s3:GetObject", r.bucket(), r.key()), list(r.bucket(), r.key()));
    }

    private static List<Authorization> put(PutObjectRequest r) {
        Authorization put = on("s3:PutObject", r.bucket(), r.key());
        put = r.ifMatch() == null ? put : put.with("s3:if-match", r.ifMatch());
        put = r.ifNoneMatch() == null ? put : put.with("s3:if-none-match", r.ifNoneMatch());
        List<Authorization> all = new ArrayList<>(List.of(put));
        if (r.tagging() != null) {
            all.add(on("s3:PutObjectTagging", r.bucket(), r.key()));
        }
        return all;
    }

    private static Authorization list(String bucket, String prefix) {
        return Authorization.of("s3:ListBucket", "arn:aws:s3:::" + bucket, Account.REGION)
                .with("s3:prefix", prefix);
    }

    private static Authorization on(String action, String bucket, String key) {
        return Authorization.of(action, "arn:aws:s3:::" + bucket + "/" + key, Account.REGION);
    }
}
