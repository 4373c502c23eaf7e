package io.rdsmaint.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.simulator.http.Body;

/** What an invocation came to. */
public sealed interface Result {
    /** The function answered. */
    record Returned(Body payload) implements Result {}

    /**
     * The function failed: an exception, a timeout, the end of its process.
     *
     * @param errorType the exception's class, Sandbox.Timedout, or the empty text where Lambda tells none
     * @param payload what Invoke answers, with errorType, errorMessage and perhaps stackTrace
     */
    record Failed(String errorType, JsonNode payload) implements Result {}

    /** Lambda itself refused or failed; whether the function ran, nobody can tell from it. */
    record Refused(int status, String code, String message) implements Result {}
}
