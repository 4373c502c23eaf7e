package io.rdsmaint.bench.world;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.Local;
import io.rdsmaint.local.Store;
import io.rdsmaint.local.clock.VirtualTime;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.lambda.Result;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A change of three instances that waits for AWS, in a world in which time stands still: each look sees what the last one saw. */
public final class WaitingOperation implements AutoCloseable {
    private static final String INPUT = """
            {"params": {"type": "instance_type_change", "cluster_id": "demo-multi",
                        "params": {"target_instance_type": "db.r6g.xlarge"}}}""";
    private static final Duration AGO = Duration.ofMinutes(20);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final VirtualTime time = new VirtualTime(Instant.now().minus(AGO));
    private final AtomicReference<ObjectNode> request = new AtomicReference<>();
    private final AtomicReference<ObjectNode> reply = new AtomicReference<>();
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Local local;

    /** Kept in DynamoDB, and nobody counts. */
    public WaitingOperation() {
        this(Store.DYNAMODB, List.of());
    }

    /**
     * Starts it and lets time pass until it waits.
     *
     * @param store where it is kept
     * @param interceptors see each call of the function
     */
    public WaitingOperation(Store store, List<ExecutionInterceptor> interceptors) {
        local = Local.builder()
                .scenario(Scenarios.multiNode())
                .store(store)
                .definition(
                        Path.of(System.getProperty("repository", "."), "statemachine", "rds-maint-machine.asl.json"))
                .clock(time)
                .function((environment, clock) ->
                        overheard(new DeployedFunction(interceptors).create(environment, clock)))
                .start();
        local.warmUp();
        try (SfnClient machine = SfnClient.builder()
                .endpointOverride(local.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            machine.startExecution(r -> r.stateMachineArn(Local.MACHINE_ARN).input(INPUT));
        }
        if (!time.advanceUntil(this::waits, PATIENCE)) {
            throw new IllegalStateException("the operation does not wait: " + reply.get());
        }
    }

    private boolean waits() {
        ObjectNode last = reply.get();
        return last != null
                && last.path("next").asText().equals("wait")
                && last.path("step_name").asText().startsWith("Change ")
                && last.toString().contains("modifying");
    }

    private RequestStreamHandler overheard(RequestStreamHandler real) {
        return (in, out, context) -> {
            byte[] asked = in.readAllBytes();
            ByteArrayOutputStream answered = new ByteArrayOutputStream();
            real.handleRequest(new ByteArrayInputStream(asked), answered, context);
            if (!waits()) {
                request.set((ObjectNode) mapper.readTree(asked));
                reply.set((ObjectNode) mapper.readTree(answered.toByteArray()));
            }
            out.write(answered.toByteArray());
        };
    }

    /** The look that the machine asked for last, but as an older definition asks: what it saw is stored whatever it is. */
    public byte[] storedLook() {
        ObjectNode older = request.get().deepCopy();
        older.remove("calls");
        older.remove("version");
        return older.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The next look that the machine would ask for: it sees nothing new and stores nothing. */
    public byte[] look() {
        ObjectNode next = request.get().deepCopy();
        next.set("calls", reply.get().path("calls"));
        next.set("version", reply.get().path("version"));
        return next.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Asks the function.
     *
     * @return its answer
     */
    public JsonNode ask(String payload) {
        CompletableFuture<Result> answer = new CompletableFuture<>();
        try {
            local.function().invoke("machine", mapper.readTree(payload), answer::complete);
            if (answer.get(10, TimeUnit.MINUTES) instanceof Result.Returned returned) {
                return mapper.readTree(returned.payload().text());
            }
            throw new IllegalStateException("the function answers " + answer.get());
        } catch (JsonProcessingException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The operation's id. */
    public String id() {
        return reply.get().path("operation_id").asText();
    }

    /** Where all services are. */
    public URI uri() {
        return local.uri();
    }

    @Override
    public void close() {
        local.close();
    }
}
