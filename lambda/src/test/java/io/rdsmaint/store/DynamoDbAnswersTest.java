package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.TransientFailure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the store makes of DynamoDB's refusals, as AWS words them. */
class DynamoDbAnswersTest {
    private static final String NONE = "{\"Code\":\"None\"}";
    private static final String TOO_LARGE =
            "{\"Code\":\"ValidationError\",\"Message\":\"Item size has exceeded the maximum" + " allowed size\"}";
    private static final Samples SAMPLES = new Samples();
    private static final Operation OP = SAMPLES.fresh();
    private static final List<LogEntry> EVENTS = List.of(SAMPLES.event(1, LogEntry.Type.STEP_COMPLETED));

    @ParameterizedTest
    @ValueSource(
            strings = {
                TOO_LARGE,
                "{\"Code\":\"ItemCollectionSizeLimitExceeded\",\"Message\":\"Collection size exceeded\"}",
                "{\"Code\":\"AccessDenied\",\"Message\":\"not authorized to perform dynamodb:PutItem\"}"
            })
    void aCancellationThatComesAgainIsNotRepeatedAndKeepsItsWords(String reason) {
        String message = reason.replaceAll(".*\"Message\":\"|\"}", "");
        OperationStore store = cancelling(NONE, reason, NONE);

        assertThatThrownBy(() -> store.create(OP, List.of()))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> store.save(SAMPLES.next(OP, "a"), EVENTS))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining(message);
    }

    @Test
    void adviceBelongsToTheErrorsThatItFits() {
        assertThatThrownBy(() -> cancelling(NONE, TOO_LARGE).create(OP, List.of()))
                .message()
                .doesNotContainIgnoringCase("table's name")
                .doesNotContainIgnoringCase("policy");
        assertThatThrownBy(() -> cancelling(NONE, "{\"Code\":\"AccessDenied\"}").create(OP, List.of()))
                .hasMessageContaining("function's policy");
        assertThatThrownBy(() -> answering(400, "ResourceNotFoundException", "").load("op-1"))
                .hasMessageContaining("TABLE_NAME");
        assertThatThrownBy(() -> answering(400, "AccessDeniedException", "").load("op-1"))
                .hasMessageContaining("function's policy");
        assertThatThrownBy(() -> answering(400, "ValidationException", "").load("op-1"))
                .isInstanceOf(LastingFailure.class)
                .message()
                .doesNotContain("Check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded"})
    void aThrottledTransactionIsRepeated(String code) {
        OperationStore store = cancelling(NONE, "{\"Code\":\"" + code + "\",\"Message\":\"slow down\"}");

        assertThatThrownBy(() -> store.create(OP, List.of()))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("slow down");
    }

    @Test
    void whoWritesAtTheSameTimeIsAConflictForASaveAndAnotherTryForAStart() {
        OperationStore store = cancelling(NONE, "{\"Code\":\"TransactionConflict\"}");

        assertThatThrownBy(() -> store.save(SAMPLES.next(OP, "a"), EVENTS))
                .isInstanceOf(OperationStore.SaveConflict.class);
        assertThatThrownBy(() -> store.create(OP, List.of())).isInstanceOf(TransientFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ConditionalCheckFailedException", "TransactionConflictException"})
    void whoWritesAtTheSameTimeIsAConflictForASaveWithoutEvents(String type) {
        assertThatThrownBy(() -> answering(400, type, "").save(SAMPLES.next(OP, "a"), List.of()))
                .isInstanceOf(OperationStore.SaveConflict.class);
    }

    @Test
    void aSaveWithoutEventsThatMeetsAServersErrorMayHaveHappened() {
        assertThatThrownBy(() -> answering(500, "InternalServerError", "").save(SAMPLES.next(OP, "a"), List.of()))
                .isInstanceOf(OperationStore.SaveUnknown.class);
    }

    @Test
    void aSaveWithoutEventsThatIsRefusedKeepsTheWordsAndOneThatIsThrottledPasses() {
        assertThatThrownBy(() -> answering(400, "ValidationException", "").save(SAMPLES.next(OP, "a"), List.of()))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining("said DynamoDB");
        assertThatThrownBy(() -> answering(400, "ThrottlingException", "").save(SAMPLES.next(OP, "a"), List.of()))
                .isInstanceOf(TransientFailure.class);
    }

    private static OperationStore cancelling(String... reasons) {
        return answering(
                400, "TransactionCanceledException", ",\"CancellationReasons\":[" + String.join(",", reasons) + "]");
    }

    private static OperationStore answering(int status, String type, String more) {
        byte[] body = ("{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\",\"Message\":\"said DynamoDB\""
                        + more + "}")
                .getBytes(StandardCharsets.UTF_8);
        SdkHttpClient network = new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                HttpExecuteResponse response = HttpExecuteResponse.builder()
                        .response(SdkHttpFullResponse.builder()
                                .statusCode(status)
                                .putHeader("Content-Length", Integer.toString(body.length))
                                .putHeader("Content-Type", "application/x-amz-json-1.0")
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                        .build();
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() {
                        return response;
                    }

                    @Override
                    public void abort() {
                        // The answer is there at once.
                    }
                };
            }

            @Override
            public void close() {}
        };
        return new DynamoDbOperationStore(
                DynamoDbClient.builder()
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                        .httpClient(network)
                        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                        .build(),
                "rds-maint-machine");
    }
}
