package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.notification.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The page that shows what people get shows what they get: {@code scripts/generate --notifications} writes it again.
 */
class NotificationsPageTest {
    private static final Path PAGE = Path.of("../docs/notifications.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("(<!-- rendered: ([a-z-]+) -->\\n```[a-z]*\\n)(.*?)(```\\n)", Pattern.DOTALL);
    private static final JsonMapper PRETTY = JsonMapper.builder().build();

    @Test
    void everyExampleIsWhatATestRendered() throws IOException {
        Map<String, String> rendered = rendered();
        String page = Files.readString(PAGE);
        String fresh = EXAMPLE.matcher(page)
                .replaceAll(example -> Matcher.quoteReplacement(
                        example.group(1) + rendered.getOrDefault(example.group(2), "nothing\n") + example.group(4)));
        if (Boolean.getBoolean("notifications.write")) {
            Files.writeString(PAGE, fresh);
        }

        assertThat(EXAMPLE.matcher(page).results().map((MatchResult example) -> example.group(2)))
                .containsExactlyInAnyOrderElementsOf(rendered.keySet());
        assertThat(Files.readString(PAGE))
                .as("docs/notifications.md: run scripts/generate --notifications and commit what it writes")
                .isEqualTo(fresh);
    }

    private static Map<String, String> rendered() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        try (Deployed deployed = new Deployed(new DeployedFunction())) {
            Bench bench = deployed.bench;
            deployed.load(Deployed.QUICK);
            String arn = start(bench, "orders-to-r6g");
            JsonNode first = deployed.question(arn, 1);
            all.put("slack-question", body(bench, "InterventionRequired", "Slack"));
            all.put("pagerduty-question", body(bench, "InterventionRequired", "PagerDuty"));
            all.put("webhook-question", body(bench, "InterventionRequired", "Webhook"));
            all.put("mail-question", mail(bench, "InterventionRequired"));
            deployed.question(arn, 2);
            all.put(
                    "mail-reminder",
                    subject(delivery(bench, "InterventionRequired", "Mail", "").body()));
            bench.sfn.stopExecution(r -> r.executionArn(arn).error("Stopped").cause("by hand"));
            bench.time.advance(Duration.ofSeconds(30));
            all.put("mail-stalled", mail(bench, "OperationStalled"));
            String next = bench.start("{\"operation_id\": " + first.path("operation_id") + "}");
            JsonNode again = deployed.question(next, 1);
            bench.answer(again, "{\"action\": \"abort\", \"by\": \"ann\", \"comment\": \"too much traffic tonight\"}");
            bench.end(next);
            all.put("slack-answered", body(bench, "InterventionAnswered", "Slack"));
            all.put("pagerduty-answered", body(bench, "InterventionAnswered", "PagerDuty"));
            all.put("mail-ended", mail(bench, "OperationAborted"));
            fail(deployed);
            all.put("mail-not-started", mail(bench, "OperationFailed"));
            hang(deployed);
            all.put("mail-gave-up", mail(bench, "OperationStalled", "NotifyGaveUp"));
        }
        return all;
    }

    private static String start(Bench bench, String name) {
        String input = Deployed.change("demo-multi", "\"requested_by\": \"ann\",", ", \"pause_before_failover\": true");
        return bench.sfn
                .startExecution(
                        r -> r.stateMachineArn(Local.MACHINE_ARN).name(name).input(input))
                .executionArn();
    }

    private static void fail(Deployed deployed) {
        deployed.load(Deployed.QUICK);
        deployed.bench
                .local
                .simulator()
                .inject(io.rdsmaint.simulator.faults.Fault.error("DescribeDBClusters", "AccessDenied", 403));
        deployed.bench.end(start(deployed.bench, "orders-without-permission"));
    }

    private static void hang(Deployed deployed) {
        deployed.load(Deployed.QUICK);
        String arn = start(deployed.bench, "orders-without-function");
        JsonNode question = deployed.question(arn, 1);
        deployed.hang("resume");
        deployed.bench.answer(question, "{\"action\": \"continue\"}");
        deployed.bench.end(arn);
    }

    /** The last one. */
    private static Delivery delivery(Bench bench, String detailType, String receiver, String rule) {
        return bench.events.stream()
                .filter(event -> event.detailType().equals(detailType))
                .flatMap(event -> Delivery.of(event.json()).stream())
                .filter(one -> one.receiver().equals(receiver) && one.rule().startsWith(rule))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static String body(Bench bench, String detailType, String receiver) throws JsonProcessingException {
        JsonNode body = delivery(bench, detailType, receiver, "").body();
        return always(PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(body) + "\n");
    }

    private static String mail(Bench bench, String detailType) {
        return mail(bench, detailType, "");
    }

    private static String mail(Bench bench, String detailType, String rule) {
        JsonNode body = delivery(bench, detailType, "Mail", rule).body();
        return always(subject(body) + "\n" + body.at("/message/text").asText().stripTrailing() + "\n");
    }

    private static String subject(JsonNode body) {
        return "Subject: " + body.path("subject").asText() + "\n";
    }

    /** Without what is another one in every run. */
    private static String always(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "2026-03-01T10:12:00Z")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC", "2026-03-01 14:12 UTC")
                .replaceAll("\\bop-[0-9a-f]{16}\\b", "op-a7182e5986df8c35")
                .replaceAll("at most \\d+ minutes?", "at most 2 minutes")
                .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "0f8e2d1c-1111-4222-8333-44445555abcd");
    }
}
