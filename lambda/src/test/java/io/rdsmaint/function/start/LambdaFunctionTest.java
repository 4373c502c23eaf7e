package io.rdsmaint.function.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.function.Handler;
import io.rdsmaint.gateway.Clients;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What is done ahead of the first request, and what a restored snapshot has of its own. */
class LambdaFunctionTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_REGION",
            "us-east-1",
            "TABLE_NAME",
            "table",
            "EVENT_BUS_NAME",
            "default",
            "DEPLOYMENT",
            "one",
            "ALLOWED_TAG",
            "a=b");
    private static final Map<String, String> SNAPSHOT = Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    private static final String STATUS = "{\"action\": \"status\", \"operation_id\": \"op-1\"}";

    private final List<Sandbox> made = new ArrayList<>();

    @Test
    void theRecordedLookIsCarriedOutToItsReply() throws IOException {
        ObjectNode reply = new Priming(2).looks();

        assertThat(reply.path("next").asText()).isEqualTo("wait");
        assertThat(reply.path("step_name").asText()).startsWith("Change ");
        assertThat(reply.path("error").isObject()).isFalse();
    }

    @Test
    void whatKeepsItFromItsEndIsTold() {
        Priming once = new Priming(1);
        once.run();
        Priming never = new Priming(0);
        never.run();

        assertThat(once.trouble()).isEmpty();
        assertThat(never.trouble()).isPresent();
    }

    @Test
    void aStartOpensAConnectionAndAsksForNothing() {
        new LambdaFunction(Map.of(), this::process);

        assertThat(made).singleElement().satisfies(only -> {
            assertThat(only.sent).hasSize(1);
            assertThat(only.sent.getFirst()).startsWith("GET https://dynamodb.us-east-1.amazonaws.com/");
            assertThat(only.resolved).isZero();
        });
    }

    /** Where the requests for its objects go, or the connection would be nobody's. */
    @Test
    void ofABucketTheConnectionIsToTheBucketsOwnHost() {
        Map<String, String> bucket = new HashMap<>(ENVIRONMENT);
        bucket.putAll(Map.of("STATE_STORE", "s3", "BUCKET_NAME", "operations"));
        new LambdaFunction(Map.of(), () -> process(bucket));

        assertThat(made)
                .singleElement()
                .satisfies(only -> assertThat(only.sent)
                        .singleElement()
                        .asString()
                        .startsWith("GET https://operations.s3.us-east-1.amazonaws.com/"));
    }

    @Test
    void switchedOffItSendsNothing() {
        new LambdaFunction(Map.of("PRIMING", "off"), this::process);

        assertThat(made).singleElement().satisfies(only -> assertThat(only.sent).isEmpty());
    }

    @Test
    void aSnapshotHoldsNoRandomnessNoCredentialsAndNoConnections() {
        LambdaFunction function = new LambdaFunction(SNAPSHOT, this::process);

        function.beforeCheckpoint(Core.getGlobalContext());

        assertThat(made)
                .as("whatever would be the same in each restored process")
                .isEmpty();
    }

    @Test
    void eachRestoreHasItsOwn() throws IOException {
        LambdaFunction snapshot = new LambdaFunction(SNAPSHOT, this::process);
        snapshot.beforeCheckpoint(Core.getGlobalContext());

        snapshot.afterRestore(Core.getGlobalContext());
        ask(snapshot);
        snapshot.afterRestore(Core.getGlobalContext());
        ask(snapshot);

        assertThat(made).hasSize(2).allSatisfy(one -> {
            assertThat(one.sent)
                    .as("its own connection, then what was asked for")
                    .hasSizeGreaterThan(1);
            assertThat(one.resolved).as("its own credentials").isPositive();
        });
        assertThat(made.get(0).random.nextLong())
                .isNotEqualTo(made.get(1).random.nextLong());
    }

    @Test
    void aRestoreThatNobodyTellsOfIsFreshAllTheSame() throws IOException {
        LambdaFunction snapshot = new LambdaFunction(SNAPSHOT, this::process);

        ask(snapshot);
        ask(snapshot);

        assertThat(made).as("made with the first request, kept for the second").hasSize(1);
    }

    private static void ask(LambdaFunction function) throws IOException {
        function.handleRequest(
                new ByteArrayInputStream(STATUS.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                new PrimingContext());
    }

    private Handler process() {
        return process(ENVIRONMENT);
    }

    private Handler process(Map<String, String> environment) {
        Sandbox process = new Sandbox();
        made.add(process);
        return new Handler(
                environment,
                new Clients.Settings(
                        InstantSource.system(),
                        process.random,
                        Clients.Settings.briefPause(),
                        process,
                        process,
                        List.of()),
                System::nanoTime);
    }

    /** What one process has of its own, and what it did with it. */
    private static final class Sandbox implements SdkHttpClient, AwsCredentialsProvider {
        private final RandomGenerator random = RandomGenerator.getDefault();
        private final List<String> sent = new CopyOnWriteArrayList<>();
        private int resolved;

        @Override
        public AwsCredentials resolveCredentials() {
            resolved++;
            return AwsBasicCredentials.create("local", "local");
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            sent.add(
                    request.httpRequest().method() + " " + request.httpRequest().getUri());
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder()
                                    .statusCode(200)
                                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                                    .build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
