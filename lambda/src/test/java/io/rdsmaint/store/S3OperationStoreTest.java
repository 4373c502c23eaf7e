package io.rdsmaint.store;

import io.rdsmaint.engine.OperationStore;

class S3OperationStoreTest extends OperationStoreContract {
    private final S3Bucket bucket = new S3Bucket();
    private final OperationStore store = bucket.store();

    @Override
    OperationStore store() {
        return store;
    }
}
