package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** An execution that goes on with an operation which nobody runs any more. */
record TakeOver(CliContext tools, String operation) {
    private static final Duration MOST = Duration.ofMinutes(3);

    /** Whether an execution still runs; one that Step Functions no longer knows ended long ago. */
    boolean runs(String execution) {
        try {
            return tools.deployment().execution(execution).running();
        } catch (Failure e) {
            if (e.code() == ExitCode.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Starts it, and waits until it owns the operation.
     *
     * @param late what is to be done when that takes too long
     */
    void now(String late) {
        tools.terminal().say("Nobody runs the operation any more; an execution is started that takes it over.");
        ObjectNode input = tools.deployment().request("").removeAll().put("operation_id", operation);
        String arn = tools.deployment().start("take-" + tools.ids().get(), input);
        boolean taken = tools.within(MOST, () -> {
            if (tools.operations().one(operation).owner().equals(arn)) {
                return true;
            }
            DeploymentClient.Execution execution = tools.deployment().execution(arn);
            if (!execution.running()) {
                throw new Failure(
                        ExitCode.FAILED,
                        "The take-over ended " + execution.status() + ", " + execution.error() + ": "
                                + execution.cause(),
                        "scripts/status " + operation + " shows who owns it now.");
            }
            return false;
        });
        if (!taken) {
            throw new Failure(
                    ExitCode.NOT_SEEN_YET,
                    "Execution " + arn + " has not taken operation " + operation + " over after " + Times.took(MOST)
                            + ".",
                    late);
        }
    }
}
