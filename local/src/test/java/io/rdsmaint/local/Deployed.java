package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.lambda.Fault;
import io.rdsmaint.local.lambda.FunctionFactory;
import io.rdsmaint.simulator.CallRecord;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The generated machine with the real function on virtual time, for many tests in turn, each with a world of its own.
 */
final class Deployed implements AutoCloseable {
    /** The demo's cluster, with changes so quick that a run is a few dozen invocations. */
    static final Scenario QUICK = QuickScenarios.of(Scenarios.multiNode());

    private static final int MOST_QUESTIONS = 60;
    private static final AttributeValue NONE = AttributeValue.fromS("");
    private static final Duration LONG = Duration.ofDays(60);

    final Bench bench;
    final LambdaClient lambda;
    final DynamoDbClient table;

    Deployed(FunctionFactory function) {
        StaticCredentialsProvider anybody =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        bench = Bench.deployed(Path.of("../statemachine/rds-maint-machine.asl.json"), function);
        lambda = LambdaClient.builder()
                .endpointOverride(bench.local.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(anybody)
                .build();
        table = DynamoDbClient.builder()
                .endpointOverride(bench.local.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(anybody)
                .build();
    }

    /** A new world. */
    void load(Scenario scenario) {
        bench.local.simulator().load(scenario);
    }

    /** The input of a change of this cluster, with these further fields beside the parameters and in them. */
    static String change(String cluster, String fields, String parameters) {
        return """
                {"params": {"type": "instance_type_change", "cluster_id": "%s", %s
                 "params": {"target_instance_type": "db.r6g.xlarge", "warm_up_seconds": 0 %s}}}
                """.formatted(cluster, fields, parameters);
    }

    /** Starts an operation that asks before its first step, and gives the question. */
    JsonNode asking() {
        String arn = bench.start(change("demo-multi", "\"pause_before\": [\"preflight\"],", ""));
        return question(arn, 1);
    }

    /** Lets time pass until an execution has asked this often, and gives the last question's detail. */
    JsonNode question(String arn, int number) {
        assertThat(bench.time.advanceUntil(() -> questions(arn).size() >= number || bench.ended(arn), LONG))
                .as("the execution asks or ends")
                .isTrue();
        assertThat(questions(arn))
                .as("questions; " + bench.describe(arn).error() + " "
                        + bench.describe(arn).cause())
                .hasSizeGreaterThanOrEqualTo(number);
        return questions(arn).get(number - 1);
    }

    List<JsonNode> questions(String arn) {
        return bench.published("InterventionRequired").stream()
                .filter(one -> one.path("execution_arn").asText().equals(arn))
                .toList();
    }

    /** Answers every question, with what {@code answers} makes of its detail, until the execution has ended. */
    DescribeExecutionResponse answering(String execution, Function<JsonNode, String> answers) {
        for (int number = 1; number <= MOST_QUESTIONS; number++) {
            int asked = number;
            assertThat(bench.time.advanceUntil(
                            () -> questions(execution).size() >= asked || bench.ended(execution), LONG))
                    .isTrue();
            if (questions(execution).size() < asked) {
                return bench.describe(execution);
            }
            JsonNode question = questions(execution).get(asked - 1);
            bench.answer(question, answers.apply(question));
        }
        JsonNode last = questions(execution).getLast();
        throw new AssertionError("still asking: " + last.path("pause_reason").asText() + " "
                + last.at("/question/observed").asText());
    }

    /** An operation's saved document. */
    ObjectNode document(String operation) {
        return (ObjectNode) Bench.json(
                table.getItem(r -> r.tableName(Local.NAME).consistentRead(true).key(key(operation)))
                        .item()
                        .getOrDefault("document", NONE)
                        .s());
    }

    /** Changes an operation's saved document behind the function's back. */
    void rewrite(String operation, Consumer<ObjectNode> change) {
        ObjectNode document = document(operation);
        change.accept(document);
        table.updateItem(r -> r.tableName(Local.NAME)
                .key(key(operation))
                .updateExpression("SET #d = :d")
                .expressionAttributeNames(Map.of("#d", "document"))
                .expressionAttributeValues(Map.of(":d", AttributeValue.fromS(document.toString()))));
    }

    private static Map<String, AttributeValue> key(String operation) {
        return Map.of("pk", AttributeValue.fromS("OPERATION#" + operation), "sk", AttributeValue.fromS("STATE"));
    }

    /** Stops an execution if it still runs, and forgets all operations, so that their clusters are free. */
    void forget(String execution) {
        if (bench.describe(execution).status() == ExecutionStatus.RUNNING) {
            bench.sfn.stopExecution(r -> r.executionArn(execution));
        }
        table.scan(r -> r.tableName(Local.NAME))
                .items()
                .forEach(item -> table.deleteItem(r -> r.tableName(Local.NAME)
                        .key(Map.of("pk", item.getOrDefault("pk", NONE), "sk", item.getOrDefault("sk", NONE)))));
    }

    /** Answers a question with an action and lets the execution come to its end. */
    DescribeExecutionResponse end(JsonNode question, String action) {
        bench.answer(question, "{\"action\": \"" + action + "\"}");
        return bench.end(question.path("execution_arn").asText());
    }

    /** The function hangs in every attempt that the machine makes at this action. */
    void hang(String action) {
        for (int attempt = 0; attempt < 7; attempt++) {
            bench.local
                    .faults()
                    .when(one -> one.payload().path("action").asText().equals(action), new Fault.Hanging());
        }
    }

    JsonNode invoke(String alias, String payload) {
        return Bench.json(lambda.invoke(
                        r -> r.functionName(Local.NAME).qualifier(alias).payload(SdkBytes.fromUtf8String(payload)))
                .payload()
                .asUtf8String());
    }

    /** The calls to RDS and its companions that may have changed something. */
    List<CallRecord> changes() {
        return bench.local.simulator().calls().stream()
                .filter(CallRecord::changes)
                .toList();
    }

    /** How many items the table has. */
    int items() {
        return table.scan(r -> r.tableName(Local.NAME).consistentRead(true)).count();
    }

    @Override
    public void close() {
        table.close();
        lambda.close();
        bench.close();
    }
}
