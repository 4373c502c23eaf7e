package io.rdsmaint.store;

import io.rdsmaint.engine.OperationStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.http.SdkHttpClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbInterruptedTest extends InterruptedStoreContract {
    private final DynamoDbLocalTable table;
    private final OperationStore world;
    private final Rewired rewired;
    private final OperationStore interrupted;

    DynamoDbInterruptedTest() throws Exception {
        table = new DynamoDbLocalTable();
        world = new DynamoDbOperationStore(table.client(), DynamoDbLocalTable.NAME);
        rewired = new Rewired(table.http());
        interrupted = new DynamoDbOperationStore(table.client(rewired), DynamoDbLocalTable.NAME);
    }

    @AfterAll
    void stop() throws Exception {
        table.stop();
    }

    @Override
    SdkHttpClient network() {
        return table.http();
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
