package io.rdsmaint.infra.notification;

import io.rdsmaint.infra.NotificationOptions;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.events.Authorization;
import software.amazon.awscdk.services.events.Connection;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** Posts plain JSON, with a key in a header, to whatever else there is. Never a task token. */
final class Webhook implements Receiver {
    private static final int PER_SECOND = 10;

    private final Destination destination;

    Webhook(Construct scope, NotificationOptions.Webhook options, IQueue deadLetters) {
        Connection connection = Connection.Builder.create(scope, "WebhookConnection")
                .authorization(Authorization.apiKey(options.header(), Destination.secret(options.secret())))
                .build();
        destination = new Destination(scope, "Webhook", connection, options.url(), PER_SECOND, deadLetters);
    }

    @Override
    public Optional<IRuleTarget> target(News news) {
        Map<String, Object> body = Body.of(
                "event", EventField.getDetailType(),
                "event_id", news.eventId(),
                "time", EventField.getTime(),
                "operation_id", news.field("operation_id"));
        body.putAll(words(news));
        body.putAll(
                switch (news) {
                    case ASKED -> Body.of("cluster_id", news.field("cluster_id"), "question", news.field("question"));
                    case ANSWERED, ENDED, STALLED ->
                        Body.of("cluster_id", news.field("cluster_id"), "details", news.field("details"));
                    case NOT_STARTED -> Body.of("error", news.field("error"));
                    case GAVE_UP, NEVER_BEGAN -> Body.of("stalled", news.field("stalled"));
                });
        return Optional.of(destination.call(body));
    }

    private static Map<String, Object> words(News news) {
        return switch (news) {
            case GAVE_UP, NEVER_BEGAN -> {
                GaveUp told = GaveUp.of(news);
                yield words("error", told.dedupKey(), told.title(), Body.of("text", told.text()));
            }
            case ASKED, ANSWERED, ENDED, STALLED, NOT_STARTED ->
                words(
                        news.notification("severity"),
                        news.notification("dedup_key"),
                        news.notification("title"),
                        news.notification("message"));
        };
    }

    private static Map<String, Object> words(String severity, String dedupKey, String title, Object message) {
        return Body.of("severity", severity, "dedup_key", dedupKey, "title", title, "message", message);
    }
}
