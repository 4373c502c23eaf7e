package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.clock.VirtualTime;
import io.rdsmaint.local.lambda.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** How invocations go wrong at the function's boundaries. */
class InvocationTest {
    /** A function that publishes two events, one request each, and then answers how often its instance was called. */
    private static final class Publishing {
        private final List<String> survived = new CopyOnWriteArrayList<>();

        RequestStreamHandler create(Map<String, String> environment) {
            int[] calls = new int[1];
            return (_, output, context) -> {
                calls[0]++;
                publish(environment, "First");
                publish(environment, "Second");
                survived.add(context.getAwsRequestId());
                output.write(String.valueOf(calls[0]).getBytes(StandardCharsets.UTF_8));
            };
        }

        private static void publish(Map<String, String> environment, String detailType) {
            String body =
                    "{\"Entries\": [{\"Source\": \"f\", \"DetailType\": \"" + detailType + "\", \"Detail\": \"{}\"}]}";
            try (HttpClient client = HttpClient.newHttpClient()) {
                client.send(
                        HttpRequest.newBuilder(URI.create(environment.getOrDefault("AWS_ENDPOINT_URL", "")))
                                .header("X-Amz-Target", "AWSEvents.PutEvents")
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=" + environment.get("AWS_ACCESS_KEY_ID")
                                                + "/20260101/us-east-1/events/aws4_request, Signature=0")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
            } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Publishing function = new Publishing();

    private Bench bench() {
        String definition = Definitions.task("\"Retry\": [{\"ErrorEquals\": [\"States.TaskFailed\"]}]");
        return Bench.running(definition, (environment, _) -> function.create(environment));
    }

    @Test
    void invocationKilledBeforeARequestHasHadNoEffectOfItAndIsRetriedInANewSandbox() {
        try (Bench bench = bench()) {
            bench.local.faults().next(new Fault.Killed(2, false));
            DescribeExecutionResponse ended = bench.run("{}");

            assertThat(Bench.json(ended.output()).path("Payload").intValue()).isEqualTo(1);
            assertThat(bench.published("First")).hasSize(2);
            assertThat(bench.published("Second")).hasSize(1);
            assertThat(function.survived).hasSize(1);
            assertThat(failure(bench, ended)).isEqualTo("Lambda.Unknown");
        }
    }

    @Test
    void invocationKilledAfterTheEffectHasHadIt() {
        try (Bench bench = bench()) {
            bench.local.faults().next(new Fault.Killed(2, true));
            bench.run("{}");

            assertThat(bench.published("Second")).hasSize(2);
            assertThat(function.survived).hasSize(1);
        }
    }

    @Test
    void invocationRunTwiceHasItsEffectsTwiceAndOneAnswer() {
        try (Bench bench = bench()) {
            bench.local.faults().next(new Fault.Twice());
            DescribeExecutionResponse ended = bench.run("{}");

            assertThat(bench.published("First")).hasSize(2);
            assertThat(Bench.json(ended.output()).path("Payload").intValue()).isEqualTo(2);
        }
    }

    @Test
    void answerThatLambdaLosesIsAServiceErrorAfterTheEffects() {
        try (Bench bench = bench()) {
            bench.local.faults().next(new Fault.Lost("ServiceException", true));
            DescribeExecutionResponse ended = bench.run("{}");

            assertThat(bench.published("First")).hasSize(2);
            assertThat(failure(bench, ended)).isEqualTo("Lambda.ServiceException");
        }
    }

    @Test
    void instancesAreReusedAndKnowTheirAliasAndTime() {
        List<String> arns = new CopyOnWriteArrayList<>();
        List<Integer> remaining = new CopyOnWriteArrayList<>();
        VirtualTime[] time = new VirtualTime[1];
        RequestStreamHandler handler = (_, output, context) -> {
            arns.add(context.getInvokedFunctionArn());
            time[0].spend(Duration.ofSeconds(10));
            remaining.add(context.getRemainingTimeInMillis());
            output.write("{}".getBytes(StandardCharsets.UTF_8));
        };
        try (Bench bench = Bench.running(Definitions.task("\"Comment\": \"\""), (_, _) -> handler)) {
            time[0] = bench.time;
            invoke(bench, "people", "Qualifier=people");
            invoke(bench, "rds-maint-machine:machine", "");

            assertThat(arns)
                    .containsExactly(
                            "arn:aws:lambda:us-east-1:123456789012:function:rds-maint-machine:people",
                            "arn:aws:lambda:us-east-1:123456789012:function:rds-maint-machine:machine");
            assertThat(remaining).containsExactly(50_000, 50_000);
        }
    }

    @Test
    void exceptionsReachTheCallerOfInvokeAsFunctionErrors() {
        RequestStreamHandler handler = (_, _, _) -> {
            throw new IllegalStateException("broken");
        };
        try (Bench bench = Bench.running(Definitions.task("\"Comment\": \"\""), (_, _) -> handler)) {
            HttpResponse<String> response = invoke(bench, "people", "Qualifier=people");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
            JsonNode body = Bench.json(response.body());
            assertThat(body.path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
            assertThat(body.path("errorMessage").asText()).isEqualTo("broken");

            assertThat(invoke(bench, "other", "Qualifier=other").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void anAsynchronousCallThatFailsIsRepeatedTwice() {
        List<Instant> times = new CopyOnWriteArrayList<>();
        VirtualTime[] time = new VirtualTime[1];
        RequestStreamHandler handler = (_, _, _) -> {
            times.add(time[0].instant());
            throw new IllegalStateException("broken");
        };
        try (Bench bench =
                Bench.runningWithRules(Definitions.of("\"Type\": \"Fail\", \"Error\": \"Bad\""), (_, _) -> handler)) {
            time[0] = bench.time;
            bench.run("{}");
            Instant ended = bench.time.instant();
            bench.time.advance(Duration.ofMinutes(10));

            assertThat(times).containsExactly(ended, ended.plusSeconds(60), ended.plusSeconds(180));
        }
    }

    private static HttpResponse<String> invoke(Bench bench, String alias, String query) {
        String function = alias.contains(":") ? alias : "rds-maint-machine";
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(bench.local
                                    .uri()
                                    .resolve("/2015-03-31/functions/" + function + "/invocations?" + query))
                            .header(
                                    "Authorization",
                                    "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/lambda/aws4_request, Signature=0")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String failure(Bench bench, DescribeExecutionResponse ended) {
        return bench.history(ended.executionArn()).stream()
                .filter(one -> one.taskFailedEventDetails() != null)
                .findFirst()
                .orElseThrow()
                .taskFailedEventDetails()
                .error();
    }
}
