package io.rdsmaint.infra.machine;

import static software.amazon.awscdk.services.stepfunctions.JsonPath.format;
import static software.amazon.awscdk.services.stepfunctions.JsonPath.jsonToString;
import static software.amazon.awscdk.services.stepfunctions.JsonPath.objectAt;
import static software.amazon.awscdk.services.stepfunctions.JsonPath.stringAt;

import software.amazon.awscdk.services.stepfunctions.Fail;
import software.amazon.awscdk.services.stepfunctions.Succeed;
import software.constructs.Construct;

/**
 * How an execution ends. {@code docs/contract.md} has the table of states and ends.
 *
 * @param scope where the states live
 */
record Ends(Construct scope) {
    Succeed operationSucceeded() {
        return succeed("Operation succeeded", "Completed, or the plan of a dry run: the output is the last reply.");
    }

    Succeed handedOver() {
        return succeed(
                "Handed over",
                "This execution is done; the operation goes on in the execution that successor.execution_name names.");
    }

    Fail operationFailed() {
        return Fail.Builder.create(scope, "Operation failed")
                .comment("OperationFailed, OperationAborted, OperationRolledBack, InvalidRequest, ClusterBusy or"
                        + " NotOwner, with the function's words.")
                .errorPath("$.error.code")
                .causePath("$.error.cause")
                .build();
    }

    /** The operation id is written as JSON, because an operation that was never named has null there. */
    Fail operationStalled() {
        return Fail.Builder.create(scope, "Operation stalled")
                .comment("Nothing is lost: an execution started with this operation_id takes the operation over.")
                .error("OperationStalled")
                .causePath(format(
                        "The function could not be called: {}. The last failed task in this history says why. Operation {} is not"
                                + " lost: start-execution with its operation_id takes it over; if that is null, nothing"
                                + " was begun: start again.",
                        stringAt("$.stalled.Error"),
                        jsonToString(objectAt("$.operation_id"))))
                .build();
    }

    private Succeed succeed(String name, String comment) {
        return Succeed.Builder.create(scope, name).comment(comment).build();
    }
}
