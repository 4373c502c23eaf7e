package io.rdsmaint.infra;

import java.util.List;
import java.util.Optional;

/**
 * Where people are told, besides the bus. Nothing of it is on unless chosen. Secrets are named, never given: what is
 * deployed refers to them in Secrets Manager.
 *
 * @param emails addresses that subscribe to the notifications
 */
public record NotificationOptions(
        Optional<Slack> slack, Optional<PagerDuty> pagerDuty, Optional<Webhook> webhook, List<String> emails) {

    /**
     * A Slack channel.
     *
     * @param channel its id or name; the bot must be a member
     * @param secret name or ARN of the secret whose text is the bot's token
     */
    public record Slack(String channel, String secret) {}

    /**
     * A PagerDuty service.
     *
     * @param secret name or ARN of the secret whose text is the routing key of an Events API v2 integration
     * @param url where events of the account's service region go
     */
    public record PagerDuty(String secret, String url) {}

    /**
     * Any other receiver.
     *
     * @param secret name or ARN of the secret whose text is the key
     * @param header the header that carries the key
     */
    public record Webhook(String url, String secret, String header) {}

    static NotificationOptions from(OptionReader read) {
        Optional<String> channel = read.one("slack-channel", OptionReader.CHANNEL);
        Optional<String> slack = read.one("slack-secret", OptionReader.SECRET);
        Optional<String> url = read.one("webhook-url", OptionReader.URL);
        Optional<String> webhook = read.one("webhook-secret", OptionReader.SECRET);
        Optional<String> header = read.one("webhook-header", OptionReader.HEADER);
        Optional<String> pagerDuty = read.one("pagerduty-secret", OptionReader.SECRET);
        Optional<String> region = read.one("pagerduty-region", OptionReader.SERVICE_REGION);
        together(read, "slack-channel", "slack-secret");
        together(read, "webhook-url", "webhook-secret");
        if (read.given("webhook-header") && !read.given("webhook-url")) {
            read.problem("webhook-header goes with webhook-url");
        }
        if (read.given("pagerduty-region") && !read.given("pagerduty-secret")) {
            read.problem("pagerduty-region goes with pagerduty-secret");
        }
        return new NotificationOptions(
                channel.flatMap(to -> slack.map(secret -> new Slack(to, secret))),
                pagerDuty.map(secret -> new PagerDuty(secret, enqueue(region))),
                url.flatMap(to -> webhook.map(secret -> new Webhook(to, secret, header.orElse("X-Api-Key")))),
                read.list("notify-email", OptionReader.EMAIL));
    }

    /** True when anybody is told. */
    public boolean any() {
        return slack.isPresent() || pagerDuty.isPresent() || webhook.isPresent() || !emails.isEmpty();
    }

    private static void together(OptionReader read, String one, String other) {
        if (read.given(one) != read.given(other)) {
            read.problem(one + " and " + other + " go together");
        }
    }

    private static String enqueue(Optional<String> region) {
        return region.filter("eu"::equals).isPresent()
                ? "https://events.eu.pagerduty.com/v2/enqueue"
                : "https://events.pagerduty.com/v2/enqueue";
    }
}
