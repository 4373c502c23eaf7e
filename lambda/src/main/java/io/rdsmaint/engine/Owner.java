package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one execution that may advance an operation.
 *
 * @param since when it became the owner
 * @param calls how often it has called, which measures how full its history is
 * @param successor the name of the execution it hands over to, or null
 * @param number counts the owners, from 1
 * @param stalled true when the execution was found to have ended without ending the operation, and people were told
 */
public record Owner(
        String executionArn,
        Instant since,
        int calls,
        @Nullable String successor,
        int number,
        boolean stalled) {

    /** An execution's history holds 25,000 events and a cycle takes up to 13: hand over well before. */
    static final int CALLS_BEFORE_HAND_OVER = 1_200;

    /** An execution ends after a year, whatever it waits for. */
    private static final Duration LONGEST = Duration.ofDays(300);

    static Owner first(String executionArn, Instant now) {
        return new Owner(executionArn, now, 0, null, 1, false);
    }

    /**
     * One more call, which only an execution that runs can make.
     *
     * @param counted how many calls the execution itself has counted, 0 if it doesn't: more than are stored where the store is
     *     an older one
     */
    Owner called(long counted) {
        return new Owner(
                executionArn,
                since,
                Math.toIntExact(Math.min(Math.max(calls, counted), Integer.MAX_VALUE - 1) + 1),
                successor,
                number,
                false);
    }

    /** The same having called at least so often. */
    Owner counting(long least) {
        return new Owner(
                executionArn,
                since,
                Math.toIntExact(Math.max(calls, Math.min(least, Integer.MAX_VALUE))),
                successor,
                number,
                stalled);
    }

    /** The same having called as often as another record of the same owner says. */
    Owner called(Owner other) {
        return new Owner(executionArn, since, other.calls(), successor, number, stalled);
    }

    /** The name of the next successor; another one each time, since one that was named in vain may be taken. */
    String successorName(String operationId) {
        String first = operationId + "-" + (number + 1);
        return successor == null ? first : first + "-" + calls;
    }

    Owner handingOverTo(String name) {
        return new Owner(executionArn, since, calls, name, number, stalled);
    }

    Owner replacedBy(String newExecutionArn, Instant now) {
        return new Owner(newExecutionArn, now, 0, null, number + 1, false);
    }

    Owner stalledNow() {
        return new Owner(executionArn, since, calls, successor, number, true);
    }

    /** Hand over now, and again every so often while starting the successor fails. */
    boolean handOverDue(Instant now) {
        boolean old = now.isAfter(since.plus(LONGEST)) && calls % 50 == 0;
        return old || (calls >= CALLS_BEFORE_HAND_OVER && (calls - CALLS_BEFORE_HAND_OVER) % 50 == 0);
    }

    /** The ARN of the execution that a saved hand-over names. */
    Optional<String> successorArn() {
        return Optional.ofNullable(successor)
                .map(name -> executionArn.substring(0, executionArn.lastIndexOf(':') + 1) + name);
    }

    /** True when {@code candidate} is the execution that a saved hand-over names: the same machine, the successor's name. */
    boolean handedOverTo(String candidate) {
        return successorArn().filter(candidate::equals).isPresent();
    }
}
