package io.rdsmaint.store;

import io.rdsmaint.engine.OperationStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.http.SdkHttpClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbInterruptedTest extends InterruptedStoreContract {
    private final DynamoDbLocalTable table;
    private final OperationStore world;

    DynamoDbInterruptedTest() throws Exception {
        table = new DynamoDbLocalTable();
        world = new DynamoDbOperationStore(table.client(), DynamoDbLocalTable.NAME);
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
        return new DynamoDbOperationStore(table.client(network), DynamoDbLocalTable.NAME);
    }

    @Override
    OperationStore world() {
        return world;
    }
}
