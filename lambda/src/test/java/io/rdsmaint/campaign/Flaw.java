package io.rdsmaint.campaign;

import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import java.time.Instant;
import java.util.function.Function;

/**
 * A function that is broken in one way, made by standing between the real one and everything it uses: what it says and hears is
 * that of a function with this mistake. The campaign has to find it.
 */
interface Flaw {
    /** The function as it is. */
    Flaw NONE = new Flaw() {};

    /** What it sends and what it believes to hear. */
    default SimulatorResponse sending(
            LambdaInvocation from, SimulatorRequest request, Function<SimulatorRequest, SimulatorResponse> wire) {
        return wire.apply(request);
    }

    /** A request that arrives late, as this function would have signed it. */
    default SimulatorRequest arriving(SimulatorRequest request, Instant now) {
        return request;
    }

    /** How it uses its store. */
    default OperationStore storing(LambdaInvocation from, OperationStore store) {
        return store;
    }

    /** Whether it listens to this event at all. */
    default boolean hears(String event) {
        return true;
    }

    /** What it writes to its log for a response. */
    default String logs(SimulatorResponse response) {
        return "";
    }
}
