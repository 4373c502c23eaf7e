package io.rdsmaint.infra.machine;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.stepfunctions.JitterType;
import software.amazon.awscdk.services.stepfunctions.RetryProps;

/**
 * When a task is tried again, and how calmly. The function is safe to call again at any moment, so these delays are
 * for calm and never for safety; all of them grow, are capped, and are spread by full jitter.
 */
final class Retries {
    /** The function surely did not run: it is worth asking again soon. */
    static final RetryProps FUNCTION_DID_NOT_RUN = growing(List.of("Lambda.TooManyRequestsException"), 2, 60, 10);

    /** The function may have run, and may be running still: mostly it has ended when the next call comes. */
    static final RetryProps FUNCTION_MAY_BE_RUNNING = growing(
            List.of(
                    "States.Timeout",
                    "Lambda.ServiceException",
                    "Lambda.AWSLambdaException",
                    "Lambda.SdkClientException",
                    "Lambda.ClientExecutionTimeoutException",
                    "Lambda.Unknown",
                    "States.TaskFailed"),
            90,
            300,
            6);

    /**
     * The question did not reach the bus. Nothing else is listed: a timeout or failure of the task is what people
     * answered, and goes to the function as data.
     */
    static final RetryProps QUESTION_NOT_PUBLISHED = growing(
            List.of(
                    "EventBridge.FailedEntry",
                    "EventBridge.InternalException",
                    "EventBridge.ThrottlingException",
                    "EventBridge.EventBridgeException",
                    "EventBridge.SdkClientException"),
            2,
            60,
            5);

    /** Whatever kept the last word of a stalled execution from being published. */
    static final RetryProps LAST_WORD_NOT_PUBLISHED = growing(List.of("States.ALL"), 2, 60, 5);

    /** The name is taken: asking again cannot change that. */
    static final RetryProps SUCCESSOR_EXISTS = RetryProps.builder()
            .errors(List.of(HandOver.ALREADY_EXISTS))
            .maxAttempts(0)
            .build();

    /** The successor could not be started, or we were not told. */
    static final RetryProps SUCCESSOR_NOT_STARTED = growing(List.of("States.TaskFailed", "States.Timeout"), 2, 60, 5);

    private Retries() {}

    private static RetryProps growing(List<String> errors, int firstSeconds, int mostSeconds, int attempts) {
        return RetryProps.builder()
                .errors(errors)
                .interval(Duration.seconds(firstSeconds))
                .maxDelay(Duration.seconds(mostSeconds))
                .maxAttempts(attempts)
                .backoffRate(2)
                .jitterStrategy(JitterType.FULL)
                .build();
    }
}
