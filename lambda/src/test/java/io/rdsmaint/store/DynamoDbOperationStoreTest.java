package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
        OperationStore telling =
                new DynamoDbOperationStore(table.client(), DynamoDbLocalTable.NAME, DocumentForm.PLAIN, remarks::add);
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

    /** The item as a release wrote it that put nothing into the index but the keys. */
    private void asEarlierReleasesWrote(String tableName, Operation op) {
        table.client()
                .updateItem(r -> r.tableName(tableName)
                        .key(Items.stateKey(op.id()))
                        .updateExpression("SET list_sk = :place REMOVE listed")
                        .expressionAttributeValues(
                                Map.of(":place", Items.string(Items.sorted(op.createdAt(), op.id())))));
    }

    @Test
    void whatAnEarlierReleaseStoredIsListedByItsDocuments() {
        Samples samples = new Samples();
        Operation live = samples.fresh();
        Operation ended = samples.later(samples.fresh(), Duration.ofDays(9_000));
        Operation over = samples.told(samples.ended(ended));
        Operation asks = samples.asked(samples.fresh(), Duration.ofDays(-9_000));
        store.create(live, List.of());
        store.create(asks, List.of());
        store.create(ended, List.of());
        store.save(samples.ended(ended), List.of(samples.event(1, LogEntry.Type.OPERATION_COMPLETED)));
        store.save(over, List.of());
        for (Operation op : List.of(live, over, asks)) {
            asEarlierReleasesWrote(DynamoDbLocalTable.NAME, op);
        }

        assertThat(store.live()).contains(Listed.of(live), Listed.of(asks));
        assertThat(store.ended(1)).containsExactly(Listed.of(over));

        Map<String, AttributeValue> saved = item(asks);
        assertThat(store.unfinished()).contains(Listed.of(asks));
        assertThat(store.urgent(1)).as("a sweep gives it its place").containsExactly(Listed.of(asks));
        assertThat(item(asks)).containsAllEntriesOf(without(saved, "list_sk")).containsKey("listed");
        assertThat(store.load(asks.id())).contains(asks);
        store.save(samples.next(asks, "next"), List.of());
    }

    @Test
    void aPlaceInTheListsIsGivenToNobodyWhoWasSavedMeanwhile() {
        Samples samples = new Samples();
        Operation op = samples.fresh();
        store.create(op, List.of());
        asEarlierReleasesWrote(DynamoDbLocalTable.NAME, op);
        Operation next = samples.next(op, "meanwhile");
        boolean[] saved = {false};
        OperationStore sweeping = new DynamoDbOperationStore(
                table.client(calling(action -> {
                    if (action.equals("PutItem") && !saved[0]) {
                        saved[0] = true;
                        store.save(next, List.of());
                    }
                })),
                DynamoDbLocalTable.NAME);

        sweeping.unfinished();

        assertThat(saved[0]).isTrue();
        assertThat(store.load(op.id())).contains(next);
    }

    private Map<String, AttributeValue> item(Operation op) {
        return table.client()
                .getItem(r -> r.tableName(DynamoDbLocalTable.NAME).key(Items.stateKey(op.id())))
                .item();
    }

    private static Map<String, AttributeValue> without(Map<String, AttributeValue> item, String name) {
        Map<String, AttributeValue> rest = new HashMap<>(item);
        rest.remove(name);
        return rest;
    }

    @Test
    void untilTheIndexIsThereTheOneOfEarlierReleasesServes() {
        table.createEarlierTable("earlier");
        OperationStore upgraded = new DynamoDbOperationStore(table.client(), "earlier");
        Samples samples = new Samples();
        Operation live = samples.fresh();
        Operation old = samples.fresh();
        upgraded.create(live, List.of());
        upgraded.create(old, List.of());
        asEarlierReleasesWrote("earlier", old);

        assertThat(upgraded.live()).containsExactlyInAnyOrder(Listed.of(live), Listed.of(old));
        assertThat(upgraded.urgent(5)).hasSize(2);
        assertThat(upgraded.ended(5)).isEmpty();
    }

    @Test
    void aThousandAreListedByAHandfulOfCallsAndTheFirstFiftyByOne() {
        List<String> calls = new ArrayList<>();
        OperationStore many = new DynamoDbOperationStore(table.client(counting(calls)), DynamoDbLocalTable.NAME);
        Samples samples = new Samples();
        for (int i = 0; i < 1_000; i++) {
            store.create(samples.later(samples.fresh(), Duration.ofDays(1_500).plusSeconds(i)), List.of());
        }

        assertThat(many.unfinished()).hasSizeGreaterThanOrEqualTo(1_000);
        assertThat(calls).hasSizeLessThanOrEqualTo(5);

        calls.clear();
        assertThat(many.urgent(50)).hasSize(50);
        assertThat(calls).containsExactly("Query");
    }

    private SdkHttpClient counting(List<String> calls) {
        return calling(calls::add);
    }

    /** Says which action is about to be sent. */
    private SdkHttpClient calling(Consumer<String> told) {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                told.accept(request.httpRequest()
                        .firstMatchingHeader("X-Amz-Target")
                        .orElse("")
                        .replaceAll(".*\\.", ""));
                return table.http().prepareRequest(request);
            }

            @Override
            public void close() {}
        };
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
