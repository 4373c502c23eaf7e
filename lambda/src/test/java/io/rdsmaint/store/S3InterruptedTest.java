package io.rdsmaint.store;

import io.rdsmaint.engine.OperationStore;
import software.amazon.awssdk.http.SdkHttpClient;

class S3InterruptedTest extends InterruptedStoreContract {
    private final S3Bucket bucket = new S3Bucket();
    private final OperationStore world = bucket.store();
    private final Rewired rewired = new Rewired(bucket.network());
    private final OperationStore interrupted = bucket.store(S3Bucket.client(rewired));

    @Override
    SdkHttpClient network() {
        return bucket.network();
    }

    @Override
    OperationStore store(SdkHttpClient network) {
        rewired.to(network);
        return interrupted;
    }

    @Override
    OperationStore world() {
        return world;
    }
}
