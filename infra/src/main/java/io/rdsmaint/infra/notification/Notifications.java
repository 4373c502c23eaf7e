package io.rdsmaint.infra.notification;

import io.rdsmaint.infra.LogicalIds;
import io.rdsmaint.infra.NotificationOptions;
import io.rdsmaint.infra.machine.OperationMachine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Tells people where they are. What is said comes ready from the function, because a rule can only put values where a
 * template says: the templates here place nothing that could break them.
 */
public final class Notifications extends Construct {
    /**
     * The receivers that were chosen, and a rule for each kind of news that any of them wants.
     *
     * @param bus where the events are; the account's default bus when empty
     * @param deadLetters keeps what could not be delivered
     */
    public Notifications(
            Construct scope, String id, NotificationOptions options, Optional<IEventBus> bus, IQueue deadLetters) {
        super(scope, id);
        List<Receiver> receivers = receivers(options, deadLetters);
        for (News news : News.values()) {
            List<IRuleTarget> targets = receivers.stream()
                    .flatMap(receiver -> receiver.target(news).stream())
                    .toList();
            if (!targets.isEmpty()) {
                rule(news, targets, bus);
            }
        }
    }

    private List<Receiver> receivers(NotificationOptions options, IQueue deadLetters) {
        return Stream.of(
                        options.slack().map(slack -> (Receiver) new Slack(this, slack, deadLetters)),
                        options.pagerDuty().map(duty -> (Receiver) new PagerDuty(this, duty, deadLetters)),
                        options.webhook().map(hook -> (Receiver) new Webhook(this, hook, deadLetters)),
                        Optional.of(options.emails())
                                .filter(addresses -> !addresses.isEmpty())
                                .map(addresses -> (Receiver) new Mail(this, addresses, deadLetters)))
                .flatMap(Optional::stream)
                .toList();
    }

    private void rule(News news, List<IRuleTarget> targets, Optional<IEventBus> bus) {
        EventPattern.Builder pattern = EventPattern.builder()
                .source(List.of(OperationMachine.EVENT_SOURCE))
                .detailType(news.detailTypes());
        if (!news.detail().isEmpty()) {
            pattern.detail(news.detail());
        }
        Rule.Builder rule = Rule.Builder.create(this, news.name())
                .description(news.description())
                .eventPattern(pattern.build())
                .targets(targets);
        bus.ifPresent(rule::eventBus);
        LogicalIds.fix(rule.build(), "Notify" + camel(news));
    }

    private static String camel(News news) {
        StringBuilder name = new StringBuilder();
        for (String word : news.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return name.toString();
    }
}
