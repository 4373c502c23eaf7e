package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * A session of an operator with an endpoint on which everything is deployed, from the plan to the changed cluster. It knows
 * nothing but AWS's API, so it runs against whatever serves it.
 */
abstract class EndpointSession {
    private static final String CLUSTER = "demo-multi";

    /** Where AWS's services are. */
    abstract URI endpoint();

    /** Where RDS is. */
    abstract URI rdsEndpoint();

    /** Where the function keeps its operations there. */
    abstract Store store();

    /**
     * The detail-types of the events that a rule on the bus has delivered so far; empty where the session has no rule of its
     * own.
     */
    abstract Optional<List<String>> delivered();

    /** Lets time pass until the condition holds; fails when it doesn't within reason. */
    abstract void await(BooleanSupplier condition);

    private static StaticCredentialsProvider anybody() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    }

    @Test
    void operatorPlansStartsAnswersTakesOverAndSeesTheClusterChanged() {
        try (SfnClient sfn = SfnClient.builder()
                        .endpointOverride(endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(anybody())
                        .build();
                LambdaClient lambda = LambdaClient.builder()
                        .endpointOverride(endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(anybody())
                        .build();
                RdsClient rds = RdsClient.builder()
                        .endpointOverride(rdsEndpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(anybody())
                        .build()) {
            String machine = machine(sfn);
            String target = classes(rds).contains("db.r6g.xlarge") ? "db.r6g.large" : "db.r6g.xlarge";
            plans(sfn, machine, target);
            String first = start(sfn, machine, input(target, "\"pause_before\": [\"preflight\"],"));
            String operation = asksAgainAfterATaskThatFails(sfn, first);
            isSeen(sfn, lambda, machine, first, operation);
            sfn.stopExecution(r -> r.executionArn(first).cause("by hand"));
            assertThat(sfn.describeExecution(r -> r.executionArn(first)).status())
                    .isEqualTo(ExecutionStatus.ABORTED);
            goesOn(sfn, start(sfn, machine, "{\"operation_id\": \"" + operation + "\"}"), operation);
            assertThat(classes(rds)).containsOnly(target);
            assertThat(status(lambda, operation).path("operation").path("state").asText())
                    .isEqualTo("completed");
        }
        delivered().ifPresent(types -> {
            await(() -> delivered().orElseThrow().contains("OperationCompleted"));
            assertThat(delivered().orElseThrow())
                    .contains("OperationStarted", "InterventionRequired", "InterventionAnswered", "OperationTakenOver");
        });
    }

    private static String machine(SfnClient sfn) {
        return sfn.listStateMachines().stateMachines().stream()
                .filter(one -> one.name().equals(Local.NAME))
                .findFirst()
                .orElseThrow()
                .stateMachineArn();
    }

    private static List<String> classes(RdsClient rds) {
        return rds.describeDBInstancesPaginator().dbInstances().stream()
                .filter(one -> CLUSTER.equals(one.dbClusterIdentifier()))
                .map(DBInstance::dbInstanceClass)
                .toList();
    }

    private static String input(String target, String more) {
        return """
                {"params": {"type": "instance_type_change", "cluster_id": "%s", %s
                 "params": {"target_instance_type": "%s", "warm_up_seconds": 0}}}
                """.formatted(CLUSTER, more, target);
    }

    private static String start(SfnClient sfn, String machine, String input) {
        return sfn.startExecution(r -> r.stateMachineArn(machine).input(input)).executionArn();
    }

    private DescribeExecutionResponse end(SfnClient sfn, String arn) {
        await(() -> sfn.describeExecution(r -> r.executionArn(arn)).status() != ExecutionStatus.RUNNING);
        return sfn.describeExecution(r -> r.executionArn(arn));
    }

    private void plans(SfnClient sfn, String machine, String target) {
        DescribeExecutionResponse planned = end(sfn, start(sfn, machine, input(target, "\"dry_run\": true,")));
        assertThat(planned.status()).as(planned.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(Bench.json(planned.output()).path("plan")).hasSizeGreaterThan(6);
    }

    private String asksAgainAfterATaskThatFails(SfnClient sfn, String arn) {
        JsonNode question = question(sfn, arn, 1);
        sfn.sendTaskFailure(r -> r.taskToken(question.path("task_token").asText())
                .error("NotNow")
                .cause("lunch"));
        JsonNode again = question(sfn, arn, 2);
        assertThat(again.path("question").path("id"))
                .isEqualTo(question.path("question").path("id"));
        return again.path("operation_id").asText();
    }

    private void isSeen(SfnClient sfn, LambdaClient lambda, String machine, String arn, String operation) {
        assertThat(sfn.listExecutions(r -> r.stateMachineArn(machine)).executions())
                .extracting(one -> one.executionArn())
                .contains(arn);
        JsonNode seen = status(lambda, operation);
        assertThat(seen.path("operation").path("state").asText()).isEqualTo("paused");
        assertThat(seen.path("events")).isNotEmpty();
        assertThat(stored()).anyMatch(key -> key.contains(operation));
    }

    /** The keys of all that the store holds. */
    private List<String> stored() {
        return switch (store()) {
            case DYNAMODB -> {
                try (DynamoDbClient table = DynamoDbClient.builder()
                        .endpointOverride(endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(anybody())
                        .build()) {
                    yield table.scanPaginator(r -> r.tableName(Local.NAME)).items().stream()
                            .map(item -> String.valueOf(item.get("pk")))
                            .toList();
                }
            }
            case S3 -> {
                try (S3Client bucket = S3Client.builder()
                        .endpointOverride(endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(anybody())
                        .forcePathStyle(true)
                        .build()) {
                    yield bucket.listObjectsV2Paginator(r -> r.bucket(Local.NAME)).contents().stream()
                            .map(S3Object::key)
                            .toList();
                }
            }
        };
    }

    private static JsonNode status(LambdaClient lambda, String operation) {
        return Bench.json(lambda.invoke(r -> r.functionName(Local.NAME)
                        .qualifier("people")
                        .payload(SdkBytes.fromUtf8String(
                                "{\"action\": \"status\", \"operation_id\": \"" + operation + "\"}")))
                .payload()
                .asUtf8String());
    }

    /** Answers continue until nothing more is asked. */
    private void goesOn(SfnClient sfn, String arn, String operation) {
        int answered = 0;
        while (answered < 5) {
            int asked = answered;
            await(() -> questions(sfn, arn).size() > asked
                    || sfn.describeExecution(r -> r.executionArn(arn)).status() != ExecutionStatus.RUNNING);
            List<JsonNode> questions = questions(sfn, arn);
            if (questions.size() == asked) {
                break;
            }
            JsonNode question = questions.get(asked);
            assertThat(question.path("operation_id").asText()).isEqualTo(operation);
            sfn.sendTaskSuccess(r -> r.taskToken(question.path("task_token").asText())
                    .output("{\"action\": \"continue\", \"by\": \"operator\"}"));
            answered++;
        }
        DescribeExecutionResponse ended = end(sfn, arn);
        assertThat(ended.status()).as(ended.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(answered).isPositive();
    }

    private JsonNode question(SfnClient sfn, String arn, int number) {
        await(() -> questions(sfn, arn).size() >= number
                || sfn.describeExecution(r -> r.executionArn(arn)).status() != ExecutionStatus.RUNNING);
        return questions(sfn, arn).get(number - 1);
    }

    /** The questions that an execution has published, as its history has them. */
    private static List<JsonNode> questions(SfnClient sfn, String arn) {
        return StreamSupport.stream(
                        sfn.getExecutionHistoryPaginator(
                                        r -> r.executionArn(arn).maxResults(1_000))
                                .events()
                                .spliterator(),
                        false)
                .filter(one -> one.type() == HistoryEventType.TASK_SCHEDULED)
                .flatMap(one -> asked(one).stream())
                .toList();
    }

    private static Optional<JsonNode> asked(HistoryEvent event) {
        JsonNode entry = Bench.json(event.taskScheduledEventDetails().parameters())
                .path("Entries")
                .path(0);
        return entry.path("DetailType").asText().equals("InterventionRequired")
                ? Optional.of(entry.path("Detail"))
                : Optional.empty();
    }
}
