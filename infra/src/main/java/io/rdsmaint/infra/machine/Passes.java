package io.rdsmaint.infra.machine;

import static software.amazon.awscdk.services.stepfunctions.JsonPath.DISCARD;
import static software.amazon.awscdk.services.stepfunctions.JsonPath.jsonToString;
import static software.amazon.awscdk.services.stepfunctions.JsonPath.objectAt;

import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Pass;
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
                "Neither: the function sees the whole input, which may be one that a family understands. Of any other, and"
                        + " of what is no object at all, it says InvalidRequest and what is missing.",
                Map.of("operation_id", DISCARD, "params", Map.of("input", objectAt("$$.Execution.Input"))));
    }

    /** A reply that names no operation, not even as null: it is none of the function's. */
    Pass unreadableReply() {
        return pass(
                "Unreadable reply",
                "What came back is not a reply of the function.",
                Map.of("operation_id", DISCARD, "stalled", nonsense("UnreadableReply")));
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
