package io.rdsmaint.infra.machine;

import static software.amazon.awscdk.services.stepfunctions.JsonPath.DISCARD;
import static software.amazon.awscdk.services.stepfunctions.JsonPath.jsonToString;
import static software.amazon.awscdk.services.stepfunctions.JsonPath.objectAt;

import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.Result;
import software.constructs.Construct;

/**
 * The states that shape data, so that {@code operation_id} exists in every state's input, null if nobody has named the
 * operation.
 *
 * @param scope where the states live
 */
record Passes(Construct scope) {
    Pass bothGiven() {
        return pass(
                "Both given",
                "operation_id and params together: both go to the function, which refuses them.",
                Map.of("operation_id", objectAt("$.operation_id"), "params", objectAt("$.params")));
    }

    Pass newOperation() {
        return pass(
                "New operation",
                "Only params: operation_id is null until the function has named the operation.",
                Map.of("operation_id", DISCARD, "params", objectAt("$.params")));
    }

    Pass emptyRequest() {
        return pass(
                "Empty request",
                "Neither, or no object at all: the function says InvalidRequest and what is missing.",
                Map.of("operation_id", DISCARD, "params", DISCARD));
    }

    /** A reply that names no operation, not even as null: it is none of the function's. */
    Pass unreadableReply() {
        return pass(
                "Unreadable reply",
                "What came back is not a reply of the function.",
                Map.of("operation_id", DISCARD, "stalled", nonsense("UnreadableReply")));
    }

    /** A reply of a function that does not tell it: 0 says so, and the function saves each call. */
    Pass untold(String name, String field) {
        return Pass.Builder.create(scope, name)
                .comment("The function did not tell " + field + ": passed back as 0, so that it saves each call.")
                .result(Result.fromNumber(0))
                .resultPath("$." + field)
                .build();
    }

    Pass nonsenseReply() {
        return Pass.Builder.create(scope, "Nonsense reply")
                .comment("A reply without a known next, or without what that next needs.")
                .parameters(nonsense("NonsenseReply"))
                .resultPath("$.stalled")
                .build();
    }

    private static Map<String, Object> nonsense(String error) {
        return Map.of("Error", error, "Cause", jsonToString(objectAt("$")));
    }

    private Pass pass(String name, String comment, Map<String, Object> output) {
        return Pass.Builder.create(scope, name)
                .comment(comment)
                .parameters(output)
                .build();
    }
}
