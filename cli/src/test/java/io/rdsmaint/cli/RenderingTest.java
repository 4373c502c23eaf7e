package io.rdsmaint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people see, to the letter. */
class RenderingTest {
    private final JsonMapper json = JsonMapper.builder().build();

    private JsonNode read(String text) throws IOException {
        return json.readTree(text.replace('\'', '"'));
    }

    private OperationView running() throws IOException {
        return new OperationView(read("""
                {'operation': {'id': 'op-1', 'type': 'instance_cycle', 'target': {'cluster_id': 'demo', 'region': 'us-east-1'},
                  'state': 'running', 'index': 1, 'ending': 'completed', 'created_at': '2026-03-01T01:59:00Z',
                  'steps': [
                    {'planned': {'name': 'Preflight', 'expected': 'PT20S'}, 'state': 'completed',
                     'started_at': '2026-03-01T02:00:00Z', 'completed_at': '2026-03-01T02:00:07Z'},
                    {'planned': {'name': 'Restart demo-1', 'expected': 'PT10M'}, 'state': 'waiting',
                     'started_at': '2026-03-01T02:00:07Z', 'wait_condition': 'demo-1 to become available'},
                    {'planned': {'name': 'Verify', 'expected': 'PT30S'}, 'state': 'pending'}]},
                 'overview': {'estimated_end': '2026-03-01T02:10:37Z'}, 'freeze': null, 'now': '2026-03-01T02:04:17Z'}"""));
    }

    private OperationView with(OperationView op, String field, String value) throws IOException {
        ObjectNode copy = op.answer().deepCopy();
        ((ObjectNode) copy.path("operation")).set(field, read(value));
        return new OperationView(copy);
    }

    @Test
    void anOperationIsATreeOfItsSteps() throws IOException {
        assertThat(String.join("\n", StepTree.lines(running()))).isEqualTo("""
                        op-1  instance_cycle of demo in us-east-1  running · step 2 of 3 · ends about 02:10Z (in 6 min)
                          ✔  1 Preflight                                     7 s
                          …  2 Restart demo-1                                4 min 10 s, usually 10 min
                               waiting for demo-1 to become available
                          ○  3 Verify                                        about 30 s""");
    }

    @Test
    void aGateThatWasNotPassedHasNotFailed() throws IOException {
        OperationView aborted = with(
                with(running(), "state", "'failed'"),
                "steps",
                "[{'planned': {'name': 'Restart demo-1', 'expected': 'PT10M'}, 'state': 'failed',"
                        + " 'completed_at': '2026-03-01T02:00:07Z'}]");

        assertThat(StepTree.lines(aborted))
                .anyMatch(line -> line.matches(" +–  1 Restart demo-1 +not begun"))
                .noneMatch(line -> line.contains("✘"));
    }

    @Test
    void anOperationThatNobodyRunsSaysSoAndHowItIsTakenOver() throws IOException {
        assertThat(StepTree.lines(with(running(), "owner", "{'stalled': true}")).get(1))
                .startsWith("NOBODY RUNS IT")
                .contains("scripts/takeover op-1");
        assertThat(StepTree.lines(running())).noneMatch(line -> line.contains("NOBODY"));
    }

    @Test
    void whoTookAnOperationOverIsNamedWhileItRuns() throws IOException {
        OperationView taken = with(
                running(),
                "owner",
                "{'number': 2, 'stalled': false, 'execution_arn': 'arn:aws:states:us-east-1:1:execution:machine:second'}");

        assertThat(StepTree.lines(taken).get(1)).isEqualTo("Taken over by second, which runs it.");
        assertThat(StepTree.lines(with(taken, "state", "'completed'"))).noneMatch(l -> l.startsWith("Taken over"));
    }

    @Test
    void aPauseInARollbackIsShownAsOne() throws IOException {
        OperationView paused = with(with(running(), "state", "'paused'"), "resumes_to", "'rolling_back'");

        assertThat(StepTree.lines(paused).getFirst()).contains("paused while rolling back");
    }

