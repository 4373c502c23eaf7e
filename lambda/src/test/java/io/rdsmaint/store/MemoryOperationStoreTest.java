package io.rdsmaint.store;

import io.rdsmaint.testkit.store.MemoryOperationStore;
import io.rdsmaint.engine.OperationStore;

/** The store that engine tests use keeps the contract. */
class MemoryOperationStoreTest extends OperationStoreContract {
    private final MemoryOperationStore store = new MemoryOperationStore();

    @Override
    OperationStore store() {
        return store;
    }
}
