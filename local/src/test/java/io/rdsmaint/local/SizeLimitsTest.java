package io.rdsmaint.local;

import static io.rdsmaint.local.Replies.ask;
import static io.rdsmaint.local.Replies.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;

/** What is too large for AWS is too large here, counted as AWS counts: in bytes. */
class SizeLimitsTest {
    private static final int DATA = 262_144;
    private static final int ANSWER = 6_291_556;

    private static <B extends AwsClientBuilder<B, C>, C> C client(Bench bench, B builder) {
        return builder.endpointOverride(bench.local.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /** A JSON text of this many bytes, with letters of two bytes. */
    private static String json(int bytes) {
        String letters = "\u00fc".repeat((bytes - 8) / 2);
        String text = "{\"a\":\"" + letters + (bytes % 2 == 0 ? "" : "x") + "\"}";
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
        return text;
    }

    @Test
    void theOutputOfATaskIsCountedInBytes() {
        try (Bench bench = Bench.scripted(ask("q-1"), succeed())) {
            String arn = bench.start("{\"params\": {}}");
            JsonNode question = bench.question(1);

            assertThatThrownBy(() -> bench.answer(question, json(DATA + 1)))
                    .hasMessageContaining("less than or equal to " + DATA);
            assertThat(bench.describe(arn).statusAsString()).isEqualTo("RUNNING");
            assertThatCode(() -> bench.answer(question, json(DATA))).doesNotThrowAnyException();
        }
    }

    /** An answer that fits, and does not any more beside what the state has already. */
    @Test
    void theDataOfAStateIsCountedInBytes() {
        try (Bench bench = Bench.scripted(ask("q-1"), succeed())) {
            String arn = bench.start("{\"params\": {}}");

            bench.answer(bench.question(1), json(DATA - 100));

            assertThat(bench.end(arn).error()).isEqualTo("States.DataLimitExceeded");
        }
    }

    @Test
    void theInputOfAnExecutionIsCountedInBytes() {
        try (Bench bench = Bench.scripted(succeed())) {
            assertThatThrownBy(() -> bench.start(json(DATA + 1))).hasMessageContaining("less than or equal to " + DATA);
        }
    }

    @Test
    void theEntriesOfACallAreCountedTogether() {
        try (Bench bench = Bench.scripted();
                EventBridgeClient events = client(bench, EventBridgeClient.builder())) {
            PutEventsRequestEntry half = entry(DATA / 2 - 2);

            assertThatCode(() -> events.putEvents(r -> r.entries(half, half))).doesNotThrowAnyException();
            assertThatThrownBy(() -> events.putEvents(r -> r.entries(half, half, entry(20))))
                    .hasMessageContaining("Total size of the entries in the request is over the limit");
            assertThatThrownBy(() -> events.putEvents(r -> r.entries(entry(DATA - 1))))
                    .hasMessageContaining("over the limit");
        }
    }

    private static PutEventsRequestEntry entry(int detail) {
        return PutEventsRequestEntry.builder()
                .source("s")
                .detailType("t")
                .detail(json(detail))
                .build();
    }

    @Test
    void anAnswerOfTheFunctionHasAtMostSixMegabytes() {
        try (Bench bench = Bench.scripted();
                LambdaClient lambda = client(bench, LambdaClient.builder())) {
            bench.script.thenText(json(ANSWER)).thenText(json(ANSWER + 1));

            InvokeResponse fits = lambda.invoke(r -> r.functionName("rds-maint-machine:people"));
            InvokeResponse tooLarge = lambda.invoke(r -> r.functionName("rds-maint-machine:people"));

            assertThat(fits.functionError()).isNull();
            assertThat(tooLarge.functionError()).isEqualTo("Unhandled");
            assertThat(tooLarge.payload().asUtf8String())
                    .contains("Function.ResponseSizeTooLarge", "(" + (ANSWER + 1) + " bytes)");
        }
    }

    @Test
    void soHasARequestToIt() {
        try (Bench bench = Bench.scripted();
                LambdaClient lambda = client(bench, LambdaClient.builder())) {
            assertThatThrownBy(() -> lambda.invoke(r -> r.functionName("rds-maint-machine:people")
                            .payload(SdkBytes.fromUtf8String(json(6_291_457)))))
                    .isInstanceOf(RequestTooLargeException.class);
            assertThat(bench.script.calls()).isEqualTo(Collections.emptyList());
        }
    }
}
