package io.rdsmaint.engine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The engine's answer to one invocation.
 *
 * @param operation as now stored; empty when there is none (refused starts, dry runs)
 * @param summary one sentence a person can read
 * @param plan one line per step and finding, for dry runs and refused starts; else empty
 * @param planHash tells that plan apart from others, see {@link Plan#hash}; null where there is none
 */
public record EngineResult(
        Optional<Operation> operation,
        NextAction next,
        String summary,
        List<String> plan,
        @Nullable String planHash) {

    /** An answer without a plan. */
    public EngineResult(Optional<Operation> operation, NextAction next, String summary, List<String> plan) {
        this(operation, next, summary, plan, null);
    }

    public EngineResult {
        plan = List.copyOf(plan);
    }

    /** What follows from the operation as it stands. */
    static EngineResult of(Operation operation) {
        return of(operation, nextOf(operation));
    }

    static EngineResult of(Operation operation, NextAction next) {
        return new EngineResult(Optional.of(operation), next, Summaries.of(operation), List.of());
    }

    /** The same of an operation as an execution is told it. */
    EngineResult with(Operation told) {
        return new EngineResult(Optional.of(told), next, summary, plan, planHash);
    }

    /** What was done, where no operation is concerned. */
    static EngineResult told(String summary) {
        return new EngineResult(Optional.empty(), new NextAction.Succeed(), summary, List.of());
    }

    /** An end without an operation. */
    static EngineResult fail(NextAction.Code code, String cause) {
        return new EngineResult(Optional.empty(), new NextAction.Fail(code, cause), cause, List.of());
    }

    private static NextAction nextOf(Operation operation) {
        return switch (operation.state()) {
            case PAUSED -> new NextAction.Ask();
            case CREATED, RUNNING, ROLLING_BACK -> new NextAction.Go();
            case COMPLETED -> new NextAction.Succeed();
            case FAILED -> new NextAction.Fail(endCode(operation), Summaries.of(operation));
            case ROLLED_BACK -> new NextAction.Fail(NextAction.Code.OPERATION_ROLLED_BACK, Summaries.of(operation));
        };
    }

    private static NextAction.Code endCode(Operation operation) {
        return operation.ending() == Operation.Ending.ABORTED
                ? NextAction.Code.OPERATION_ABORTED
                : NextAction.Code.OPERATION_FAILED;
    }
}
