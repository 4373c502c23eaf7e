package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
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

    /** The client sends a request again whose answer was lost; the first one has taken effect. */
    private OperationStore repeating() {
        SdkHttpClient twice = new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                ExecutableHttpRequest first = table.http().prepareRequest(request);
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        try (AbortableInputStream lost =
                                first.call().responseBody().orElseThrow()) {
                            lost.readAllBytes();
                        }
                        return table.http().prepareRequest(request).call();
                    }

                    @Override
                    public void abort() {
                        first.abort();
                    }
                };
            }

            @Override
            public void close() {}
        };
        return new DynamoDbOperationStore(table.client(twice), DynamoDbLocalTable.NAME);
    }

    @Test
    void aSaveWithoutEventsThatIsSentTwiceIsOneSave() {
        Samples samples = new Samples();
        Operation op = samples.fresh();
        store.create(op, List.of());
        Operation next = samples.next(op, "invocation-1");

        repeating().save(next, List.of());

        assertThat(store.load(op.id())).contains(next);
    }

    @Test
    void aSaveWithoutEventsThatMeetsAnotherOfTheSameVersionIsOvertakenWhoeverSavedIt() {
        Samples samples = new Samples();
        Operation op = samples.fresh();
        store.create(op, List.of());
        store.save(samples.next(op, "invocation-1"), List.of());

        assertThatThrownBy(() -> store.save(samples.next(op, "invocation-2"), List.of()))
                .isInstanceOf(OperationStore.SaveConflict.class);
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
