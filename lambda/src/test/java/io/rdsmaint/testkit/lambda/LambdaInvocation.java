package io.rdsmaint.testkit.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.testkit.transport.FaultyTransport;
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
public final class LambdaInvocation implements Context {
    /** How long Lambda lets the function run. */
    public static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final String id;
    private final String alias;
    private final String event;
    private final int release;
    private final Instant began;
    private final Surroundings surroundings;
    private final Sandbox sandbox;
    private Optional<String> answer = Optional.empty();
    private @Nullable Throwable thrown;

    /** What the invocations of one run have around them. */
    public interface Surroundings {
        Instant now();

        RandomGenerator random();

        /** Sends a request of one of the function's SDK clients. */
        SimulatorResponse send(LambdaInvocation from, SimulatorRequest request);

        /** The way to what is not reached by an SDK client. */
        FaultyTransport transport();

        /** Where operations are kept. */
        Deployment.Store kept();

        /** Whether the machine has waits that events may end. */
        default boolean wakes() {
            return false;
        }

        /** The store, at the other end of the transport, if operations are kept in this process. */
        OperationStore store(LambdaInvocation from);

        /** A line of the function's log. */
        void log(String line);
    }

    LambdaInvocation(
            Deployment deployment, Surroundings surroundings, String id, String alias, String event, int release) {
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
        } catch (Sandbox.Closed e) {
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            thrown = e;
        }
    }

    /** The process that it runs in. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** Its request id. */
    public String id() {
        return id;
    }

    int release() {
        return release;
    }

    /** What it was called with. */
    public String event() {
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

    public Instant now() {
        return surroundings.now();
    }

    RandomGenerator random() {
        return surroundings.random();
    }

    SimulatorResponse send(SimulatorRequest request) {
        return surroundings.send(this, request);
    }

    /** The way to what is not reached by an SDK client. */
    public FaultyTransport transport() {
        return surroundings.transport();
    }

    Deployment.Store kept() {
        return surroundings.kept();
    }

    boolean wakes() {
        return surroundings.wakes();
    }

    /** The store at the other end of the transport. */
    public OperationStore store() {
        return surroundings.store(this);
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
        return "test";
    }

    @Override
    public String getLogStreamName() {
        return "test";
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
