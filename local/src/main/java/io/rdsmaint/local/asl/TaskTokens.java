package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens of the tasks that wait for someone's answer, and of those that no longer do. */
public final class TaskTokens {
    private final Map<String, Optional<Waiting>> tokens = new ConcurrentHashMap<>();

    /** What has become of an answer to a token. */
    public enum Outcome {
        /** The task goes on with it. */
        ACCEPTED,
        /** The task has been answered, has timed out, or its execution has ended. */
        OVER,
        /** No task here ever had this token. */
        UNKNOWN
    }

    /** A task that waits; its methods tell whether it still did. */
    interface Waiting {
        boolean answer(JsonNode output);

        boolean fail(Failure failure);

        boolean heartbeat();
    }

    void open(String token, Waiting task) {
        tokens.put(token, Optional.of(task));
    }

    void close(String token) {
        tokens.replace(token, Optional.empty());
    }

    /** SendTaskSuccess. */
    public Outcome succeed(String token, JsonNode output) {
        return tell(token, task -> task.answer(output));
    }

    /** SendTaskFailure. */
    public Outcome fail(String token, Failure failure) {
        return tell(token, task -> task.fail(failure));
    }

    /** SendTaskHeartbeat. */
    public Outcome heartbeat(String token) {
        return tell(token, Waiting::heartbeat);
    }

    private Outcome tell(String token, java.util.function.Predicate<Waiting> message) {
        Optional<Waiting> task = tokens.get(token);
        if (task == null) {
            return Outcome.UNKNOWN;
        }
        return task.filter(message).isPresent() ? Outcome.ACCEPTED : Outcome.OVER;
    }
}
