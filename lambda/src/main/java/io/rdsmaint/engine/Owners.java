package io.rdsmaint.engine;

import io.rdsmaint.engine.Executions.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells whether an operation's owner, or the successor that it named, may still run. In doubt it may. Both methods throw what
 * {@link Executions#find} does: then nothing is told and nobody takes over.
 */
final class Owners {
    /** Step Functions may show an execution only some time after it was started. */
    private static final Duration SHOWN_AFTER = Duration.ofMinutes(5);

    private final Executions executions;

    Owners(Executions executions) {
        this.executions = executions;
    }

    /** Whether the owner may run. One that Step Functions does not show has ended long ago, unless it is a young one. */
    boolean ownerMayRun(Operation operation, Instant now) {
        return mayRun(executions.find(operation.owner().executionArn()), operation, now);
    }

    /** Whether neither the owner runs, nor the successor that it named goes on or is about to. */
    boolean nobodyRuns(Operation operation, Instant now) {
        Optional<Execution> owner = executions.find(operation.owner().executionArn());
        return !mayRun(owner, operation, now) && !successorMayRun(owner, operation, now);
    }

    private static boolean mayRun(Optional<Execution> owner, Operation operation, Instant now) {
        return owner.map(Execution::mayRun)
                .orElseGet(() -> now.isBefore(operation.owner().since().plus(SHOWN_AFTER)));
    }

    /** An execution of the successor's name is the successor only if it was started for this operation. */
    private boolean successorMayRun(Optional<Execution> owner, Operation operation, Instant now) {
        Optional<String> arn = operation.owner().successorArn();
        if (arn.isEmpty()) {
            return false;
        }
        boolean justNow = owner.flatMap(Execution::endedAt)
                .filter(end -> now.isBefore(end.plus(SHOWN_AFTER)))
                .isPresent();
        return executions
                .find(arn.get())
                .map(e -> e.mayRun() && e.operationId().equals(Optional.of(operation.id())))
                .orElse(justNow);
    }
}
