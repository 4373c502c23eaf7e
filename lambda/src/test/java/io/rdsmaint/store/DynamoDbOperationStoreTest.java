package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Samples;
import java.util.ArrayList;
import java.util.List;
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

    @Override
    void lockIsMadeToName(Operation operation, String holder) {
        table.client()
                .updateItem(r -> r.tableName(DynamoDbLocalTable.NAME)
                        .key(Items.lockKey(operation))
                        .updateExpression("SET operation_id = :holder")
                        .expressionAttributeValues(Map.of(":holder", AttributeValue.fromS(holder))));
    }

    @Test
    void aLockThatWasLeftAsItIsIsToldOf() {
        List<String> remarks = new ArrayList<>();
        OperationStore telling = new DynamoDbOperationStore(table.client(), DynamoDbLocalTable.NAME, remarks::add);
        Samples samples = new Samples();
        Operation op = samples.fresh();
        telling.create(op, List.of());
        lockIsMadeToName(op, "op-another");

        telling.save(samples.ended(op), List.of(samples.event(1, LogEntry.Type.OPERATION_COMPLETED)));

        assertThat(remarks)
                .singleElement()
                .asString()
                .contains(
                        op.id(),
                        "names operation op-another",
                        "LOCK#" + op.target().lockKey());
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
