package io.rdsmaint.engine;

import org.jspecify.annotations.Nullable;

/**
 * The one execution that may advance an operation.
 *
 * @param calls how often it has called, which measures how full its history is
 * @param successor the name of the execution it hands over to, or null
 * @param number counts the owners, from 1
 */
public record Owner(
        String executionArn, int calls, @Nullable String successor, int number) {

    /** An execution's history holds 25,000 events and a cycle takes up to 12: hand over well before. */
    static final int CALLS_BEFORE_HAND_OVER = 1_500;

    Owner called() {
        return new Owner(executionArn, calls + 1, successor, number);
    }

    Owner handingOverTo(String name) {
        return new Owner(executionArn, calls, name, number);
    }

    Owner replacedBy(String newExecutionArn) {
        return new Owner(newExecutionArn, 0, null, number + 1);
    }

    /** True when {@code candidate} is the execution that a saved hand-over names: the same machine, the successor's name. */
    boolean handedOverTo(String candidate) {
        return successor != null
                && candidate.equals(executionArn.substring(0, executionArn.lastIndexOf(':') + 1) + successor);
    }
}
