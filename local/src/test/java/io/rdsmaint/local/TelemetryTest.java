package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.ShownMetrics.Shown;
import io.rdsmaint.local.events.EventBus.BusFault;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.faults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What the deployed function logs and measures, in a day with all kinds of ends and troubles. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryTest {
    private static final String CLUSTER = "demo-multi";
    private static final String PASSWORD = "hunter2-hunter2";
    private static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String SWEEP = """
            {"version": "0", "id": "1", "detail-type": "Scheduled Event", "source": "aws.events", "account": "123456789012",
             "time": "2026-03-01T10:00:00Z", "region": "us-east-1", "resources": [], "detail": {}}
            """;

    /** A sweep's time runs out before thousands of operations only; what it says then, the function's own tests see. */
    private static final String OF_A_SWEEP_WITHOUT_TIME = "operations_left";

    private static final Pattern DOCUMENTED = Pattern.compile("`([a-z_]+)`");

    private final Deployed deployed = new Deployed(new DeployedFunction());
    private final Bench bench = deployed.bench;
    private final List<String> operations = new ArrayList<>();
    private LogLines log = new LogLines(List.of());
    private LogLines whileAsked = log;
    private LogLines whileStalled = log;

    @BeforeAll
    void aDay() {
        deployed.load(Deployed.QUICK);
        completed();
        leavingAnInstance();
        stoppedAndBroughtBack();
        refusals();
        log = LogLines.of(bench.log);
    }

    @AfterAll
    void close() {
        deployed.close();
    }

    /** Asks, is looked at twice, is throttled, and can't publish its end at first. */
    private void completed() {
        String arn = start("\"pause_before\": [\"preflight\"], \"reason\": \"password=" + PASSWORD + "\",", "");
        JsonNode question = deployed.question(arn, 1);
        bench.time.advance(Duration.ofMinutes(40));
        whileAsked = swept();
        for (int i = 0; i < 5; i++) {
            bench.local
                    .faults()
                    .when(
                            one -> one.payload().path("action").asText().equals("step"),
                            new io.rdsmaint.local.lambda.Fault.Twice());
        }
        bench.answer(question, "{\"action\": \"continue\"}");
        bench.time.advanceUntil(() -> bench.published("StepCompleted").size() > 4, Duration.ofHours(1));
        bench.local.simulator().inject(Fault.throttle("DescribeDBInstances").times(3));
        bench.time.advanceUntil(() -> bench.published("StepCompleted").size() > 6, Duration.ofHours(1));
        bench.local.bus().fail(new BusFault.FailedEntries("ThrottlingException"));
        bench.local.bus().fail(new BusFault.Refused(400, "AccessDeniedException"));
        assertThat(bench.end(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private void leavingAnInstance() {
        String arn = start(
                "\"pause_before\": [\"failover\"],",
                ", \"temporary_instance\": \"always\", \"target_instance_type\": \"db.r6g.2xlarge\"");
        assertThat(deployed.end(deployed.question(arn, 1), "abort").error()).isEqualTo("OperationAborted");
        swept();
    }

    private void stoppedAndBroughtBack() {
        String arn = start("\"pause_before\": [\"failover\"],", ", \"target_instance_type\": \"db.r6g.4xlarge\"");
        JsonNode question = deployed.question(arn, 1);
        bench.sfn.stopExecution(r -> r.executionArn(arn));
        bench.time.advanceUntil(() -> !bench.published("OperationStalled").isEmpty(), Duration.ofHours(2));
        whileStalled = swept();
        String takeOver = bench.start(
                "{\"operation_id\": \"" + question.path("operation_id").asText() + "\"}");
        assertThat(deployed.end(deployed.question(takeOver, 1), "rollback").error())
                .isEqualTo("OperationRolledBack");
    }

    private void refusals() {
        assertThat(bench.run("{\"params\": {\"type\": \"token=" + ACCESS_KEY + "\", \"cluster_id\": \"x\"}}")
                        .error())
                .isEqualTo("InvalidRequest");
        bench.local.simulator().inject(Fault.error("DescribeDBClusters", "AccessDenied", 403));
        assertThat(bench.run(Deployed.change(CLUSTER, "", "")).error()).isEqualTo("OperationFailed");
        bench.local
                .simulator()
                .inject(Fault.error("DescribeDBClusters", "InternalFailure", 500)
                        .times(3));
        assertThat(bench.run(Deployed.change(CLUSTER, "\"dry_run\": true,", "")).status())
                .isEqualTo(ExecutionStatus.SUCCEEDED);
        deployed.invoke("people", "{\"action\": \"status\"}");
        deployed.invoke(
                "machine",
                "{\"action\": \"step\", \"operation_id\": \"%s\", \"execution_arn\": \"another\"}"
                        .formatted(operations.getFirst()));
        deployed.invoke("people", "[]");
    }

    private String start(String fields, String parameters) {
        String arn = bench.start(Deployed.change(CLUSTER, fields, parameters)
                .replaceFirst("\"target_instance_type\": \"db.r6g.xlarge\",(?=.*target_instance_type)", ""));
        operations.add(deployed.question(arn, 1).path("operation_id").asText());
        return arn;
    }

    private LogLines swept() {
        int before = bench.log.size();
        deployed.invoke("machine", SWEEP);
        return LogLines.of(new ArrayList<>(bench.log.subList(before, bench.log.size())));
    }

    @Test
    void everyDecisionHasALineThatSaysWhatWasSeenAndWhatFollows() {
        assertThat(log.lines("decision")).hasSizeGreaterThan(20).allSatisfy(line -> {
            assertThat(line.path("request_id").asText()).isNotEmpty();
            assertThat(line.path("outcome").asText()).isNotEmpty();
            assertThat(line.path("next").asText()).isNotEmpty();
            assertThat(line.path("duration_ms").isIntegralNumber()).isTrue();
        });
        assertThat(log.lines("decision").filter(line -> line.has("observation")))
                .allSatisfy(
                        line -> assertThat(line.path("step_action").asText()).isNotEmpty());
        assertThat(log.lines("decision").map(line -> line.path("outcome").asText()))
                .contains("done", "waiting", "retrying", "asking", "going_on", "ended", "refused")
                .doesNotContain("");
        assertThat(log.lines("decision")
                        .filter(line -> line.path("level").asText().equals("WARN"))
                        .map(line -> line.path("error_code").asText()))
                .contains("InvalidRequest", "OperationFailed", "NotOwner");
        assertThat(log.lines("decision")
                        .flatMap(line -> line.path("changes").valueStream())
                        .map(JsonNode::asText))
                .anyMatch(change -> change.startsWith("ACCEPTED: ModifyDBInstance"));
    }

    @Test
    void aRefusingBusIsToldWithWhatItSaidAndWhatToDo() {
        assertThat(log.lines("unpublished").map(line -> line.path("error_cause").asText()))
                .hasSize(2)
                .anyMatch(why -> why.contains("ThrottlingException"))
                .anyMatch(why -> why.contains("AccessDenied") && why.contains("To mend"));
        assertThat(log.lines("unpublished").map(line -> line.path("mend").asText()))
                .allMatch(mend -> mend.contains("docs/runbook.md"));
        assertThat(log.values("PublishFailures")).containsExactly(1.0, 1.0);
    }

    @Test
    void anExceptionIsTold() {
        assertThat(log.lines("failed")).singleElement().satisfies(line -> {
            assertThat(line.path("error_code").asText()).endsWith("TransientFailure");
            assertThat(line.path("error_cause").asText()).contains("InternalFailure");
        });
    }

    @Test
    void theSweepFindsOpenQuestionsStalledOperationsAndWhatWasLeftBehind() {
        assertThat(whileAsked.values("LiveOperations")).containsExactly(1.0);
        assertThat(whileAsked.values("OpenQuestions")).containsExactly(1.0);
        assertThat(whileAsked.values("OldestQuestionAge").getFirst()).isBetween(2400.0, 2460.0);
        assertThat(whileAsked.values("StalledOperations")).containsExactly(0.0);
        assertThat(whileAsked.values("Residue")).containsExactly(0.0);
        assertThat(whileStalled.values("StalledOperations")).containsExactly(1.0);
        assertThat(whileStalled.values("Residue")).containsExactly(1.0);
        assertThat(log.lines("residue")).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("operation_id").asText()).isEqualTo(operations.get(1));
            assertThat(line.path("resource").asText()).startsWith("instance ").contains("-maint-");
        });
    }

    @Test
    void whatIsCountedHappenedOnceHoweverOftenAnInvocationWasRepeated() {
        assertThat(log.values("StepDuration")).hasSameSizeAs(events("STEP_COMPLETED"));
        assertThat(log.values("Questions")).hasSameSizeAs(events("QUESTION_ASKED"));
        assertThat(log.values("HumanWait")).hasSameSizeAs(events("INTERVENTION_ANSWERED"));
        assertThat(log.values("HumanWait", "question_kind=gate"))
                .anySatisfy(seconds -> assertThat(seconds).isBetween(2400.0, 2460.0));
        for (String outcome : List.of("started", "completed", "aborted", "rolled_back", "stalled")) {
            assertThat(log.values("Operations", "outcome=" + outcome))
                    .as(outcome)
                    .hasSameSizeAs(events("OPERATION_" + outcome.toUpperCase(java.util.Locale.ROOT)))
                    .isNotEmpty();
        }
        assertThat(log.values("Operations", "outcome=failed")).hasSize(1);
        assertThat(log.values("Retries")).isNotEmpty();
    }

    @Test
    void theTimeWaitedIsAtMostTheTimeThatStepsTook() {
        double waited = log.values("WaitTime").stream().mapToDouble(v -> v).sum();
        double took = log.values("StepDuration").stream().mapToDouble(v -> v).sum();
        assertThat(waited).isPositive().isLessThanOrEqualTo(took + 1);
    }

    @Test
    void noTokenAndNoSecretIsInTheLog() {
        String whole = String.join("\n", List.copyOf(bench.log));
        assertThat(bench.published("InterventionRequired"))
                .isNotEmpty()
                .allSatisfy(question -> assertThat(whole)
                        .doesNotContain(question.path("task_token").asText()));
        assertThat(whole).doesNotContain(PASSWORD, ACCESS_KEY, "task_token").contains("[masked]");
    }

    @Test
    void everyFieldIsDocumentedAndEveryDocumentedFieldIsThere() throws IOException {
        String page = Files.readString(Path.of("../docs/observability.md"));
        String table = page.substring(page.indexOf("| field | is |"), page.indexOf("No request is logged"));
        Set<String> documented = new TreeSet<>();
        table.lines()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length > 2)
                .forEach(cells ->
                        DOCUMENTED.matcher(cells[1]).results().forEach(found -> documented.add(found.group(1))));
        assertThat(documented).contains(OF_A_SWEEP_WITHOUT_TIME);
        documented.remove(OF_A_SWEEP_WITHOUT_TIME);
        assertThat(log.fields()).isEqualTo(documented);
    }

    @Test
    void everyMetricIsDocumentedWithItsUnitAndDimensions() throws IOException {
        String page = Files.readString(Path.of("../docs/observability.md"));
        assertThat(log.values()
                        .map(value -> "| `%s` | %s | %s |"
                                .formatted(
                                        value.metric().replace("rds-maint-machine ", ""),
                                        value.unit(),
                                        String.join(
                                                ", ",
                                                value.dimensions().stream()
                                                        .map(d -> "`" + d.replaceFirst("=.*", "") + "`")
                                                        .toList())))
                        .map(row -> row.replace("|  |", "| |"))
                        .distinct())
                .hasSize(13)
                .allSatisfy(row -> assertThat(page).contains(row));
        assertThat(page.lines().filter(line -> line.matches("\\| `[A-Za-z]+` \\| (Count|Seconds) \\|.*")))
                .as("and those that only recoveries write: RecoveryTime, RecoveryPoint")
                .hasSize(15);
    }

    private List<JsonNode> events(String type) {
        return operations.stream()
                .map(id -> deployed.invoke("people", "{\"action\": \"status\", \"operation_id\": \"" + id + "\"}"))
                .flatMap(status -> status.path("events").valueStream())
                .filter(event -> event.path("type").asText().equalsIgnoreCase(type))
                .toList();
    }

    /** Metrics of AWS itself, with the values that their dimensions must have. */
    private static final Set<String> OF_AWS = Set.of(
            "AWS/Lambda [FunctionName=rds-maint-machine]",
            "AWS/States [StateMachineArn=${StateMachine}]",
            "AWS/SQS [QueueName=${DeadLetters.QueueName}]");

    @Test
    void theDashboardAndTheAlarmsLookAtWhatIsThereAndTheDashboardAtAllOfIt() throws IOException {
        ShownMetrics template = new ShownMetrics();
        Set<Shown> written = log.values()
                .map(value -> new Shown(
                        "rds-maint-machine",
                        value.metric().replace("rds-maint-machine ", ""),
                        value.dimensions().stream()
                                .map(d -> d.replaceFirst("=.*", ""))
                                .toList()))
                .collect(Collectors.toSet());
        assertThat(ours(template.onTheDashboard())).isEqualTo(written);
        assertThat(written).containsAll(ours(template.byAlarms()));
        assertThat(Stream.of(template.onTheDashboard(), template.byAlarms())
                        .flatMap(List::stream)
                        .filter(shown -> shown.namespace().startsWith("AWS/"))
                        .map(shown -> shown.namespace() + " " + shown.dimensions()))
                .isNotEmpty()
                .isSubsetOf(OF_AWS);
        assertThat(template.alarmsShownAndThere()).containsExactly(9, 9);
    }

    private static Set<Shown> ours(List<Shown> shown) {
        return shown.stream().filter(one -> !one.namespace().startsWith("AWS/")).collect(Collectors.toSet());
    }

    @Test
    void dimensionsHaveFewValues() {
        assertThat(log.values().flatMap(value -> value.dimensions().stream()).distinct())
                .noneMatch(dimension -> Stream.of("op-", CLUSTER, "arn:").anyMatch(dimension::contains))
                .hasSizeLessThan(40);
    }
}
