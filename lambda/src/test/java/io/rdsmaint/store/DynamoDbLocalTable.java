package io.rdsmaint.store;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A real DynamoDB engine on a port of loopback that the system has chosen, with the table as deployed. */
final class DynamoDbLocalTable {
    static final String NAME = "rds-maint-machine";

    private final SdkHttpClient http = Apache5HttpClient.builder().build();
    private final Server server = new Server();
    private final URI endpoint;
    private final DynamoDbClient client;

    DynamoDbLocalTable() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        server.addConnector(connector);
        server.setHandler(
                new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false), "*"));
        server.start();
        endpoint = URI.create("http://127.0.0.1:" + connector.getLocalPort());
        client = client(http);
        createTable(
                NAME,
                index(
                        "by-state",
                        Projection.builder().projectionType(ProjectionType.ALL).build()),
                index(
                        "listing",
                        Projection.builder()
                                .projectionType(ProjectionType.INCLUDE)
                                .nonKeyAttributes("listed")
                                .build()));
    }

    /** A client that sends once, over this HTTP client. */
    DynamoDbClient client(SdkHttpClient over) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(over)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    SdkHttpClient http() {
        return http;
    }

    DynamoDbClient client() {
        return client;
    }

    void stop() throws Exception {
        client.close();
        http.close();
        server.stop();
    }

    private static GlobalSecondaryIndex index(String name, Projection projection) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key("list_pk", KeyType.HASH), key("list_sk", KeyType.RANGE))
                .projection(projection)
                .build();
    }

    /** Makes a table as an earlier release had deployed it. */
    void createEarlierTable(String name) {
        createTable(
                name,
                index(
                        "by-state",
                        Projection.builder().projectionType(ProjectionType.ALL).build()));
    }

    private void createTable(String name, GlobalSecondaryIndex... indexes) {
        client.createTable(CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .attributeDefinitions(text("pk"), text("sk"), text("list_pk"), text("list_sk"))
                .globalSecondaryIndexes(indexes)
                .build());
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
