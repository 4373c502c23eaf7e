package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.testkit.machine.Execution;
import io.rdsmaint.testkit.transport.EventBus;
import java.util.List;

/**
 * What a run came to.
 *
 * @param told the operations that were begun; usually one, more when somebody started another after its end
 */
record Result(
        Subject subject,
        List<Told> told,
        List<Execution> executions,
        Promises promises,
        EventBus bus,
        People people,
        Strikes strikes,
        int invocations) {

    /**
     * An operation in the end.
     *
     * @param operation as stored last
     * @param status what the function says of it
     * @param made its changes that took effect
     */
    record Told(Operation operation, JsonNode status, List<String> made) {}
}
