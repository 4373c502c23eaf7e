package io.rdsmaint.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** A deployment as people reach it: its machine, and its function by the alias for people, or for viewers. Clients are made when first used. */
final class DeploymentClient implements AutoCloseable {
    /** The function has 60 seconds. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final Duration ANSWER = Duration.ofSeconds(65);

    private static final String PEOPLE = "people";
    private static final String VIEWERS = "viewers";

    private final Settings settings;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(ANSWER)
            .build();
    private final JsonMapper json = JsonMapper.builder().build();
    /** The alias that status is asked by; a command that watches asks often. */
    private String looking = PEOPLE;

    private @Nullable Region region;
    private @Nullable LambdaClient lambda;
    private @Nullable SfnClient stepFunctions;
    private @Nullable GetCallerIdentityResponse caller;

    DeploymentClient(Settings settings) {
        this.settings = settings;
    }

    /**
     * An execution of the machine.
     *
     * @param began empty when AWS does not say it
     * @param stopped empty while it runs
     */
    record Execution(
            String arn,
            String status,
            String error,
            String cause,
            JsonNode input,
            JsonNode output,
            Optional<Instant> began,
            Optional<Instant> stopped) {
        boolean running() {
            return status.equals("RUNNING") || status.equals("PENDING_REDRIVE");
        }
    }

    /** What came of the start of an execution. */
    sealed interface Start {
        /** It runs, since now or since the same was asked for before. */
        record Running(String arn) implements Start {}

        /** An execution of that name is there already: it has another input, or has ended. */
        record NameUsed(String arn) implements Start {}
    }

    /** Who we are, as AWS knows it. */
    String caller() {
        return identity().arn();
    }

    private GetCallerIdentityResponse identity() {
        if (caller == null) {
            try (StsClient sts = client(StsClient.builder())) {
                caller = Troubles.explained("sts:GetCallerIdentity", () -> sts.getCallerIdentity());
            }
        }
        return caller;
    }

    /** Writes an object; what was there is kept where the bucket keeps versions. */
    void store(String bucket, String key, byte[] text) {
        try (S3Client s3 = client(S3Client.builder())) {
            Troubles.explained(
                    "s3:PutObject", () -> s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(text)));
        }
    }

    /** The ARN that an execution of this name has. */
    String executionArn(String name) {
        String partition = identity().arn().split(":", -1)[1];
        return "arn:%s:states:%s:%s:execution:%s:%s"
                .formatted(partition, region().id(), identity().account(), settings.deployment(), name);
    }

    /**
     * Starts an execution. The name is the caller's own and never used again, so an execution of this name that exists already is
     * this one: an answer was lost.
     */
    String start(String name, JsonNode input) {
        return switch (startNamed(name, input)) {
            case Start.Running(String arn) -> arn;
            case Start.NameUsed(String arn) -> arn;
        };
    }

    /** Starts an execution under a name that may have been used before. */
    Start startNamed(String name, JsonNode input) {
        String arn = executionArn(name);
        String machine = arn.substring(0, arn.lastIndexOf(':')).replace(":execution:", ":stateMachine:");
        return Troubles.explained("states:StartExecution", () -> {
            try {
                return new Start.Running(stepFunctions()
                        .startExecution(
                                r -> r.stateMachineArn(machine).name(name).input(input.toString()))
                        .executionArn());
            } catch (ExecutionAlreadyExistsException e) {
                return new Start.NameUsed(arn);
            }
        });
    }

    /** An execution as it is now. */
    Execution execution(String arn) {
        DescribeExecutionResponse found = Troubles.explained(
                "states:DescribeExecution", () -> stepFunctions().describeExecution(r -> r.executionArn(arn)));
        return new Execution(
                arn,
                found.statusAsString(),
                said(found.error()),
                said(found.cause()),
                found.input() == null ? json.createObjectNode() : read(found.input()),
                found.output() == null ? json.createObjectNode() : read(found.output()),
                Optional.ofNullable(found.startDate()),
                Optional.ofNullable(found.stopDate()));
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What the function answers to {@code resume}; requests that it refuses are answered, too. */
    JsonNode resume(ObjectNode request) {
        return invoke(PEOPLE, request);
    }

    /** What the function answers to {@code status}, which those may ask, too, who may only look. */
    JsonNode status(ObjectNode request) {
        try {
            return invoke(looking, request);
        } catch (Failure refused) {
            if (refused.code() != ExitCode.NOT_PERMITTED || looking.equals(VIEWERS)) {
                throw refused;
            }
            return statusForViewers(request, refused);
        }
    }

    private JsonNode statusForViewers(ObjectNode request, Failure forPeople) {
        try {
            JsonNode answer = invoke(VIEWERS, request);
            looking = VIEWERS;
            return answer;
        } catch (Failure refused) {
            throw refused.code() == ExitCode.NOT_PERMITTED ? forPeople : refused;
        }
    }

    private JsonNode invoke(String alias, ObjectNode request) {
        InvokeResponse answer = Troubles.explained(
                "lambda:InvokeFunction",
                () -> lambda().invoke(r -> r.functionName(settings.deployment())
                        .qualifier(alias)
                        .payload(SdkBytes.fromUtf8String(request.toString()))));
        JsonNode body = read(answer.payload().asUtf8String());
        if (answer.functionError() != null) {
            throw new Failure(
                    ExitCode.UNEXPECTED,
                    "The function failed: " + body.path("errorMessage").asText(answer.functionError()),
                    "Run this again. If it stays so, the function's log says more: docs/runbook.md.");
        }
        return body;
    }

    /** An empty request. */
    ObjectNode request(String action) {
        return json.createObjectNode().put("action", action);
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Failure(
                    ExitCode.UNEXPECTED,
                    "What came back is no JSON: " + Terminal.cut(text, 200),
                    "Is AWS_ENDPOINT_URL an AWS endpoint?");
        }
    }

    private Region region() {
        if (region == null) {
            region = settings.region();
        }
        return region;
    }

    private LambdaClient lambda() {
        if (lambda == null) {
            lambda = client(LambdaClient.builder());
        }
        return lambda;
    }

    private SfnClient stepFunctions() {
        if (stepFunctions == null) {
            stepFunctions = client(SfnClient.builder());
        }
        return stepFunctions;
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, Optional.empty());
    }

    /** A client of another service, or of another region than the deployment's. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, Optional<Region> other) {
        settings.requireUrl();
        settings.endpoint().ifPresent(builder::endpointOverride);
        settings.credentials().ifPresent(builder::credentialsProvider);
        return builder.region(other.orElseGet(this::region))
                .httpClient(http)
                .overrideConfiguration(o -> o.executionInterceptors(settings.interceptors()))
                .build();
    }

    @Override
    public void close() {
        if (lambda != null) {
            lambda.close();
        }
        if (stepFunctions != null) {
            stepFunctions.close();
        }
        http.close();
    }
}
