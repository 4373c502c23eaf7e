package io.rdsmaint.store;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.TransientFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Why DynamoDB cancelled a transaction: a reason for each of its writes, in their order. */
final class Cancellation {
    private static final String NONE = "None";
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";

    /** Passes by itself; whatever else there is, such as an item that is too large, fails again. */
    private static final Set<String> PASSING =
            Set.of(NONE, CONFLICT, "ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded");

    private final TransactionCanceledException exception;
    private final List<CancellationReason> reasons;

    Cancellation(TransactionCanceledException exception) {
        this.exception = exception;
        this.reasons = exception.cancellationReasons();
    }

    /** True when the condition of a write did not hold. */
    boolean conditionFailed(int write) {
        return write < reasons.size()
                && CONDITION_FAILED.equals(reasons.get(write).code());
    }

    /** True when nothing stood against the transaction but the condition of one write. */
    boolean onlyConditionFailed(int write) {
        return conditionFailed(write)
                && IntStream.range(0, reasons.size())
                        .allMatch(i -> i == write || code(reasons.get(i)).equals(NONE));
    }

    /** The item that a failed condition met. */
    Map<String, AttributeValue> item(int write) {
        return reasons.get(write).item();
    }

    /** True when somebody else wrote first, or is about to. */
    boolean overtaken() {
        return reasons.stream().map(Cancellation::code).anyMatch(c -> c.equals(CONDITION_FAILED) || c.equals(CONFLICT));
    }

    /** What else it was: it passes by itself, or it lasts. */
    RuntimeException failure() {
        String what = "DynamoDB did not store the operation: " + words();
        boolean passes = reasons.stream().map(Cancellation::code).allMatch(PASSING::contains);
        if (passes) {
            return new TransientFailure(what, exception);
        }
        String advice = reasons.stream().map(r -> advice(code(r))).distinct().collect(Collectors.joining());
        return new LastingFailure(what + advice, exception);
    }

    /** What to do about a refusal, by its code; empty where AWS's own words are all there is to say. */
    static String advice(String code) {
        return switch (code) {
            case "ResourceNotFoundException" -> ". Check the table's name, TABLE_NAME, and its region.";
            case "AccessDenied", "AccessDeniedException" ->
                ". Check the function's policy, policies/lambda-policy.json, and the table's name in it.";
            default -> "";
        };
    }

    private String words() {
        String all = reasons.stream()
                .filter(r -> !code(r).equals(NONE))
                .map(r -> code(r) + (r.message() == null ? "" : ": " + r.message()))
                .distinct()
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? String.valueOf(exception.getMessage()) : all;
    }

    private static String code(CancellationReason reason) {
        return reason.code() == null ? NONE : reason.code();
    }
}
