package io.rdsmaint.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One call that arrived.
 *
 * @param number its place in the order of arrival, from 1
 * @param at the simulated time
 * @param service signing name of the service
 * @param action operation name
 * @param identifier what it was about, or an empty text
 * @param signedAt the date in its signature
 * @param accessKey who signed it
 * @param input its parameters
 * @param outcome {@code ok}, an error code, or {@code cut} with or without an effect
 */
public record CallRecord(
        int number,
        Instant at,
        String service,
        String action,
        String identifier,
        Instant signedAt,
        String accessKey,
        ObjectNode input,
        String outcome) {

    /** The outcome of a call that was answered with a result. */
    public static final String OK = "ok";

    /** True for calls that may change something. */
    public boolean changes() {
        return !action.startsWith("Describe")
                && !action.startsWith("List")
                && !action.startsWith("Get")
                && !action.equals("AssumeRole");
    }
}
