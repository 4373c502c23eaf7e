package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.OperationStore;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbOperationStoreTest extends OperationStoreContract {
    private final DynamoDbLocalTable table;
    private final OperationStore store;

    DynamoDbOperationStoreTest() throws Exception {
        table = new DynamoDbLocalTable();
        store = new DynamoDbOperationStore(table.client(), DynamoDbLocalTable.NAME);
    }

    @AfterAll
    void stop() throws Exception {
        table.stop();
    }

    @Override
    OperationStore store() {
        return store;
    }

    @Test
    void aMissingTableSaysWhatToCheck() {
        OperationStore elsewhere = new DynamoDbOperationStore(table.client(), "no-such-table");

        assertThatThrownBy(() -> elsewhere.load("op-1"))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining("table's name");
    }

    @Test
    void aDocumentFromANewerVersionIsRefusedClearly() {
        table.client()
                .putItem(r -> r.tableName(DynamoDbLocalTable.NAME)
                        .item(Map.of(
                                "pk", AttributeValue.fromS("OPERATION#op-new"),
                                "sk", AttributeValue.fromS("STATE"),
                                "document", AttributeValue.fromS("{\"format\":999}"))));

        assertThatThrownBy(() -> store.load("op-new")).hasMessageContaining("newer version");
    }
}
