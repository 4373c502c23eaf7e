package io.rdsmaint.store;

import io.rdsmaint.engine.OperationStore;
import software.amazon.awssdk.http.SdkHttpClient;

class S3InterruptedTest extends InterruptedStoreContract {
    private final S3Bucket bucket = new S3Bucket();
    private final OperationStore world = bucket.store();

    @Override
    SdkHttpClient network() {
        return bucket.network();
    }

    @Override
    OperationStore store(SdkHttpClient network) {
        return bucket.store(S3Bucket.client(network));
    }

    @Override
    OperationStore world() {
        return world;
    }
}
