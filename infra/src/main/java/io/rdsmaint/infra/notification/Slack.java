package io.rdsmaint.infra.notification;

import io.rdsmaint.infra.NotificationOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.events.Authorization;
import software.amazon.awscdk.services.events.Connection;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Posts to a channel as a bot, whose token is in the connection; an incoming webhook's secret would be its readable
 * URL.
 */
final class Slack implements Receiver {
    private static final String URL = "https://slack.com/api/chat.postMessage";

    /** Slack takes one message a second for a channel. */
    private static final int PER_SECOND = 1;

    private final String channel;
    private final Destination destination;

    Slack(Construct scope, NotificationOptions.Slack options, IQueue deadLetters) {
        channel = options.channel();
        String token = Destination.secret(options.secret()).unsafeUnwrap();
        Connection connection = Connection.Builder.create(scope, "SlackConnection")
                .authorization(Authorization.apiKey("Authorization", SecretValue.unsafePlainText("Bearer " + token)))
                .build();
        destination = new Destination(scope, "Slack", connection, URL, PER_SECOND, deadLetters);
    }

    @Override
    public Optional<IRuleTarget> target(News news) {
        return Optional.of(destination.call(
                switch (news) {
                    case GAVE_UP, NEVER_BEGAN -> message(GaveUp.of(news));
                    case ASKED, ANSWERED, ENDED, STALLED, NOT_STARTED ->
                        message(news.notification("title"), news.notification("slack_blocks"));
                }));
    }

    private Map<String, Object> message(GaveUp told) {
        return message(told.title(), List.of(section(told.title()), section(told.text())));
    }

    private Map<String, Object> message(String title, Object blocks) {
        return Body.of("channel", channel, "text", title, "blocks", blocks);
    }

    private static Map<String, Object> section(String text) {
        return Body.of("type", "section", "text", Body.of("type", "plain_text", "text", text));
    }
}
