package io.rdsmaint.infra.notification;

import io.rdsmaint.infra.NotificationOptions;
import io.rdsmaint.infra.Product;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.events.Authorization;
import software.amazon.awscdk.services.events.Connection;
import software.amazon.awscdk.services.events.HttpParameter;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Opens an alert with a question or a stalled operation, and resolves it with the answer or the take-over. The routing
 * key, which the API wants in the body, is added by the connection.
 */
final class PagerDuty implements Receiver {
    private static final int PER_SECOND = 2;

    private final Destination destination;

    PagerDuty(Construct scope, NotificationOptions.PagerDuty options, IQueue deadLetters) {
        SecretValue key = Destination.secret(options.secret());
        Connection connection = Connection.Builder.create(scope, "PagerDutyConnection")
                .authorization(Authorization.apiKey("X-Routing-Key", key))
                .bodyParameters(Map.of("routing_key", HttpParameter.fromSecret(key)))
                .build();
        destination = new Destination(scope, "PagerDuty", connection, options.url(), PER_SECOND, deadLetters);
    }

    @Override
    public Optional<IRuleTarget> target(News news) {
        return switch (news) {
            case ASKED, STALLED ->
                trigger(
                        news.notification("dedup_key"),
                        Body.of(
                                "summary", news.notification("title"),
                                "source", news.field("cluster_id"),
                                "severity", news.notification("severity"),
                                "component", news.field("operation_id"),
                                "custom_details", news.notification("details")),
                        news.notification("links"));
            case GAVE_UP -> {
                GaveUp told = GaveUp.of(news);
                yield trigger(
                        told.dedupKey(),
                        Body.of(
                                "summary", told.title(),
                                "source", news.field("execution_arn"),
                                "severity", "error",
                                "custom_details", Body.of("text", told.text(), "stalled", news.field("stalled"))),
                        List.of());
            }
            case ANSWERED, ENDED ->
                Optional.of(destination.call(
                        Body.of("event_action", "resolve", "dedup_key", news.notification("dedup_key"))));
            case NEVER_BEGAN, NOT_STARTED -> Optional.empty();
        };
    }

    private Optional<IRuleTarget> trigger(String dedupKey, Map<String, Object> payload, Object links) {
        return Optional.of(destination.call(Body.of(
                "event_action",
                "trigger",
                "dedup_key",
                dedupKey,
                "client",
                Product.NAME,
                "payload",
                payload,
                "links",
                links)));
    }
}
