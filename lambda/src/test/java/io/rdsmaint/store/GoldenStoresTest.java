package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.golden.StoredStory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What a release left in its bucket or table, all of it, is where the code as it is goes on. */
class GoldenStoresTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<StoredStory> releases() {
        return StoredStory.releases();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anOperationGoesOnFromItsBucket(StoredStory release) {
        S3Bucket bucket = new S3Bucket();
        S3Client client = S3Bucket.client(bucket.network());
        release.read("s3.json")
                .properties()
                .forEach(object -> client.putObject(
                        r -> r.bucket(S3Bucket.NAME).key(object.getKey()),
                        RequestBody.fromString(object.getValue().asText())));

        goesOn(release, bucket.store());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anOperationGoesOnFromItsTable(StoredStory release) throws Exception {
        DynamoDbLocalTable table = new DynamoDbLocalTable();
        try {
            release.read("dynamodb.json")
                    .forEach(item -> table.client()
                            .putItem(r -> r.tableName(DynamoDbLocalTable.NAME).item(StoreContents.attributes(item))));

            goesOn(release, new DynamoDbOperationStore(table.client(), DynamoDbLocalTable.NAME));
        } finally {
            table.stop();
        }
    }

    private static void goesOn(StoredStory release, OperationStore store) {
        assertThat(store.live()).singleElement().satisfies(listed -> {
            Operation op = store.load(listed.id()).orElseThrow();
            assertThat(op.state()).isEqualTo(OperationState.PAUSED);
            assertThat(store.ofExecution(op.owner().executionArn())).contains(op);
            assertThat(store.events(op.id())).hasSize((int) op.events());
            Operation another = new Samples().onClusterOf(op);
            assertThatThrownBy(() -> store.create(another, List.of()))
                    .isInstanceOf(OperationStore.TargetBusy.class)
                    .hasMessageContaining(op.id());
        });

        Operation end = release.toItsEnd(store);

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(store.live()).isEmpty();
        store.create(new Samples().onClusterOf(end), List.of());
    }

    @Test
    void whatThisReleaseKeptIsWhatItsCodeStores() throws Exception {
        S3Bucket bucket = new S3Bucket();
        Map<String, String> objects = new TreeMap<>();
        StoredStory.tell(bucket.store(), () -> objects.putAll(bucket.texts()));
        ObjectNode texts = JSON.createObjectNode();
        objects.forEach(texts::put);

        DynamoDbLocalTable table = new DynamoDbLocalTable();
        Map<String, JsonNode> items = new TreeMap<>();
        try {
            StoredStory.tell(
                    new DynamoDbOperationStore(table.client(), DynamoDbLocalTable.NAME),
                    () -> table.client().scan(r -> r.tableName(DynamoDbLocalTable.NAME)).items().stream()
                            .map(StoreContents::tree)
                            .forEach(item -> items.put(item.path("pk") + " " + item.path("sk"), item)));
        } finally {
            table.stop();
        }

        StoredStory.current().holds("s3.json", texts);
        StoredStory.current().holds("dynamodb.json", JSON.createArrayNode().addAll(items.values()));
    }
}