    @Test
    void howThingsStoodLongAgoIsNotToldAsHowTheyStand() throws IOException {
        String situation =
                "{'situation': 'demo serves.', 'reason': 'so it is', 'deadline_seconds': 14400, 'asked_at': ";

        assertThat(StepTree.lines(with(running(), "question", situation + "'2026-03-01T02:03:00Z'}")))
                .contains("? demo serves.");
        assertThat(StepTree.lines(with(running(), "question", situation + "'2026-03-01T01:04:00Z'}")))
                .contains("? As it was 1 h ago: demo serves.");
    }

    /** Who nobody runs is asked nothing until it is taken over. */
    @Test
    void nothingIsAskedAgainWhileNobodyRunsIt() throws IOException {
        OperationView asking =
                with(running(), "question", "{'deadline_seconds': 14400, 'asked_at': '2026-03-01T02:03:00Z'}");

        assertThat(StepTree.lines(asking)).anyMatch(line -> line.contains("asked again at"));
        assertThat(StepTree.lines(with(asking, "owner", "{'stalled': true}")))
                .noneMatch(line -> line.contains("asked again at"));
    }

    @Test
    void aStepToComeThatAsksFirstSaysSoUntilItHasAsked() throws IOException {
        String gated =
                "{'planned': {'name': 'Verify', 'expected': 'PT30S', 'gate': 'pause_before names this step'}, 'state': 'pending'";

        assertThat(StepTree.lines(with(running(), "steps", "[{}, {}, " + gated + "}]")))
                .anyMatch(
                        line -> line.endsWith("Verify                                        about 30 s, asks first"));
        assertThat(StepTree.lines(with(running(), "steps", "[{}, {}, " + gated + ", 'approved': {'by': 'x'}}]")))
                .noneMatch(line -> line.contains("asks first"));
        assertThat(StepTree.lines(with(
                        with(with(running(), "steps", "[{}, {}, " + gated + "}]"), "index", "2"), "question", "{}")))
                .noneMatch(line -> line.contains("asks first"));
    }

    @Test
    void anEditSaysWhatItChangedAndThatAStepThatIsHeldShowsItLater() throws IOException {
        String steps =
                "[{}, {'planned': {'name': 'Restart demo-1', 'gate': 'pause_before names this step'}, 'state': 'pending'%s}]";
        OperationView free = with(running(), "steps", steps.formatted(""));
        OperationView held = with(running(), "steps", steps.formatted(", 'wait_condition': '02:00'"));

        assertThat(Edit.told((ObjectNode) read("{'window': '02:00-03:00', 'wait_timeout': 600}"), free))
                .containsExactly("Changed: window 02:00-03:00, wait timeout 600.");
        assertThat(Edit.told((ObjectNode) read("{'window': 'always'}"), held))
                .containsExactly(
                        "Changed: window always.",
                        "What it waits for was read before that; it looks again within 5 minutes.");
        assertThat(Edit.told((ObjectNode) read("{'pause_before': ['next']}"), free))
                .containsExactly("Asks before: Restart demo-1.");
        assertThat(Edit.told((ObjectNode) read("{'pause_before': []}"), running()))
                .containsExactly("No step asks any more because it was named.");
    }

    @Test
    void anAnswerThatIsShownAloneSaysInFullWhatIsLeftBehind() throws IOException {
        OperationView.Question question = new OperationView.Question(
                read(
                        "{'options': ["
                                + "{'action': 'abort', 'consequence': 'end as failed; left behind: a, to remove it: b; c'},"
                                + "{'action': 'mark_complete', 'consequence': 'end as completed; left behind: the same as by abort'}]}"));

        assertThat(question.options())
                .extracting(question::consequence)
                .containsExactly(
                        "end as failed; left behind: a, to remove it: b; c",
                        "end as completed; left behind: a, to remove it: b; c");
    }

