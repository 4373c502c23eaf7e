package io.rdsmaint.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Samples;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationsTest {
    private static final String ODD =
            "it's \"quoted\" \\ & <!channel> 100% `code` ```\nnext line\ttab \u0007 ünïcödé 🐬";
    private final Samples samples = new Samples();

    @ParameterizedTest
    @CsvSource({
        "GATE,info,warning,error,critical,critical",
        "FAILURE,warning,error,critical,critical,critical",
        "TIMEOUT,warning,error,critical,critical,critical"
    })
    void aQuestionGetsLouderEveryTimeItIsAsked(
            Question.Kind kind, String first, String second, String third, String fourth, String fifth) {
        assertThat(IntStream.rangeClosed(1, 5)
                        .mapToObj(attempt -> notification(question(kind, attempt, "why", List.of("a")))
                                .path("severity")
                                .asText()))
                .containsExactly(first, second, third, fourth, fifth);
    }

    @Test
    void theTitleIsPlainWhateverTheClusterAndStepAreCalled() {
        assertThat(Excerpt.plain(ODD, 99))
                .isEqualTo("it's 'quoted' / and (!channel) 100% `code` ``` next line tab unicode ?");
        assertThat(Excerpt.plain("x".repeat(200), 99)).hasSize(99).endsWith("...");
    }

    @Test
    void everyTextSurvivesAndSlackSeesNoMarkup() {
        JsonNode told = notification(question(Question.Kind.FAILURE, 2, ODD, List.of(ODD)));

        assertThat(told.at("/message/text").asText()).contains("Why: Asked 2 times. " + ODD);
        assertThat(slack(told))
                .anyMatch(text -> text.contains("it's \"quoted\" \\ &amp; &lt;!channel&gt; 100%"))
                .noneMatch(text -> text.contains("<"));
    }

    @Test
    void answersAreCommandsThatNeedNoToken() {
        JsonNode told = notification(question(Question.Kind.GATE, 1, "why", List.of("a")));

        assertThat(slack(told)).anyMatch(text -> text.matches("`scripts/respond \\S+ continue/now` :warning: a"));
        assertThat(told.at("/message/text").asText())
                .containsPattern(" {4}scripts/respond \\S+ continue/now\n {4}aws lambda invoke ")
                .contains("--function-name m:people")
                .contains("\"question_id\":\"q9\",\"response\":{\"action\":\"continue\",\"choice\":\"now\"}}'");
        assertThat(told.at("/details/answers")).singleElement().hasToString("\"DESTRUCTIVE: a\"");
        assertThat(told.toString()).doesNotContain("TASK_TOKEN");
    }

    /** Whoever may publish on the bus can send a message that looks like ours. */
    @Test
    void whatTellsPeopleOfAnOperationSaysHowToCheckIt() {
        Question question = question(Question.Kind.GATE, 1, "why", List.of("a"));
        Operation op = samples.asking(samples.everythingSet(), question);
        JsonNode told = Notifications.of(op, question, Runbook.UNPUBLISHED).json(2_000);

        String check = "check it with scripts/status " + op.id() + " before you paste a command";
        assertThat(told.at("/message/text").asText()).contains(check);
        assertThat(told.path("slack_blocks").toString()).contains(check);
    }

    @Test
    void theDeadlineIsATime() {
        assertThat(notification(question(Question.Kind.GATE, 1, "why", List.of("a")))
                        .path("deadline_text")
                        .asText())
                .startsWith("Answer by 2026-03-01 06:00 UTC;");
    }

    @Test
    void slackTakesItHoweverLongTheTextsAndHoweverManyTheAnswers() {
        List<String> many =
                IntStream.range(0, 70).mapToObj(i -> "<&>" + "🐬".repeat(3_000)).toList();
        JsonNode told = notification(question(Question.Kind.DRIFT, 1, "<".repeat(9_000), many));

        assertThat(told.path("slack_blocks")).hasSizeLessThanOrEqualTo(50);
        assertThat(slack(told))
                .isNotEmpty()
                .allMatch(text -> text.length() <= 3_000)
                .allMatch(
                        text -> text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF),
                        "whole characters")
                .filteredOn(text -> text.startsWith("`scripts/respond"))
                .singleElement(STRING)
                .endsWith("… more answers: see its status");
    }

    @Test
    void aGateIsReadAtOnceOnAPhone() {
        Question question = question(
                Question.Kind.GATE,
                1,
                "why ".repeat(200),
                List.of("a ".repeat(300), "b ".repeat(300), "c ".repeat(300), "d ".repeat(300)));
        JsonNode told = notification(question);

        String all = slack(told).collect(Collectors.joining())
                + told.path("slack_blocks")
                        .path(told.path("slack_blocks").size() - 1)
                        .at("/elements/0/text")
                        .asText()
                        .replaceAll("<[^|]*", "");
        assertThat(all)
                .hasSizeLessThanOrEqualTo(1_200)
                .startsWith("[info] ")
                .contains("*Now* all is well\n*Why* why why");
        assertThat(told.path("slack_blocks")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "aws,us-east-1,https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/",
        "aws-us-gov,us-gov-west-1,https://console.amazonaws-us-gov.com/states/home?region=us-gov-west-1#/v2/executions/details/",
        "aws-cn,cn-north-1,https://cn-north-1.console.amazonaws.cn/states/home?region=cn-north-1#/v2/executions/details/"
    })
    void theExecutionIsLinkedInItsPartition(String partition, String region, String link) {
        String execution = "arn:" + partition + ":states:" + region + ":123456789012:execution:m:one";

        assertThat(Links.of(execution)).containsExactly(new Links.Link(link + execution, "the execution"));
        assertThat(Links.of("none")).isEmpty();
    }

    /** Wherever a message ends up, it leads to the section about its question. */
    @Test
    void theRunbooksSectionIsLinkedWhereItCanBeReadAndNamedWhereNobodySaidWhere() {
        Question question = question(Question.Kind.GATE, 1, "why", List.of("a"));
        Operation op = samples.asking(samples.everythingSet(), question);
        JsonNode linked = Notifications.of(op, question, new Runbook("https://wiki.example.com/runbook"))
                .json(2_000);
        JsonNode named = notification(question);

        String link = "https://wiki.example.com/runbook#gate";
        assertThat(linked.path("links").findValuesAsText("href")).contains(link);
        assertThat(linked.path("slack_blocks").toString()).contains("<" + link + "|what to do: gate>");
        assertThat(linked.at("/message/text").asText()).contains("Runbook: " + link + "\n");
        assertThat(linked.at("/details/runbook").asText()).isEqualTo(link);
        assertThat(named.path("links").toString()).doesNotContain("runbook");
        assertThat(named.path("slack_blocks").toString()).contains("What to do: docs/runbook.md#gate");
        assertThat(named.at("/message/text").asText()).contains("Runbook: docs/runbook.md#gate\n");
    }

    @Test
    void anEarlierReleasesQuestionLeadsToTheRunbooksBeginning() {
        Runbook runbook = new Runbook("https://wiki.example.com/runbook");

        assertThat(runbook.section(null).link())
                .contains(new Links.Link("https://wiki.example.com/runbook", "what to do"));
        assertThat(Runbook.UNPUBLISHED.section(null).where()).isEqualTo("docs/runbook.md");
    }

    @Test
    void whatEndsBadlyLeadsToWhatIsToBeDone() {
        JsonNode told = Notifications.of(
                        new NextAction.Fail(NextAction.Code.OPERATION_FAILED, "no right"),
                        new Runbook("https://wiki.example.com/runbook"))
                .json(2_000);

        assertThat(told.path("links").findValuesAsText("href"))
                .containsExactly("https://wiki.example.com/runbook#how-an-execution-ended");
    }

    private Stream<String> slack(JsonNode told) {
        return told.path("slack_blocks")
                .valueStream()
                .map(block -> block.at("/text/text").asText());
    }

    private ObjectNode notification(Question question) {
        Operation op = samples.asking(samples.everythingSet(), question);
        return Notifications.of(op, question, Runbook.UNPUBLISHED).json(2_000);
    }

    private static Question question(Question.Kind kind, int attempt, String reason, List<String> consequences) {
        return new Question(
                "q9",
                "gate",
                kind,
                attempt,
                "all is well",
                reason,
                "seen",
                consequences.stream()
                        .map(text -> new Question.Option(Question.Action.CONTINUE, "now", text, true))
                        .toList(),
                14_400,
                List.of("aws rds describe-db-clusters"),
                Instant.parse("2026-03-01T02:00:00Z"),
                null,
                null);
    }
}
