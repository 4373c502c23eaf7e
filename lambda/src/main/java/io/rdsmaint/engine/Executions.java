package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The executions of the state machine, as far as the engine must know them. Every method throws {@link TransientFailure} when Step
 * Functions is busy or gives no answer, and {@link LastingFailure} when it refuses, as for a missing permission, which the message
 * names. Both end the invocation: whoever asked asks again. The sweep goes on to the next operation, and that nobody runs an
 * operation is told even if the last reply can't be read.
 */
public interface Executions {

    /**
     * What Step Functions shows of an execution.
     *
     * @return empty when it shows none of this ARN: there never was one, it was started a moment ago, or it ended long ago
     */
    Optional<Execution> find(String executionArn);

    /**
     * Those among these that run, as lists show it: one that is missing may run all the same, if it was started or ended a moment
     * ago, and is asked for by {@link #find} before anything follows from it.
     *
     * @param executionArns of executions of one or more machines
     */
    Set<String> running(Collection<String> executionArns);

    /**
     * The function's newest reply in an execution's history.
     *
     * @return empty when none can be read there
     */
    Optional<LastReply> lastReply(String executionArn);

    /**
     * Finds the token of the question that an execution waits with and completes it.
     *
     * @throws InvalidRequest when the execution does not wait with that question; says what to do instead
     * @throws TransientFailure also when the answer may have arrived: answering again tells, by {@link InvalidRequest} if it has
     */
    void answer(String executionArn, String questionId, ObjectNode response);

    /**
     * Ends a wait early.
     *
     * @param token of an {@link OpenWait}
     * @return false when nobody waits for it any more
     */
    boolean wake(String token);

    /**
     * An execution.
     *
     * @param mayRun false only when it is certain that it no longer runs
     * @param operationId the operation that its input names, as one that takes over or succeeds another has it
     * @param endedAt when it ended, empty while it may run
     */
    record Execution(boolean mayRun, Optional<String> operationId, Optional<Instant> endedAt) {}

    /**
     * What an execution was answered last.
     *
     * @param version of the operation's document; empty from functions that did not say it
     * @param questionId the question that was open, if one was
     * @param waitSeconds how long it was to wait before its next call
     */
    record LastReply(OptionalLong version, Optional<String> questionId, long waitSeconds) {}
}