    @Test
    void executionsInALogGoByTheirNames() throws IOException {
        ObjectNode answer = running().answer().deepCopy();
        answer.set(
                "events",
                read("[{'at': '2026-03-01T02:00:00Z', 'type': 'step_started', 'message': 'm',"
                        + " 'actor': 'arn:aws:states:us-east-1:1:execution:machine:first'}]"));

        assertThat(LogText.lines(new OperationView(answer))).contains("  02:00:00  step started: m, by first");
    }

    @Test
    void eachOfSeveralFindingsIsALine() throws IOException {
        OperationView asking = with(running(), "question", "{'observed': 'ASK a: one\\nASK b: two'}");

        assertThat(StepTree.lines(asking)).contains("  seen:", "    ASK a: one", "    ASK b: two");
    }

    @Test
    void anUnknownClustersHistoryNamesClusterAndRegion() throws IOException {
        assertThat(OperationTable.operations(
                        read("{'operations': [], 'recent': [], 'cluster_id': 'nope', 'region': 'eu-west-1'}")))
                .containsExactly("No operation is active on cluster nope in eu-west-1, and none is known there. Another"
                        + " region is asked for with --region.");
    }

    @Test
    void whatDoesNotFitOnTheTerminalIsLeftOutAroundTheCurrentStep() {
        List<String> lines =
                List.of("head", "  ✔ 1", "  ✔ 2", "  ✔ 3", "  … 4", "       waiting", "  ○ 5", "  ○ 6", "? why");

        assertThat(StepTree.fitting(lines, Screen.PIPE, 9)).isEqualTo(lines);
        assertThat(StepTree.fitting(lines, Screen.PIPE, 8))
                .containsExactly(
                        "head", "    (2 more ended)", "  ✔ 3", "  … 4", "       waiting", "  ○ 5", "  ○ 6", "? why");
        assertThat(StepTree.fitting(lines, Screen.PIPE, 6))
                .containsExactly(
                        "head", "    (3 more ended)", "  … 4", "       waiting", "    (2 more to come)", "? why");
        assertThat(StepTree.fitting(lines, Screen.PIPE, 3)).hasSize(3);
    }

    /** What the plan was and where it goes are folded away before a word of the question is. */
    @Test
    void aQuestionIsReadWholeOnASmallScreen() throws IOException {
        Screen screen = new Screen(60, 18, true, true, false);
        OperationView asking = with(running(), "question", """
                {'id': 'op-1-q1', 'kind': 'failure', 'attempt': 1, 'reason':
                   'Restart demo-1 did not succeed: there is no capacity for db.r6g.2xlarge in us-east-1b, says AWS.',
                 'observed': 'demo-1 is as before', 'commands': ['aws rds describe-events'],
                 'options': [{'action': 'continue', 'consequence': 'try again, which needs capacity in the zone of demo-1'},
                             {'action': 'abort', 'consequence': 'stop here and leave it as it is, which is as it was before'}]}""");

        List<String> rows = StepTree.fitting(StepTree.lines(asking), screen, 17);

        assertThat(rows).hasSizeLessThanOrEqualTo(17).allMatch(row -> row.length() <= 60);
        assertThat(String.join(" ", rows).replaceAll(" +", " "))
                .contains(
                        "there is no capacity for db.r6g.2xlarge in us-east-1b, says AWS.",
                        "seen: demo-1 is as before",
                        "try again, which needs capacity in the zone of demo-1",
                        "which is as it was before")
                .doesNotContain("aws rds");
        assertThat(StepTree.fitting(StepTree.lines(asking), screen, 30)).contains("    aws rds describe-events");
        assertThat(String.join(" ", StepTree.fitting(StepTree.lines(asking), screen, 13)))
                .contains("says AWS.", "    abort: stop here")
                .contains("…");
    }

    @Test
    void theClockOfAStepStandsStillWhileAPersonIsAsked() throws IOException {
        OperationView asking = with(running(), "question", "{'asked_at': '2026-03-01T02:03:00Z'}");

        assertThat(StepTree.lines(asking)).anyMatch(line -> line.endsWith("2 min 53 s, usually 10 min"));
    }

