package io.rdsmaint.testkit.machine;

import java.time.Duration;

/**
 * How long things take between the machine and the function.
 *
 * @param start from entering the task that starts until the function is called
 * @param step from entering the task that steps
 * @param resume from entering the task that resumes
 * @param reply from the function's answer until the machine goes on
 */
public record Latency(Duration start, Duration step, Duration resume, Duration reply) {
    Duration before(String action) {
        return switch (action) {
            case "start" -> start;
            case "step" -> step;
            default -> resume;
        };
    }
}
