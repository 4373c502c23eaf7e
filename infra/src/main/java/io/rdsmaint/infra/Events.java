package io.rdsmaint.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Notices executions that ended without the operation's consent. AWS sends their events to the default bus, as best it
 * can: the function pauses the operation and tells people; a topic tells them even when the function is what fails; and
 * a regular sweep finds what no event told.
 */
final class Events extends Construct {
    private static final Duration OLDEST_EVENT = Duration.hours(6);
    private static final int EVENT_RETRIES = 30;

    private final Topic topic;

    /**
     * Both rules.
     *
     * @param function the alias that the rules call
     * @param machineArn whose executions are watched
     * @param upkeep how often the sweep runs, and who is mailed
     */
    Events(Construct scope, String id, Alias function, String machineArn, IQueue deadLetters, UpkeepOptions upkeep) {
        super(scope, id);
        topic = EncryptedTopic.create(this, "FailedExecutions", "tells of failed maintenance executions");
        EncryptedTopic.openToAlarms(topic);
        upkeep.alarmEmails().forEach(address -> topic.addSubscription(new EmailSubscription(address)));
        function.configureAsyncInvoke(EventInvokeConfigOptions.builder()
                .maxEventAge(OLDEST_EVENT)
                .retryAttempts(2)
                .onFailure(new SqsDestination(deadLetters))
                .build());
        LambdaFunction call = LambdaFunction.Builder.create(function)
                .deadLetterQueue(deadLetters)
                .maxEventAge(OLDEST_EVENT)
                .retryAttempts(EVENT_RETRIES)
                .build();
        Rule.Builder.create(this, "ExecutionEnded")
                .description("An execution of the maintenance machine ended badly.")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.states"))
                        .detailType(List.of("Step Functions Execution Status Change"))
                        .detail(Map.of(
                                "status", List.of("FAILED", "TIMED_OUT", "ABORTED"),
                                "stateMachineArn", List.of(machineArn)))
                        .build())
                .targets(List.of(
                        call,
                        SnsTopic.Builder.create(topic)
                                .message(RuleTargetInput.fromText("An execution of the RDS maintenance machine ended "
                                        + EventField.fromPath("$.detail.status")
                                        + ". If its operation was under way, it is paused until it is taken over: "
                                        + EventField.fromPath("$.detail.executionArn")))
                                .deadLetterQueue(deadLetters)
                                .maxEventAge(OLDEST_EVENT)
                                .retryAttempts(EVENT_RETRIES)
                                .build()))
                .build();
        Rule.Builder.create(this, "Sweep")
                .description("Looks for operations whose execution is gone.")
                .schedule(Schedule.rate(Duration.minutes(upkeep.sweepMinutes())))
                .targets(List.of(call))
                .build();
    }

    /** Told of failed executions, and by alarms. */
    Topic topic() {
        return topic;
    }
}
