package io.rdsmaint.infra.machine;

import static software.amazon.awscdk.services.stepfunctions.JsonPath.numberAt;
import static software.amazon.awscdk.services.stepfunctions.JsonPath.stringAt;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.Timeout;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.constructs.Construct;

/**
 * The states that call the function. All share one contract: the reply becomes the state's whole output, a call gets
 * {@link #TIMEOUT}, and a call that fails beyond its retries reports the operation as stalled.
 *
 * @param scope where the states live
 * @param function the alias that the machine may call
 * @param stalled where a call goes that failed beyond its retries
 */
record FunctionCalls(Construct scope, IFunction function, IChainable stalled) {
    /** Longer than the function's own timeout, so that a call has ended when its retry begins. */
    static final Duration TIMEOUT = Duration.seconds(120);

    LambdaInvoke start() {
        return call(
                "Start operation",
                "Creates the operation and its plan; the same execution and start time find the same operation again."
                        + " operation_id is null here, unless it was given together with params: then the function"
                        + " answers InvalidRequest.",
                Map.of(
                        "action", "start",
                        "operation_id", stringAt("$.operation_id"),
                        "params", stringAt("$.params"),
                        "input", stringAt("$$.Execution.Input"),
                        "execution_arn", stringAt("$$.Execution.Id"),
                        "execution_started_at", stringAt("$$.Execution.StartTime")));
    }

    LambdaInvoke takeOver() {
        Map<String, Object> payload = operation("resume");
        payload.put("execution_started_at", stringAt("$$.Execution.StartTime"));
        payload.put("input", stringAt("$$.Execution.Input"));
        return call(
                "Take over operation",
                "Makes this execution the operation's owner, if its owner no longer runs or has handed over. The whole input goes"
                        + " along: beside an earlier system's fields an operation_id is none of ours, and the function starts.",
                payload);
    }

    LambdaInvoke step() {
        return call(
                "Execute step",
                "One call: looks at the cluster, makes at most one change, saves what is new. It is told how often this"
                        + " execution has called and which version it has seen.",
                seeing("step"));
    }

    LambdaInvoke lookAfterEvent() {
        Map<String, Object> payload = seeing("step");
        payload.put(
                "woken",
                Map.of(
                        "looks", numberAt("$.wake.looks"),
                        "fruitless", numberAt("$.wake.fruitless"),
                        "quiet_until", numberAt("$.wake.quiet_until")));
        return call(
                "Look after an event",
                "One call like any other; it is told how many looks have followed an event and showed nothing.",
                payload);
    }

    LambdaInvoke resume() {
        Map<String, Object> payload = seeing("resume");
        payload.put("question_id", stringAt("$.question.id"));
        payload.put("response", stringAt("$.answer"));
        return call(
                "Resume operation",
                "Hands over whatever came back: an answer, any other JSON, or Error and Cause of a timeout, a failure"
                        + " or an unpublished question. Only a valid answer moves the operation.",
                payload);
    }

    /** A call behind {@code What next?}, where every reply has both: so many saves less, and a store that went back is noticed. */
    private Map<String, Object> seeing(String action) {
        Map<String, Object> payload = operation(action);
        payload.put("calls", numberAt("$.calls"));
        payload.put("version", numberAt("$.version"));
        return payload;
    }

    private Map<String, Object> operation(String action) {
        return new TreeMap<>(Map.of(
                "action", action,
                "operation_id", stringAt("$.operation_id"),
                "execution_arn", stringAt("$$.Execution.Id")));
    }

    private LambdaInvoke call(String name, String comment, Map<String, Object> payload) {
        LambdaInvoke task = LambdaInvoke.Builder.create(scope, name)
                .comment(comment)
                .lambdaFunction(function)
                .payload(TaskInput.fromObject(payload))
                .outputPath("$.Payload")
                .taskTimeout(Timeout.duration(TIMEOUT))
                .retryOnServiceExceptions(false)
                .build();
        task.addRetry(Retries.FUNCTION_DID_NOT_RUN);
        task.addRetry(Retries.FUNCTION_MAY_BE_RUNNING);
        task.addCatch(stalled, CatchProps.builder().resultPath("$.stalled").build());
        return task;
    }
}
