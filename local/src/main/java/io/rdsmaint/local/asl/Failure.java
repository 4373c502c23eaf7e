package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Why a state or an execution failed.
 *
 * @param error the error name that Retry and Catch match; absent when a person's SendTaskFailure gave none
 * @param cause text for people; absent likewise
 */
public record Failure(Optional<String> error, Optional<String> cause) {
    /** Never caught and never retried, whatever a definition says. */
    public static final String RUNTIME = "States.Runtime";

    /** Caught by its own name only, not by States.ALL. */
    public static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";

    /** A task passed its TimeoutSeconds. */
    public static final String TIMEOUT = "States.Timeout";

    /** A task passed its HeartbeatSeconds; matched by States.Timeout too. */
    public static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";

    /** A failure with a name and a cause. */
    public static Failure of(String error, String cause) {
        return new Failure(Optional.of(error), Optional.of(cause));
    }

    /** A timeout, which AWS reports with a name only. */
    public static Failure timeout(String error) {
        return new Failure(Optional.of(error), Optional.empty());
    }

    /** What a Catch hands on: the keys that the failure has, and an empty Cause for a timeout. */
    ObjectNode caught() {
        ObjectNode caught = Json.object();
        error.ifPresent(name -> caught.put("Error", name));
        cause.ifPresent(text -> caught.put("Cause", text));
        if (cause.isEmpty() && error.filter(Failure::isTimeout).isPresent()) {
            caught.put("Cause", "");
        }
        return caught;
    }

    /** Whether one of a retrier's or catcher's error names matches this failure. */
    boolean matches(String name) {
        String own = error.orElse("");
        if (own.equals(RUNTIME)) {
            return false;
        }
        return switch (name) {
            case "States.ALL" -> !own.equals(DATA_LIMIT_EXCEEDED);
            case "States.TaskFailed" -> !isTimeout(own) && !own.equals(DATA_LIMIT_EXCEEDED);
            case TIMEOUT -> isTimeout(own);
            default -> name.equals(own);
        };
    }

    private static boolean isTimeout(String name) {
        return name.equals(TIMEOUT) || name.equals(HEARTBEAT_TIMEOUT);
    }
}
