package io.rdsmaint.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.store.OperationJson;
import io.rdsmaint.testkit.engine.EngineRig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Operations that ended long ago, as the store has them. */
final class Archive {
    /** BatchWriteItem takes no more. */
    private static final int BATCH = 25;

    private final URI endpoint;

    Archive(URI endpoint) {
        this.endpoint = endpoint;
    }

    void fill(int number) {
        ObjectNode sample = sample();
        Instant first = Instant.now().minus(Duration.ofDays(300));
        try (DynamoDbClient table = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            List<WriteRequest> batch = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                Instant created = first.plus(Duration.ofHours(i));
                String id = "op-archive-%04d".formatted(i);
                Map<String, AttributeValue> item = item(sample.deepCopy(), id, created, i);
                batch.add(WriteRequest.builder().putRequest(r -> r.item(item)).build());
                if (batch.size() == BATCH || i == number - 1) {
                    List<WriteRequest> full = List.copyOf(batch);
                    table.batchWriteItem(r -> r.requestItems(Map.of("rds-maint-machine", full)));
                    batch.clear();
                }
            }
        }
    }

    /** A real document, of an operation that somebody aborted. */
    private static ObjectNode sample() {
        EngineRig rig = new EngineRig();
        rig.plan.add(EngineRig.step("Change archive-1 to db.r6g.large", false));
        Operation operation = rig.operation(rig.started());
        return new OperationJson().tree(operation);
    }

    private static Map<String, AttributeValue> item(ObjectNode document, String id, Instant created, int number) {
        String ended = created.plus(Duration.ofMinutes(40)).toString();
        document.put("id", id)
                .put("type", "instance_type_change")
                .put("state", "completed")
                .put("index", document.path("steps").size())
                .put("created_at", created.toString())
                .put("updated_at", ended)
                .put("ended_at", ended);
        document.putArray("outbox");
        document.putObject("target")
                .put("account", "123456789012")
                .put("region", "us-east-1")
                .put("cluster_id", "archive-%04d".formatted(number))
                .put("cluster_resource_id", "cluster-ARCHIVE");
        return Map.of(
                "pk", text("OPERATION#" + id),
                "sk", text("STATE"),
                "document", text(document.toString()),
                "version", AttributeValue.fromN(document.path("version").asText()),
                "state", text("completed"),
                "saved_by", text("archive"),
                "list_pk", text("ENDED"),
                "list_sk", text(created + "#" + id));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