    @Test
    void anOpenQuestionIsShownWithItsAnswersAndHowToGiveThem() throws IOException {
        OperationView asking = with(with(running(), "state", "'paused'"), "question", """
                {'id': 'op-1-q2', 'code': 'member-status', 'kind': 'failure', 'attempt': 2, 'reason': 'It did not restart.', 'observed': 'rebooting',
                 'note': 'nobody answered in time', 'deadline_seconds': 14400, 'asked_at': '2026-03-01T02:03:00Z', 'commands': ['aws rds describe'],
                 'options': [{'action': 'continue', 'choice': null, 'consequence': 'look again', 'destructive': false},
                             {'action': 'continue', 'choice': 'accept', 'consequence': 'go on', 'destructive': false},
                             {'action': 'abort', 'consequence': 'stop here', 'destructive': true}]}""");

        assertThat(String.join("\n", StepTree.lines(asking)))
                .contains("  ?  2 Restart demo-1")
                .doesNotContain("waiting for")
                .endsWith("""

                        ? It did not restart.
                          seen: rebooting
                          asked again: nobody answered in time
                          op-1-q2, a failure, asked 1 min ago for the 2. time, asked again at 06:03Z
                            continue: look again
                            continue/accept: go on
                            abort (destructive): stop here
                          to look closer:
                            aws rds describe
                          what to do: docs/runbook.md#member-status
                          answer with: scripts/respond op-1 ANSWER --comment "…\"""");
        assertThat(asking.outcome()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aQuestionBeginsWithHowThingsStand() throws IOException {
        OperationView asking = with(
                running(), "question", "{'situation': 'demo serves. It can wait.', 'reason': 'It did not restart.'}");

        assertThat(StepTree.lines(asking))
                .containsSubsequence("? demo serves. It can wait.", "  why: It did not restart.")
                .as("asked before questions had codes")
                .contains("  what to do: docs/runbook.md");
    }

    @Test
    void anEndTellsTheReportAndWhatWasLeftBehind() throws IOException {
        OperationView aborted = with(
                with(
                        with(
                                with(with(running(), "state", "'failed'"), "ending", "'aborted'"),
                                "residue",
                                "['instance x: aws …']"),
                        "report",
                        "['One write interruption: 33 s']"),
                "ended_at",
                "'2026-03-01T02:04:00Z'");

        assertThat(String.join("\n", StepTree.lines(aborted)))
                .startsWith("op-1  instance_cycle of demo in us-east-1  aborted · took 5 min")
                .endsWith("""

                        Aborted: it stopped where it was.
                          One write interruption: 33 s
                        Left behind, yours to remove or keep:
                          instance x: aws …""");
        assertThat(aborted.outcome()).isEqualTo(ExitCode.ABORTED);
        assertThat(with(aborted, "state", "'rolled_back'").outcome()).isEqualTo(ExitCode.ROLLED_BACK);
        assertThat(with(aborted, "state", "'completed'").outcome()).isEqualTo(ExitCode.DONE);
        assertThat(with(aborted, "ending", "'completed'").outcome()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void withoutATerminalOnlyWhatChangedIsALine() throws IOException {
        Changes changes = new Changes();

        assertThat(changes.since(running()))
                .containsExactly(
                        "02:04:17  op-1 instance_cycle of demo is running",
                        "02:04:17  ✔ 1/3 Preflight (7 s)",
                        "02:04:17  … 2/3 Restart demo-1: waiting for demo-1 to become available");
        assertThat(changes.since(running())).isEmpty();
        OperationView done = with(with(running(), "state", "'completed'"), "index", "3");
        assertThat(changes.since(done)).first().asString().contains("is completed");
        assertThat(changes.since(done)).isEmpty();
    }

    @Test
    void activeAndEndedOperationsAreTables() throws IOException {
        JsonNode answer = read("""
                {'operations': [
                   {'operation_id': 'op-2', 'operation_type': 'engine_upgrade', 'cluster_id': 'orders', 'region': 'eu-west-1',
                    'operation_state': 'paused', 'step_index': 2, 'step_count': 9, 'since': '2026-03-01T01:00:00Z',
                    'estimated_end': null, 'question_reason': 'Approval\\nis needed'},
                   {'operation_id': 'op-3', 'operation_type': 'instance_cycle', 'cluster_id': 'demo', 'region': 'us-east-1',
                    'operation_state': 'running', 'step_index': 0, 'step_count': 4, 'since': '2026-03-01T02:00:00Z',
                    'estimated_end': '2026-03-02T03:00:00Z', 'wait_condition': 'AWS'}],
                 'recent': [
                   {'operation_id': 'op-1', 'operation_type': 'instance_cycle', 'cluster_id': 'demo', 'region': 'us-east-1',
                    'operation_state': 'rolled_back', 'ending': 'rolled_back', 'created_at': '2026-02-27T00:00:00Z',
                    'ended_at': '2026-02-28T02:30:00Z'},
                   {'operation_id': 'op-0', 'operation_type': 'instance_cycle', 'cluster_id': 'demo', 'region': 'us-east-1',
                    'operation_state': 'failed', 'ending': 'aborted', 'created_at': '2026-02-28T02:00:00Z',
                    'ended_at': '2026-02-28T02:10:00Z', 'requested_by': 'dana'}],
                 'freeze': {'reason': 'storm', 'by': 'dana', 'since': '2026-03-01T02:00:00Z'}, 'now': '2026-03-01T02:10:00Z'}""");

        assertThat(String.join("\n", OperationTable.operations(answer))).isEqualTo("""
                        FROZEN: storm · nothing is changed until scripts/unfreeze · since 2026-03-01T02:00:00Z, by dana
                        ACTIVE  STATE    TYPE            TARGET
                        op-2    paused   engine_upgrade  orders
                            eu-west-1 · step 3/9 for 1 h 10 min · asks: Approval is needed
                        op-3    running  instance_cycle  demo
                            us-east-1 · step 1/4 for 10 min · ends about 2026-03-02 03:00Z · waits for AWS

                        ENDED  STATE        TYPE            TARGET
                        op-1   rolled back  instance_cycle  demo
                            us-east-1 · 23 h 40 min ago · took 1 d 2 h
                        op-0   aborted      instance_cycle  demo
                            us-east-1 · 1 d ago · took 10 min · by dana""");
    }

    @Test
    void aPlanIsSortedForReading() {
        assertThat(String.join(
                        "\n",
                        PlanText.lines(
                                "Dry run: restart.",
                                List.of(
                                        "1. Preflight (looks only; about 20 s)",
                                        "CHECKED 57 things before the first change: a, b",
                                        "WARN zone: moves → failback",
                                        "ASK lag: high → wait",
                                        "COST the operation itself about 0.003 USD",
                                        "NOTE Write interruptions: 1",
                                        "NOTE other"))))
                .isEqualTo("""
                        Dry run: restart.

                        Steps
                          1. Preflight (looks only; about 20 s)

                        Interruptions
                          Write interruptions: 1

                        You will be asked about, before the first change
                          lag: high → wait

                        Warnings
                          zone: moves → failback

                        Costs
                          the operation itself about 0.003 USD

                        Notes
                          other""");
    }

    @Test
    void durationsAreShortAndSymbolsHaveStandIns() {
        assertThat(Times.took(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Times.took(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
        assertThat(Times.took(Duration.ofMinutes(60))).isEqualTo("1 h");
        assertThat(Times.took(Duration.ofHours(49))).isEqualTo("2 d 1 h");
        assertThat(Times.took(Duration.ofSeconds(-5))).isEqualTo("0 s");
        assertThat(Symbol.ascii("✔ … → ü")).isEqualTo("+ ~ -> ?");
        assertThat(Terminal.cut("abcdef", 4)).isEqualTo("abc…");
        assertThat(Terminal.cut("abcd", 4)).isEqualTo("abcd");
    }
}
