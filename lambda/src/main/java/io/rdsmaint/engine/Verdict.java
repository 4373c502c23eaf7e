package io.rdsmaint.engine;

import java.util.List;
import java.util.Optional;

/**
 * The engine's answer to one invocation.
 *
 * @param operation as now stored; empty when there is none (refused starts, dry runs)
 * @param summary one sentence a person can read
 * @param plan one line per step and finding, for dry runs and refused starts; else empty
 */
public record Verdict(Optional<Operation> operation, Next next, String summary, List<String> plan) {

    public Verdict {
        plan = List.copyOf(plan);
    }

    /** What follows from the operation as it stands. */
    static Verdict of(Operation operation) {
        return of(operation, nextOf(operation));
    }

    static Verdict of(Operation operation, Next next) {
        return new Verdict(Optional.of(operation), next, Summaries.of(operation), List.of());
    }

    /** What was done, where no operation is concerned. */
    static Verdict told(String summary) {
        return new Verdict(Optional.empty(), new Next.Succeed(), summary, List.of());
    }

    /** An end without an operation. */
    static Verdict fail(Next.Code code, String cause) {
        return new Verdict(Optional.empty(), new Next.Fail(code, cause), cause, List.of());
    }

    private static Next nextOf(Operation operation) {
        return switch (operation.state()) {
            case PAUSED -> new Next.Ask();
            case CREATED, RUNNING, ROLLING_BACK -> new Next.Go();
            case COMPLETED -> new Next.Succeed();
            case FAILED -> new Next.Fail(endCode(operation), Summaries.of(operation));
            case ROLLED_BACK -> new Next.Fail(Next.Code.OPERATION_ROLLED_BACK, Summaries.of(operation));
        };
    }

    private static Next.Code endCode(Operation operation) {
        return operation.ending() == Operation.Ending.ABORTED
                ? Next.Code.OPERATION_ABORTED
                : Next.Code.OPERATION_FAILED;
    }
}
