package io.rdsmaint.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.http.HttpRequest;
import java.util.Locale;

/**
 * Who calls, by the alias that was invoked: IAM decides who may invoke which. Whatever is no alias of ours, such as the function
 * itself or a version, is nobody and may do nothing.
 */
enum Caller {
    /** The state machine and the rules: they alone move operations. */
    MACHINE,
    /** People who answer: status and resume. */
    PEOPLE,
    /** People who look: status alone. */
    VIEWERS,
    /** The console's HTTP API: HTTP requests alone, which nobody else may send, as they tell who asks. */
    CONSOLE,
    NOBODY;

    /** By the ARN that was invoked. */
    static Caller of(String invokedArn) {
        String alias = invokedArn.substring(invokedArn.lastIndexOf(':') + 1);
        for (Caller caller : values()) {
            if (caller != NOBODY && caller.name().toLowerCase(Locale.ROOT).equals(alias)) {
                return caller;
            }
        }
        return NOBODY;
    }

    /**
     * Judged before anything else, so that a malformed request through the wrong alias is told about the alias.
     *
     * @throws InvalidRequest when this caller may not ask for that
     */
    void require(JsonNode input) {
        if (HttpRequest.is(input) != (this == CONSOLE)) {
            throw new InvalidRequest(
                    this == CONSOLE
                            ? "the alias console takes HTTP requests alone, as its API passes them on"
                            : "HTTP requests come by the alias console alone");
        }
        String action = input.path("action").asText();
        boolean moves = input.has("detail-type")
                || action.equals("start")
                || action.equals("step")
                || input.hasNonNull("execution_arn");
        switch (this) {
            case MACHINE, CONSOLE -> {}
            case PEOPLE -> {
                if (moves) {
                    throw new InvalidRequest("the alias people takes status, and resume without execution_arn;"
                            + " operations are started with aws stepfunctions start-execution");
                }
            }
            case VIEWERS -> {
                if (moves || !action.equals("status")) {
                    throw new InvalidRequest("the alias viewers takes status alone");
                }
            }
            case NOBODY ->
                throw new InvalidRequest("the function is called by one of its aliases: people or viewers; the alias"
                        + " machine is the state machine's");
        }
    }
}
