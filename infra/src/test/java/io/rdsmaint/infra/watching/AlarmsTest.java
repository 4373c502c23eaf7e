package io.rdsmaint.infra.watching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.infra.Deployments;
import io.rdsmaint.infra.generate.Synthesized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private static final Synthesized CHOSEN = Deployments.with(Map.of(
            "question-alarm-minutes", "45", "sweep-minutes", "20", "alarm-email", "ann@example.com,bob@example.com"));

    @Test
    void eachSaysWhatItMeansAndWhereTheRunbookSaysWhatToDo() throws IOException {
        String runbook = Files.readString(Path.of("../docs/runbook.md"));
        String page = Files.readString(Path.of("../docs/observability.md"));
        assertThat(alarms(Deployments.standard())).hasSize(9).allSatisfy(alarm -> {
            String name = alarm.path("AlarmName").asText();
            assertThat(alarm.path("AlarmDescription").asText())
                    .hasSizeBetween(60, 1_024)
                    .endsWith("docs/runbook.md, " + name);
            assertThat(runbook).contains("### " + name + "\n");
            assertThat(page).contains("| `" + name + "` |");
        });
    }

    @Test
    void noneCountsWaitsThatTimeOut() {
        Synthesized waking = Deployments.with(Map.of("wake", "true"));
        assertThat(alarms(waking))
                .hasSize(9)
                .allSatisfy(alarm ->
                        assertThat(alarm.toString()).doesNotContain("TimedOut").doesNotContain("AWS/States"));
    }

    @Test
    void eachTellsTheTopicWhenItBeginsAndWhenItEnds() {
        assertThat(alarms(Deployments.standard())).allSatisfy(alarm -> {
            assertThat(alarm.at("/AlarmActions/0/Ref").asText()).isEqualTo("FailedExecutions");
            assertThat(alarm.path("OKActions")).isEqualTo(alarm.path("AlarmActions"));
        });
        assertThat(subscriptions(Deployments.standard())).isEmpty();
        assertThat(subscriptions(CHOSEN)).containsExactlyInAnyOrder("ann@example.com", "bob@example.com");
    }

    @Test
    void alarmsMayPublishToTheEncryptedTopic() {
        JsonNode resources = Deployments.standard().template().path("Resources");
        assertThat(resources
                        .valueStream()
                        .flatMap(r -> Stream.of(
                                r.at("/Properties/PolicyDocument/Statement"), r.at("/Properties/KeyPolicy/Statement")))
                        .flatMap(JsonNode::valueStream)
                        .filter(s -> s.at("/Principal/Service").asText().equals("cloudwatch.amazonaws.com")))
                .hasSize(2)
                .allSatisfy(s -> assertThat(s.at("/Condition/StringEquals/aws:SourceAccount/Ref")
                                .asText())
                        .isEqualTo("AWS::AccountId"))
                .extracting(s -> s.path("Action").toString())
                .containsExactlyInAnyOrder("\"sns:Publish\"", "[\"kms:Decrypt\",\"kms:GenerateDataKey*\"]");
    }

    @Test
    void whatIsMissingIsDecidedForEach() {
        assertThat(alarms(Deployments.standard())
                        .map(alarm -> alarm.path("AlarmName").asText().substring(Alarms.PREFIX.length()) + " "
                                + alarm.path("TreatMissingData").asText()))
                .containsExactlyInAnyOrder(
                        "question-open ignore",
                        "no-progress ignore",
                        "stalled ignore",
                        "residue ignore",
                        "no-sweep breaching",
                        "not-published notBreaching",
                        "function-errors notBreaching",
                        "function-throttled notBreaching",
                        "dead-letters notBreaching");
    }

    @Test
    void theyFollowTheOptions() {
        JsonNode open = alarm(CHOSEN, "question-open");
        assertThat(open.path("Threshold").asInt()).isEqualTo(45 * 60);
        assertThat(open.path("Period").asInt()).isEqualTo(20 * 60);
        assertThat(open.path("AlarmDescription").asText()).contains("45 minutes");
        assertThat(alarm(CHOSEN, "no-sweep").path("Period").asInt()).isEqualTo(60 * 60);
        assertThat(alarm(Deployments.standard(), "question-open")
                        .path("Threshold")
                        .asInt())
                .isEqualTo(30 * 60);
        assertThat(alarm(Deployments.standard(), "no-sweep").path("Period").asInt())
                .isEqualTo(30 * 60);
    }

    private static JsonNode alarm(Synthesized deployment, String name) {
        return alarms(deployment)
                .filter(alarm -> alarm.path("AlarmName").asText().equals(Alarms.PREFIX + name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> alarms(Synthesized deployment) {
        return of(deployment, "AWS::CloudWatch::Alarm");
    }

    private static List<String> subscriptions(Synthesized deployment) {
        return of(deployment, "AWS::SNS::Subscription")
                .map(one -> one.path("Endpoint").asText())
                .toList();
    }

    private static Stream<JsonNode> of(Synthesized deployment, String type) {
        return deployment
                .template()
                .path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"));
    }
}
