import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * What our own function is measured beside: a handler as it is usually written, with the SDK as it comes. It reads a document, looks at a cluster and
 * at its instances, and stores the document under a condition.
 */
public final class NaiveHandler implements RequestStreamHandler {
    private final ObjectMapper mapper = new ObjectMapper();
    private final DynamoDbClient table = DynamoDbClient.create();
    private final RdsClient rds = RdsClient.create();

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        JsonNode request = mapper.readTree(in);
        String name = System.getenv("TABLE_NAME");
        Map<String, AttributeValue> item = table.getItem(r -> r.tableName(name)
                        .consistentRead(true)
                        .key(Map.of(
                                "pk", text("OPERATION#" + request.path("operation_id").asText()),
                                "sk", text("STATE"))))
                .item();
        Map<String, Object> answer = new HashMap<>();
        answer.put(
                "cluster",
                rds.describeDBClusters(r -> r.dbClusterIdentifier("demo-multi"))
                        .dbClusters()
                        .get(0)
                        .status());
        rds.describeDBInstances(r -> r.filters(f -> f.name("db-cluster-id").values("demo-multi")))
                .dbInstances()
                .forEach(instance -> answer.put(instance.dbInstanceIdentifier(), instance.dbInstanceStatus()));
        Map<String, AttributeValue> stored = new HashMap<>(item);
        stored.put("pk", text("NAIVE#1"));
        table.putItem(r -> r.tableName(name)
                .item(stored)
                .conditionExpression("attribute_not_exists(pk) OR attribute_exists(sk)"));
        mapper.writeValue(out, answer);
    }

    private static AttributeValue text(String value) {
        return AttributeValue.builder().s(value).build();
    }
}
