package io.rdsmaint.infra.notification;

import io.rdsmaint.infra.LogicalIds;
import io.rdsmaint.infra.Roles;
import io.rdsmaint.infra.policy.Grant;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.events.ApiDestination;
import software.amazon.awscdk.services.events.Connection;
import software.amazon.awscdk.services.events.HttpMethod;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** An HTTPS receiver, called at a limited rate by a role that may call nothing else. */
final class Destination {
    /** As long as a question waits before it is asked again. */
    static final Duration OLDEST_EVENT = Duration.hours(4);

    static final int RETRIES = 30;

    private final ApiDestination destination;
    private final IRole role;
    private final IQueue deadLetters;

    /**
     * @param name of the resources, such as {@code Slack}
     * @param connection how to authenticate
     * @param perSecond what the receiver takes
     */
    Destination(Construct scope, String name, Connection connection, String url, int perSecond, IQueue deadLetters) {
        destination = ApiDestination.Builder.create(scope, name + "Destination")
                .connection(connection)
                .endpoint(url)
                .httpMethod(HttpMethod.POST)
                .rateLimitPerSecond(perSecond)
                .build();
        LogicalIds.fix(destination, name + "Destination");
        role = Roles.forRules(
                scope,
                name + "Role",
                new Grant(
                        "Call" + name,
                        "The rules call this receiver.",
                        List.of("events:InvokeApiDestination"),
                        List.of(destination.getApiDestinationArn())));
        this.deadLetters = deadLetters;
    }

    /** A call with this body, in which event fields stand for values. */
    IRuleTarget call(Map<String, Object> body) {
        return software.amazon.awscdk.services.events.targets.ApiDestination.Builder.create(destination)
                .event(RuleTargetInput.fromObject(body))
                .eventRole(role)
                .deadLetterQueue(deadLetters)
                .maxEventAge(OLDEST_EVENT)
                .retryAttempts(RETRIES)
                .build();
    }

    /** The text of a secret, as a reference that CloudFormation resolves. */
    static SecretValue secret(String nameOrArn) {
        return SecretValue.secretsManager(nameOrArn);
    }
}
