package io.rdsmaint.local.asl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One entry of Retry.
 *
 * @param errors the error names it is for
 * @param interval the first delay
 * @param maxAttempts how often it retries; 0 means that these errors are not retried
 * @param backoffRate by what each further delay is longer
 * @param maxDelay what no delay exceeds
 * @param fullJitter whether the delay is drawn between nothing and the computed one
 */
record Retrier(
        List<String> errors,
        Duration interval,
        int maxAttempts,
        double backoffRate,
        Optional<Duration> maxDelay,
        boolean fullJitter) {
    boolean matches(Failure failure) {
        return errors.stream().anyMatch(failure::matches);
    }

    /** The delay before the retry with this number, counted from 0; {@code chance} is from 0 to 1. */
    Duration delay(int retry, double chance) {
        double seconds = interval.toSeconds() * Math.pow(backoffRate, retry);
        double limited = Math.min(seconds, maxDelay.map(Duration::toSeconds).orElse(Seconds.MOST));
        return Duration.ofMillis(Math.round(limited * 1000 * (fullJitter ? chance : 1)));
    }
}
