package io.rdsmaint.infra.watching;

import io.rdsmaint.infra.UpkeepOptions;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;

/**
 * What is looked at.
 *
 * @param functionName also that of the machine, and what its metrics and alarms begin with
 * @param topic told by each alarm
 * @param log of the function
 */
public record Watched(
        UpkeepOptions upkeep, String functionName, String machineArn, IQueue deadLetters, ILogGroup log, ITopic topic) {

    Figures figures() {
        return new Figures(functionName, Duration.minutes(upkeep.sweepMinutes()));
    }

    Metric function(String name, String statistic, Duration period) {
        return Figures.aws("Lambda", name, statistic, Map.of("FunctionName", functionName), period);
    }

    Metric machine(String name, String statistic) {
        return Figures.aws("States", name, statistic, Map.of("StateMachineArn", machineArn), Duration.minutes(5));
    }

    Metric deadLetter() {
        return Figures.aws(
                "SQS",
                "ApproximateNumberOfMessagesVisible",
                "Maximum",
                Map.of("QueueName", deadLetters.getQueueName()),
                Duration.minutes(5));
    }
}
