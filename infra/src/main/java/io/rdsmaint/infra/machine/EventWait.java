package io.rdsmaint.infra.machine;

import static software.amazon.awscdk.services.stepfunctions.JsonPath.DISCARD;

import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.CustomState;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.amazon.awscdk.services.stepfunctions.WaitTime;
import software.constructs.Construct;

/**
 * Waits that an event may end: a task writes its token where the function finds it by the name of a resource, and waits as long as the
 * plain wait would. It is written out because CDK has no task that calls another service of the SDK and waits for a token.
 *
 * @param action of the SDK integration that writes the token
 * @param parameters of the call
 */
public record EventWait(String action, Map<String, Object> parameters) {
    private static final String TOKEN = "$$.Task.Token";
    private static final String EXECUTION = "$$.Execution.Id";
    private static final String EXPIRES_AT = "$.wake.expires_at";
    private static final String OPERATION = "$.operation_id";

    public EventWait {
        parameters = Map.copyOf(parameters);
    }

    /** By an item in the table, which the index of lists finds by the resource. */
    public static EventWait inTable(String table) {
        Map<String, Object> item = Map.of(
                "pk", Map.of("S.$", "States.Format('WAKE#{}', " + OPERATION + ")"),
                "sk", Map.of("S", "WAKE"),
                "list_pk", Map.of("S.$", "States.Format('WAKE#{}', $.wake.resource)"),
                "list_sk", Map.of("S.$", OPERATION),
                "token", Map.of("S.$", TOKEN),
                "execution_arn", Map.of("S.$", EXECUTION),
                "expires_at", Map.of("N.$", "States.Format('{}', " + EXPIRES_AT + ")"));
        return new EventWait("dynamodb:putItem", Map.of("TableName", table, "Item", item));
    }

    /** By an object in the bucket, whose key begins with the resource. */
    public static EventWait inBucket(String bucket) {
        Map<String, Object> body = Map.of("token.$", TOKEN, "execution_arn.$", EXECUTION, "expires_at.$", EXPIRES_AT);
        return new EventWait(
                "s3:putObject",
                Map.of(
                        "Bucket",
                        bucket,
                        "Key.$",
                        "States.Format('wake/{}/{}', $.wake.resource, " + OPERATION + ")",
                        "Body",
                        body));
    }

    /**
     * The wait.
     *
     * @param woken what follows an event
     * @param timedOut what follows when none came in time
     * @param plain the wait for when this one can't be begun
     */
    CustomState wait(Construct scope, IChainable woken, IChainable timedOut, IChainable plain) {
        CustomState task = CustomState.Builder.create(scope, "Wait for AWS or an event")
                .stateJson(Map.of(
                        "Type",
                        "Task",
                        "Comment",
                        "As long as the function asked for, or until an event of AWS says that what is awaited has ended. That it"
                                + " times out is normal: events may be late or missing, and the function looks all the same.",
                        "Resource",
                        "arn:" + Aws.PARTITION + ":states:::aws-sdk:" + action + ".waitForTaskToken",
                        "Parameters",
                        parameters,
                        "ResultPath",
                        DISCARD,
                        "TimeoutSecondsPath",
                        "$.wait_seconds"))
                .build();
        task.addCatch(
                timedOut,
                CatchProps.builder()
                        .errors(java.util.List.of("States.Timeout"))
                        .resultPath(DISCARD)
                        .build());
        task.addCatch(plain, CatchProps.builder().resultPath(DISCARD).build());
        task.next(woken);
        return task;
    }

    /** Before a look that follows an event: statuses show later what events tell, and nobody looks again and again. */
    static Wait pause(Construct scope) {
        return pause(
                scope,
                "Let AWS catch up",
                "An event said that what is awaited has ended: the status may show it some seconds later.",
                "$.wake.pause_seconds");
    }

    /** Between looks that follow an event. */
    static Wait again(Construct scope) {
        return pause(
                scope,
                "Wait after an event",
                "As long as the function asked for, whatever events come: it counts the looks that followed one.",
                "$.wait_seconds");
    }

    private static Wait pause(Construct scope, String name, String comment, String seconds) {
        return Wait.Builder.create(scope, name)
                .comment(comment)
                .time(WaitTime.secondsPath(seconds))
                .build();
    }
}
