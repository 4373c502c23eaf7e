package io.rdsmaint.campaign;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.simulator.SimulatorRequest;
import io.rdsmaint.simulator.SimulatorResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One call of the function in a sandbox of its own. */
final class Invocation implements Context {
    /** How long Lambda lets the function run. */
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String id;
    private final String alias;
    private final String event;
    private final int release;
    private final Instant began;
    private final Surroundings surroundings;
    private final Sandbox sandbox;
    private Optional<String> answer = Optional.empty();
    private @Nullable Throwable thrown;

    /** What an invocation has around it. */
    interface Surroundings {
        Instant now();

        RandomGenerator random();

        SimulatorResponse send(Invocation from, SimulatorRequest request);

        Wire wire();

        Deployment.Store store();

        OperationStore shelf(Invocation from);

        void log(String line);
    }

    Invocation(Deployment deployment, Surroundings surroundings, String id, String alias, String event, int release) {
        this.surroundings = surroundings;
        this.id = id;
        this.alias = alias;
        this.event = event;
        this.release = release;
        this.began = surroundings.now();
        this.sandbox = new Sandbox(deployment.threads(), () -> deployment.run(this));
    }

    void handledBy(RequestStreamHandler handler) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, this);
            answer = Optional.of(out.toString(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            thrown = e;
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    String id() {
        return id;
    }

    int release() {
        return release;
    }

    String event() {
        return event;
    }

    /** What the function answered, if it did. */
    Optional<String> answer() {
        return answer;
    }

    /** What it threw, if it did. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    Instant now() {
        return surroundings.now();
    }

    RandomGenerator random() {
        return surroundings.random();
    }

    SimulatorResponse send(SimulatorRequest request) {
        return surroundings.send(this, request);
    }

    Wire wire() {
        return surroundings.wire();
    }

    Deployment.Store store() {
        return surroundings.store();
    }

    /** The store behind the wire, if it is in memory. */
    OperationStore shelf() {
        return surroundings.shelf(this);
    }

    /** How long Lambda lets it run on; negative for one that woke up too late. */
    Duration left() {
        return TIMEOUT.minus(Duration.between(began, now()));
    }

    @Override
    public String getAwsRequestId() {
        return id;
    }

    @Override
    public String getLogGroupName() {
        return "campaign";
    }

    @Override
    public String getLogStreamName() {
        return "campaign";
    }

    @Override
    public String getFunctionName() {
        return "rds-maint-machine";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:us-east-1:123456789012:function:rds-maint-machine:" + alias;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Math.max(0, left().toMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String line) {
                surroundings.log(line);
            }

            @Override
            public void log(byte[] line) {
                surroundings.log(new String(line, StandardCharsets.UTF_8));
            }
        };
    }
}
