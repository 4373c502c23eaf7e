package io.rdsmaint.local.lambda;

/** What may go wrong with an invocation, at the boundaries of the function and never inside it. */
public sealed interface Fault {
    /** Lambda is busy: the function does not run. */
    record Throttled() implements Fault {}

    /** Lambda answers with an error of its own, such as ServiceException; the function may have run all the same. */
    record Lost(String code, boolean ran) implements Fault {}

    /** The function runs twice, one after the other; the second answer counts. */
    record Twice() implements Fault {}

    /** The process ends at a request: before the service sees it, or after its effect and before its answer. */
    record Killed(int request, boolean afterEffect) implements Fault {}

    /** The function runs, but its answer never arrives. */
    record Unanswered() implements Fault {}

    /** The function hangs before it does anything; the timeout ends it. */
    record Hanging() implements Fault {}
}
