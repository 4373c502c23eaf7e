package io.rdsmaint.infra;

import io.rdsmaint.infra.policy.FamilyGrants;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/**
 * Passes events of AWS on which tell that something has ended that steps wait for. One that is lost or late costs a later look, so
 * EventBridge hands it over for a minute only; what the function then fails at is tried again and kept as any of its events
 * ({@link Events}), and may be thrown away.
 */
final class AwaitedEvents extends Construct {
    private static final Duration OLDEST = Duration.minutes(1);
    private static final int RETRIES = 2;

    /**
     * The rule.
     *
     * @param function the alias that it calls
     * @param ids of the events
     */
    AwaitedEvents(Construct scope, String id, Alias function, List<String> ids) {
        super(scope, id);
        Rule.Builder.create(this, "Ended")
                .description("Something has ended in RDS that a maintenance operation may wait for.")
                .eventPattern(EventPattern.builder()
                        .source(List.of(FamilyGrants.EVENT_SOURCE))
                        .account(List.of(Aws.ACCOUNT_ID))
                        .region(List.of(Aws.REGION))
                        .detail(Map.of("EventID", ids))
                        .build())
                .targets(List.of(LambdaFunction.Builder.create(function)
                        .maxEventAge(OLDEST)
                        .retryAttempts(RETRIES)
                        .build()))
                .build();
    }
}
