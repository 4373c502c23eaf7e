package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;

/**
 * One wire protocol. Answers are trees in which a point in time is an {@link java.time.Instant} held by a POJO node,
 * because each protocol writes time differently.
 */
public interface Codec {

    /** Takes a call out of a request. */
    Call decode(SimulatorRequest request, Caller caller);

    /** Writes the result of an action. */
    SimulatorResponse.Answer encode(String action, ObjectNode result, String requestId);

    /** Writes a refusal. */
    SimulatorResponse.Answer encode(ApiError error, String requestId);

    /** Puts the refusal of a request whose date is too far from the clock as this protocol's services do. */
    ApiError expired(ApiError error);
}
