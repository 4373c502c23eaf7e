package io.rdsmaint.store;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import software.amazon.awssdk.core.sync.RequestBody;

class S3OperationStoreTest extends OperationStoreContract {
    private final S3Bucket bucket = new S3Bucket();
    private final OperationStore store = bucket.store();

    @Override
    OperationStore store() {
        return store;
    }

    @Override
    void lockIsMadeToName(Operation operation, String holder) {
        S3Bucket.client(bucket.network())
                .putObject(
                        r -> r.bucket(S3Bucket.NAME).key(Keys.lock(operation.target())),
                        RequestBody.fromString("{\"operation_id\":\"" + holder + "\"}"));
    }
}
