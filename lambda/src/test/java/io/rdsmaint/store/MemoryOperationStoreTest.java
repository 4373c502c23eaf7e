package io.rdsmaint.store;

import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.testkit.store.MemoryOperationStore;

/** The store that engine tests use keeps the contract. */
class MemoryOperationStoreTest extends OperationStoreContract {
    private final MemoryOperationStore store = new MemoryOperationStore();

    @Override
    OperationStore store() {
        return store;
    }
}
