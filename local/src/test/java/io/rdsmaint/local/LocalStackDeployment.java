package io.rdsmaint.local;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Puts table, function with its aliases and machine on an endpoint; the bus {@code default} is there already. */
final class LocalStackDeployment {
    private static final String ROLE = "arn:aws:iam::000000000000:role/" + Local.NAME;
    private static final String HANDLER = "io.rdsmaint.function.Handler::handleRequest";
    private static final int TIMEOUT_SECONDS = 60;
    private static final int MEMORY = 1024;

    private final URI endpoint;
    private final StaticCredentialsProvider anybody =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    LocalStackDeployment(URI endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Deploys all.
     *
     * @param rds host and port of the simulated RDS, as the function reaches it
     */
    void deploy(byte[] archive, String definition, String rds) {
        createTable();
        String machineAlias = createFunction(archive, "http://" + rds);
        try (SfnClient client = SfnClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(anybody)
                .build()) {
            String filled =
                    Placeholders.fill(definition, Map.of("MachineAlias", machineAlias, "EventBusName", "default"));
            client.createStateMachine(r -> r.name(Local.NAME).definition(filled).roleArn(ROLE));
        }
    }

    private void createTable() {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(anybody)
                .build()) {
            GlobalSecondaryIndex byState = GlobalSecondaryIndex.builder()
                    .indexName("by-state")
                    .projection(p -> p.projectionType(ProjectionType.ALL))
                    .keySchema(List.of(key("list_pk", KeyType.HASH), key("list_sk", KeyType.RANGE)))
                    .build();
            client.createTable(r -> r.tableName(Local.NAME)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(Stream.of("pk", "sk", "list_pk", "list_sk")
                            .map(LocalStackDeployment::text)
                            .toList())
                    .keySchema(List.of(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)))
                    .globalSecondaryIndexes(List.of(byState)));
            client.waiter().waitUntilTableExists(r -> r.tableName(Local.NAME));
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private String createFunction(byte[] archive, String rds) {
        try (LambdaClient client = LambdaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(anybody)
                .build()) {
            client.createFunction(r -> r.functionName(Local.NAME)
                    .runtime("java25")
                    .handler(HANDLER)
                    .role(ROLE)
                    .timeout(TIMEOUT_SECONDS)
                    .memorySize(MEMORY)
                    .code(c -> c.zipFile(SdkBytes.fromByteArray(archive)))
                    .environment(e -> e.variables(environment(rds))));
            client.waiter().waitUntilFunctionActiveV2(r -> r.functionName(Local.NAME));
            String version =
                    client.publishVersion(r -> r.functionName(Local.NAME)).version();
            client.createAlias(r -> r.functionName(Local.NAME).name("people").functionVersion(version));
            return client.createAlias(
                            r -> r.functionName(Local.NAME).name("machine").functionVersion(version))
                    .aliasArn();
        }
    }

    private static Map<String, String> environment(String rds) {
        return Map.of(
                "TABLE_NAME",
                Local.NAME,
                "EVENT_BUS_NAME",
                "default",
                "DEPLOYMENT",
                "localstack",
                "STATE_STORE",
                "dynamodb",
                "ALLOWED_TAG",
                "rds-maint-machine=allowed",
                "AWS_ENDPOINT_URL_RDS",
                rds,
                "AWS_ENDPOINT_URL_CLOUDWATCH",
                rds,
                "AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING",
                rds,
                "AWS_ENDPOINT_URL_STS",
                rds);
    }
}
