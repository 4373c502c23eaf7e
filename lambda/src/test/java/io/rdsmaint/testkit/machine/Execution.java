package io.rdsmaint.testkit.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.testkit.JsonTrees;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One execution of the {@link StateMachine}. */
public final class Execution {
    /** How an execution is, in the words of Step Functions. */
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }

    private final String arn;
    private final Instant startedAt;
    private final ObjectNode input;
    private String operationId;
    private Status status = Status.RUNNING;
    private String error = "";
    private @Nullable Instant endedAt;
    private JsonNode reply = JsonTrees.object();

    @Nullable
    JsonNode question;

    String token = "";

    /** Of the wait that an event may end; empty while there is none. */
    String waitToken = "";

    /** Of the last such wait. */
    String lastWaitToken = "no such token";

    /** Counts the tasks, so that what came of one that is no longer awaited is dropped. */
    int task;

    @Nullable
    Runnable state;

    Execution(String arn, Instant startedAt, ObjectNode input) {
        this.arn = arn;
        this.startedAt = startedAt;
        this.input = input;
        this.operationId = input.path("operation_id").asText("");
    }

    public String arn() {
        return arn;
    }

    /** The last part of its ARN. */
    public String name() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    Instant startedAt() {
        return startedAt;
    }

    /** What it was started with. */
    public ObjectNode input() {
        return input;
    }

    /** The operation that it runs; empty while there is none. */
    public String operationId() {
        return operationId;
    }

    public Status status() {
        return status;
    }

    /** The error that it ended with; empty while it runs and when it succeeded. */
    public String error() {
        return error;
    }

    /** The cause that goes with the error, as the function says it. */
    public String cause() {
        return reply.path("error").path("cause").asText("");
    }

    /** What the function has answered last. */
    public JsonNode reply() {
        return reply;
    }

    /** The token of the task that asks. */
    public String token() {
        return token;
    }

    void replied(JsonNode newest) {
        reply = newest;
        operationId = newest.path("operation_id").asText(operationId);
    }

    void become(Status newStatus, String newError, @Nullable Instant at) {
        status = newStatus;
        error = newError;
        endedAt = at;
    }

    /** When it ended; empty while it runs. */
    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    boolean running() {
        return status == Status.RUNNING;
    }

    /** True while it awaits this task. */
    boolean awaits(int number) {
        return running() && task == number;
    }
}
