package io.rdsmaint.local;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
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
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Puts table or bucket, bus, function with its aliases, machine and rules on an endpoint. One rule tells the function of
 * executions that ended badly, as deployed; another brings everything published to a queue, from which the session reads it.
 */
final class LocalStackDeployment {
    private static final String ROLE = "arn:aws:iam::000000000000:role/" + Local.NAME;
    private static final String HANDLER = "io.rdsmaint.function.start.LambdaFunction::handleRequest";
    private static final int TIMEOUT_SECONDS = 60;
    private static final int MEMORY = 1024;

    private final URI endpoint;
    private final Store store;
    private final StaticCredentialsProvider anybody =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    private final List<String> delivered = new ArrayList<>();

    LocalStackDeployment(URI endpoint, Store store) {
        this.endpoint = endpoint;
        this.store = store;
    }

    /**
     * Deploys all.
     *
     * @param rds host and port of the simulated RDS, as the function reaches it
     */
    void deploy(byte[] archive, String definition, String rds) {
        switch (store) {
            case DYNAMODB -> createTable();
            case S3 -> createBucket();
        }
        String machineAlias = createFunction(archive, "http://" + rds);
        String machine = createMachine(definition, machineAlias);
        createBus(machine, machineAlias);
    }

    /** The detail-types of what the rule has brought to the queue so far. */
    List<String> delivered() {
        try (SqsClient sqs = on(SqsClient.builder()).build()) {
            String url = sqs.getQueueUrl(r -> r.queueName(Local.NAME)).queueUrl();
            List<Message> messages;
            do {
                messages = sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10))
                        .messages();
                messages.forEach(m -> {
                    delivered.add(Bench.json(m.body()).path("detail-type").asText());
                    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(m.receiptHandle()));
                });
            } while (!messages.isEmpty());
        }
        return List.copyOf(delivered);
    }

    private String createMachine(String definition, String machineAlias) {
        try (SfnClient client = on(SfnClient.builder()).build()) {
            String filled =
                    Placeholders.fill(definition, Map.of("MachineAlias", machineAlias, "EventBusName", Local.NAME));
            return client.createStateMachine(
                            r -> r.name(Local.NAME).definition(filled).roleArn(ROLE))
                    .stateMachineArn();
        }
    }

    private void createBus(String machine, String machineAlias) {
        try (EventBridgeClient bus = on(EventBridgeClient.builder()).build();
                SqsClient sqs = on(SqsClient.builder()).build();
                LambdaClient lambda = on(LambdaClient.builder()).build()) {
            String url = sqs.createQueue(r -> r.queueName(Local.NAME)).queueUrl();
            String queue = Objects.requireNonNull(
                    sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                            .attributes()
                            .get(QueueAttributeName.QUEUE_ARN));
            bus.createEventBus(r -> r.name(Local.NAME));
            bus.putRule(r ->
                    r.name("published").eventBusName(Local.NAME).eventPattern("{\"source\": [\"rds-maint-machine\"]}"));
            bus.putTargets(r -> r.rule("published").eventBusName(Local.NAME).targets(target("queue", queue)));
            String ended = bus.putRule(r -> r.name("ended").eventPattern("""
                            {"source": ["aws.states"], "detail-type": ["Step Functions Execution Status Change"],
                             "detail": {"stateMachineArn": ["%s"], "status": ["FAILED", "TIMED_OUT", "ABORTED"]}}
                            """.formatted(machine)))
                    .ruleArn();
            bus.putTargets(r -> r.rule("ended").targets(target("function", machineAlias)));
            lambda.addPermission(r -> r.functionName(Local.NAME)
                    .qualifier("machine")
                    .statementId("ended")
                    .action("lambda:InvokeFunction")
                    .principal("events.amazonaws.com")
                    .sourceArn(ended));
        }
    }

    private static Target target(String id, String arn) {
        return Target.builder().id(id).arn(arn).build();
    }

    private void createBucket() {
        try (S3Client client = on(S3Client.builder()).forcePathStyle(true).build()) {
            client.createBucket(r -> r.bucket(Local.NAME));
        }
    }

    private <B extends AwsClientBuilder<B, C>, C> B on(B builder) {
        return builder.endpointOverride(endpoint).region(Region.US_EAST_1).credentialsProvider(anybody);
    }

    private void createTable() {
        try (DynamoDbClient client = on(DynamoDbClient.builder()).build()) {
            GlobalSecondaryIndex byState = GlobalSecondaryIndex.builder()
                    .indexName("by-state")
                    .projection(p -> p.projectionType(ProjectionType.ALL))
                    .keySchema(List.of(key("list_pk", KeyType.HASH), key("list_sk", KeyType.RANGE)))
                    .build();
            GlobalSecondaryIndex listing = byState.toBuilder()
                    .indexName("listing")
                    .projection(p -> p.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("listed"))
                    .build();
            client.createTable(r -> r.tableName(Local.NAME)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(Stream.of("pk", "sk", "list_pk", "list_sk")
                            .map(LocalStackDeployment::text)
                            .toList())
                    .keySchema(List.of(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)))
                    .globalSecondaryIndexes(List.of(byState, listing)));
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
        try (LambdaClient client = on(LambdaClient.builder()).build()) {
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

    /** S3 by a name of its own: there LocalStack knows buckets by their host name, as the function's client writes them. */
    private Map<String, String> environment(String rds) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "EVENT_BUS_NAME",
                Local.NAME,
                "DEPLOYMENT",
                "localstack",
                "ALLOWED_TAG",
                "rds-maint-machine=allowed",
                "AWS_ENDPOINT_URL_S3",
                "http://s3.localhost.localstack.cloud:4566",
                "AWS_ENDPOINT_URL_RDS",
                rds,
                "AWS_ENDPOINT_URL_CLOUDWATCH",
                rds,
                "AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING",
                rds,
                "AWS_ENDPOINT_URL_STS",
                rds));
        environment.putAll(store.environment(Local.NAME));
        return environment;
    }
}
