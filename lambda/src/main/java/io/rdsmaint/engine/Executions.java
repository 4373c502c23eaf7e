package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The executions of the state machine, as far as the engine must know them. */
public interface Executions {

    /** False only when it is certain that the execution no longer runs. */
    boolean mayRun(String executionArn);

    /**
     * Finds the token of the question that an execution waits with and completes it.
     *
     * @throws InvalidRequest when the execution does not wait with that question; says what to do instead
     */
    void answer(String executionArn, String questionId, ObjectNode response);
}
