package io.rdsmaint.infra.machine;

import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.CustomState;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.constructs.Construct;

/**
 * Starts the execution that goes on with the operation before this one's history is full. It is written out instead
 * of being CDK's task because that one needs the machine it is part of, a circle; {@code $$.StateMachine.Id} has none.
 */
final class HandOver {
    /** An execution of that name has another input, or has ended. Whether it was our successor, the function knows. */
    static final String ALREADY_EXISTS = "StepFunctions.ExecutionAlreadyExistsException";

    private HandOver() {}

    static CustomState create(Construct scope, IChainable handedOver, IChainable goOn) {
        CustomState task = CustomState.Builder.create(scope, "Hand over")
                .stateJson(Map.of(
                        "Type",
                        "Task",
                        "Comment",
                        "This execution's history fills up: a fresh execution, under the name the function saved, takes"
                                + " the operation over. If it cannot be started, or its name is taken, this one goes on.",
                        "Resource",
                        "arn:" + Aws.PARTITION + ":states:::states:startExecution",
                        "Parameters",
                        Map.of(
                                "StateMachineArn.$", "$$.StateMachine.Id",
                                "Name.$", "$.successor.execution_name",
                                "Input", Map.of("operation_id.$", "$.operation_id")),
                        "ResultPath",
                        JsonPath.DISCARD,
                        "TimeoutSeconds",
                        60))
                .build();
        task.addRetry(Retries.SUCCESSOR_EXISTS);
        task.addRetry(Retries.SUCCESSOR_NOT_STARTED);
        task.addCatch(goOn, CatchProps.builder().resultPath(JsonPath.DISCARD).build());
        task.next(handedOver);
        return task;
    }
}
