package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.cli.ExitCode;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.lambda.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What an operator types and sees, on the generated machine with the real function. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
    private static final List<String> CHANGE = List.of(
            "start", "instance_type_change", "demo-multi", "target_instance_type=db.r6g.xlarge", "warm_up_seconds=0");

    private final Deployed deployed = new Deployed(new DeployedFunction());
    private final Bench bench = deployed.bench;

    @BeforeEach
    void world() {
        deployed.load(Deployed.QUICK);
    }

    @AfterAll
    void close() {
        deployed.close();
    }

    private Operator operator() {
        return new Operator(bench);
    }

    private static String[] change(String... more) {
        return Stream.concat(CHANGE.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /** Starts an operation that asks before a step, and waits until it does. */
    private String asking(String step, String... more) {
        Operator operator = operator();
        String[] options = Stream.concat(Stream.of("--pause-before", step, "--yes", "--watch"), Stream.of(more))
                .toArray(String[]::new);
        assertThat(operator.run(change(options))).as(operator.err()).isEqualTo(ExitCode.NEEDS_ANSWER);
        return operator.started();
    }

    private JsonNode stored(String operation) {
        Operator operator = operator();
        operator.run("status", operation, "--output", "json");
        return operator.json();
    }

    private void finish(String operation) {
        Operator operator = operator();
        ExitCode code = operator.run("status", operation, "--watch");
        for (int i = 0; i < 10 && code == ExitCode.NEEDS_ANSWER; i++) {
            assertThat(operator.run("respond", operation, "abort", "--yes"))
                    .as(operator.err())
                    .isEqualTo(ExitCode.DONE);
            code = operator.run("status", operation, "--watch");
        }
    }

    @Test
    void operatorSeesThePlanStartsWatchesIsAskedAnswersWithoutATokenAndSeesTheEnd() {
        Operator operator = operator();

        assertThat(operator.run(change(
                        "--pause-before",
                        "failover",
                        "--reason",
                        "too small",
                        "--label",
                        "summer sizes",
                        "--yes",
                        "--watch")))
                .as(operator.out() + operator.err())
                .isEqualTo(ExitCode.NEEDS_ANSWER);
        String id = operator.started();
        assertThat(operator.out())
                .containsSubsequence(
                        "Dry run: Change 3 of 3 instances of demo-multi",
                        "Steps",
                        "1. Preflight",
                        "Interruptions",
                        "Write interruptions: 1",
                        "Warnings",
                        "Notes",
                        "Started " + id,
                        "✔ 1/",
                        "Preflight",
                        "? demo-multi serves: demo-multi-1 takes writes",
                        "  why: Approval is needed",
                        "continue (destructive): ",
                        "abort",
                        "scripts/respond " + id);

        operator.run("status");
        assertThat(operator.out())
                .contains(
                        "ACTIVE",
                        id + "  paused  instance_type_change  demo-multi",
                        "us-east-1 · step",
                        "asks: Approval");

        assertThat(operator.run("respond", id, "continue", "--yes", "--comment", "looks fine"))
                .isEqualTo(ExitCode.DONE);
        assertThat(operator.out()).contains("Answered continue, as arn:aws:", "It is running");

        assertThat(operator.run("status", id, "--watch")).as(operator.err()).isEqualTo(ExitCode.DONE);
        assertThat(operator.out()).contains("✔", "Completed.", "Write interruption");
        JsonNode answered = bench.published("InterventionAnswered").stream()
                .map(event -> event.path("data"))
                .filter(data -> data.path("operation_id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(answered.path("actor").asText()).startsWith("arn:aws:").contains(":123456789012:");
        assertThat(answered.path("cause").asText()).isEqualTo("looks fine");

        operator.run("status", "--cluster", "demo-multi", "--output", "json");
        assertThat(operator.json().path("recent")).anySatisfy(op -> {
            assertThat(op.path("operation_id").asText()).isEqualTo(id);
            assertThat(op.path("operation_state").asText()).isEqualTo("completed");
            assertThat(op.path("reason").asText()).isEqualTo("too small");
        });
        operator.run("status", "--label", "summer sizes");
        assertThat(operator.out()).contains("ENDED", id, " · summer sizes");
        operator.run("status", "--label", "winter sizes");
        assertThat(operator.out()).contains("No operation labelled winter sizes is active, and none is known.");
        operator.run("status", "--cluster", "demo-none");
        assertThat(operator.out())
                .contains("No operation is active on cluster demo-none in us-east-1, and none is known there.")
                .doesNotContain(id);
        assertThat(operator.run("status", id)).isEqualTo(ExitCode.DONE);
        assertThat(operator.out()).contains("completed · took", "Completed.");
    }

    @Test
    void nothingIsStartedWithoutAYes() {
        Operator operator = operator();

        assertThat(operator.run(change("--dry-run"))).isEqualTo(ExitCode.DONE);
        assertThat(operator.out()).contains("Nothing was changed.", "Steps");
        assertThat(operator.run(change())).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(operator.err()).contains("--yes");
        assertThat(operator.typing("n\n").run(change())).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(operator.err()).contains("Start this operation?", "Nothing was changed");

        operator.run("status", "--output", "json");
        assertThat(operator.json().path("operations")).isEmpty();
        assertThat(deployed.changes()).isEmpty();
    }

    @Test
    void aPlanWithNothingToDoHasOneStep() {
        Operator operator = operator();

        operator.run("start", "instance_type_change", "demo-multi", "target_instance_type=db.r6g.large", "--dry-run");

        assertThat(operator.out()).contains(" 1 step, about").doesNotContain("1 steps");
    }

    @Test
    void anAbortedOperationIsListedAsAborted() {
        String id = asking("preflight");
        finish(id);

        Operator operator = operator();
        operator.run("status", "--cluster", "demo-multi");

        assertThat(operator.out()).contains(id + "  aborted ");
        assertThat(operator.out().lines().filter(line -> line.startsWith("op-")))
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void everyProblemOfARequestIsTold() {
        Operator operator = operator();

        assertThat(operator.run(change("warm_up=1", "min_readers=many", "--window", "soon", "--yes")))
                .isEqualTo(ExitCode.REFUSED);

        assertThat(operator.err())
                .contains("reasons", "warm_up", "min_readers", "  window 'soon'")
                .doesNotContain("params.", "Exception", "\tat ");
    }

    @Test
    void whatPreflightRefusesIsNotStarted() {
        Operator operator = operator();

        assertThat(operator.run(
                        "start", "instance_type_change", "demo-multi", "target_instance_type=db.r9g.large", "--yes"))
                .isEqualTo(ExitCode.REFUSED);

        assertThat(operator.err()).contains("Refused", "db.r9g.large", "→").doesNotContain("REFUSE ");
    }

    @Test
    void aBusyClusterSaysWhoHoldsIt() {
        String id = asking("preflight");

        Operator operator = operator();
        assertThat(operator.run(change("--yes"))).isEqualTo(ExitCode.BUSY);
        assertThat(operator.err()).contains(id, "scripts/status");
        finish(id);
    }

    @Test
    void anAnswerThatIsNoneIsRefusedWithTheOnesThatAre() {
        String id = asking("failover");
        Operator operator = operator();

        assertThat(operator.run("respond", id, "continue/dance")).isEqualTo(ExitCode.REFUSED);
        assertThat(operator.err())
                .contains(
                        "'continue/dance' is not an answer",
                        "The answers are continue, rollback, abort, mark_complete.");
        assertThat(operator.run("respond", id, "continue", "--yes", "--question", id + "-q9"))
                .isEqualTo(ExitCode.ANSWER_CHANGED_NOTHING);
        assertThat(operator.err()).contains(id + "-q1", "not " + id + "-q9", "changed nothing");
        assertThat(operator.run("respond", id, "continue")).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(operator.typing("no\n").run("respond", id, "continue")).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(operator.err()).contains("This is destructive");
        assertThat(stored(id).at("/operation/state").asText()).isEqualTo("paused");

        assertThat(operator.run("respond", id, "abort"))
                .as("it takes nothing away from anybody")
                .isEqualTo(ExitCode.DONE);
        assertThat(operator().run("status", id, "--watch")).isEqualTo(ExitCode.ABORTED);
        assertThat(operator.run("respond", id, "continue", "--yes")).isEqualTo(ExitCode.ANSWER_CHANGED_NOTHING);
        assertThat(operator.err()).contains("has ended (aborted)", id + "-q1 was answered abort by arn:aws:");
    }

    @Test
    void aSecondAnswerIsToldWhoWasFasterAndChangesNothing() {
        String id = asking("preflight");
        assertThat(operator().run("respond", id, "continue", "--yes", "--comment", "first"))
                .isEqualTo(ExitCode.DONE);

        Operator second = operator();
        assertThat(second.run("respond", id, "continue", "--yes", "--question", id + "-q1", "--comment", "second"))
                .isEqualTo(ExitCode.ANSWER_CHANGED_NOTHING);

        assertThat(second.err())
                .contains(id + "-q1 was answered continue by arn:aws:", "changed nothing")
                .doesNotContainPattern("\\d\\.\\d+Z");
        assertThat(stored(id).at("/operation/last_answer/comment").asText()).isEqualTo("first");
        finish(id);
    }

    @Test
    void anAnswerWhoseOwnAnswerWasLostIsFoundInsteadOfGivenTwice() {
        String id = asking("preflight");
        bench.local
                .faults()
                .when(
                        one -> one.payload().path("action").asText().equals("resume")
                                && one.payload().path("execution_arn").isMissingNode(),
                        new Fault.Lost("ServiceException", true));

        Operator operator = operator();
        assertThat(operator.run("respond", id, "continue", "--yes"))
                .as(operator.err())
                .isEqualTo(ExitCode.DONE);

        assertThat(operator.out()).contains("Answered continue");
        finish(id);
    }

    @Test
    void anAnswerTakesOverWhatNobodyRunsAnyMore() {
        String id = asking("preflight");
        String first = stored(id).at("/operation/owner/execution_arn").asText();
        bench.sfn.stopExecution(r -> r.executionArn(first));

        Operator operator = operator();
        assertThat(operator.run("respond", id, "continue", "--yes"))
                .as(operator.err())
                .isEqualTo(ExitCode.DONE);

        assertThat(operator.out()).contains("takes it over", "Answered continue");
        String second = stored(id).at("/operation/owner/execution_arn").asText();
        assertThat(second).isNotEqualTo(first);
        assertThat(bench.end(second).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void whileFrozenNothingBeginsAndAfterwardsItGoesOn() {
        Operator operator = operator();
        assertThat(operator.run("freeze", "--reason", "black friday")).isEqualTo(ExitCode.DONE);
        assertThat(operator.run("freeze", "--reason", "audit")).isEqualTo(ExitCode.REFUSED);
        assertThat(operator.err()).contains("black friday", "frozen already");

        assertThat(operator.run(change("--yes"))).isEqualTo(ExitCode.DONE);
        String id = operator.started();
        assertThat(operator.out()).contains("FROZEN: black friday");
        bench.time.advance(Duration.ofHours(3));
        operator.run("status", id);
        assertThat(operator.out()).contains("FROZEN", "‖  1 Preflight", "waiting for the end of the freeze");
        assertThat(deployed.changes()).isEmpty();
        assertThat(bench.published("StepHeld")).anySatisfy(event -> {
            assertThat(event.at("/data/operation_id").asText()).isEqualTo(id);
            assertThat(event.at("/data/cause").asText()).isEqualTo("black friday");
        });

        assertThat(operator.run("unfreeze")).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(operator.run("unfreeze", "--yes")).isEqualTo(ExitCode.DONE);
        bench.time.advance(Duration.ofSeconds(61));
        assertThat(stored(id).at("/operation/index").asInt()).isPositive();
        assertThat(operator.run("status", id, "--watch")).isEqualTo(ExitCode.DONE);
        assertThat(operator.run("unfreeze")).isEqualTo(ExitCode.DONE);
        assertThat(operator.out()).contains("Nothing is frozen");
    }

    @Test
    void aFreezeIsToldBeforeAnythingIsConfirmed() {
        Operator operator = operator();
        operator.run("freeze", "--reason", "black friday");

        assertThat(operator.typing("n\n").run(change())).isEqualTo(ExitCode.NOT_CONFIRMED);

        assertThat(operator.out()).contains("FROZEN: black friday");
        operator.run("unfreeze", "--yes");
    }

    @Test
    void anOperationIsPausedAndEditedWhileItRuns() {
        Operator operator = operator();
        operator.run(change("--pause-before", "Verify", "--yes"));
        String id = operator.started();

        assertThat(operator.run("pause", id, "--before", "failover"))
                .as(operator.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(operator.run(
                        "edit", id, "--window", "02:00-04:00", "--outside-window", "ask", "--wait-timeout", "7200"))
                .as(operator.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(operator.out()).contains(id, "instance_type_change of demo-multi");

        JsonNode stored = stored(id).path("operation");
        assertThat(stored.at("/options/schedule").toString()).contains("02:00-04:00", "ask");
        assertThat(stored.path("steps")
                        .valueStream()
                        .filter(step -> step.at("/planned/gate").isTextual())
                        .map(step -> step.at("/planned/name").asText()))
                .as("who pauses wants one more")
                .containsExactly("Fail over to demo-multi-2", "Verify");
        assertThat(operator.run("edit", id, "--no-pause", "--window", "always")).isEqualTo(ExitCode.DONE);
        assertThat(stored(id).at("/operation/steps").findValuesAsText("gate")).isEmpty();

        assertThat(operator.run("edit", id, "--window", "soon")).isEqualTo(ExitCode.REFUSED);
        assertThat(operator.err()).contains("soon");
        assertThat(operator.run("pause", id)).isEqualTo(ExitCode.DONE);
        assertThat(operator.run("status", id, "--watch")).isEqualTo(ExitCode.NEEDS_ANSWER);
        assertThat(operator.run("pause", id)).isEqualTo(ExitCode.REFUSED);
        assertThat(operator.err()).contains("is paused already");
        finish(id);
        assertThat(operator.run("pause", id)).isEqualTo(ExitCode.REFUSED);
        assertThat(operator.err()).contains("has ended");
    }

    @Test
    void whatNobodyRunsIsTakenOverAndWhatRunsIsNot() {
        String id = asking("preflight");
        Operator operator = operator();

        assertThat(operator.run("takeover", id)).isEqualTo(ExitCode.REFUSED);
        String first = stored(id).at("/operation/owner/execution_arn").asText();
        assertThat(operator.err()).contains("is run by execution " + first, "scripts/pause " + id);

        bench.sfn.stopExecution(r -> r.executionArn(first));
        bench.time.advance(Duration.ofSeconds(1));
        operator.run("status");
        assertThat(operator.out()).contains("nobody runs it: scripts/takeover");
        assertThat(operator.run("takeover", id)).as(operator.err()).isEqualTo(ExitCode.DONE);
        String second = stored(id).at("/operation/owner/execution_arn").asText();
        assertThat(second).isNotEqualTo(first);
        operator.run("status", id);
        assertThat(operator.out()).contains("Taken over by " + second.replaceFirst(".*:", "") + ", which runs it.");
        finish(id);
        assertThat(operator.run("takeover", id)).isEqualTo(ExitCode.REFUSED);
        assertThat(operator.err()).contains("has ended (aborted)");
        assertThat(operator.run("pause", id)).isEqualTo(ExitCode.REFUSED);
        assertThat(operator.err()).contains("has ended (aborted); nothing is left to pause");
    }

    @Test
    void theLogIsReadable() {
        String id = asking("preflight", "--reason", "too small");
        operator().run("respond", id, "abort", "--yes", "--comment", "not today");
        finish(id);

        Operator operator = operator();
        assertThat(operator.run("status", id, "--log")).isEqualTo(ExitCode.DONE);

        assertThat(operator.out())
                .containsPattern("(?m)^20\\d\\d-\\d\\d-\\d\\d UTC$")
                .containsPattern("(?m)^  \\d\\d:\\d\\d:\\d\\d  operation started: ")
                .contains("not today", "operation aborted: ");
    }

    @Test
    void whoeverDoesNotNameAllIsShownWhatThereIs() {
        Operator operator = operator();

        assertThat(operator.run("start", "instance_type_change")).isEqualTo(ExitCode.USAGE);
        assertThat(operator.out()).contains("  demo-multi  ", "aurora-postgresql 15.8, available");
        assertThat(operator.run("start", "instance_type_change", "demo-multi")).isEqualTo(ExitCode.USAGE);
        assertThat(operator.out()).containsPattern("db\\.r6g\\. .*large xlarge 2xlarge");
        assertThat(operator.run("start", "engine_upgrade", "demo-multi", "--yes"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(operator.out()).containsPattern("16\\.6 +major");
        assertThat(operator.run("start", "storage_type_change", "demo-multi")).isEqualTo(ExitCode.USAGE);
        assertThat(operator.out()).contains("Standard, as it is now");
        assertThat(operator.run("start", "instance_type_change", "demo-none")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(operator.err()).contains("demo-none not found", "scripts/start TYPE lists");
        assertThat(operator.run("start", "instance_type_change", "demo-multi", "target_instanc_type=db.r6g.xlarge"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(operator.err()).contains("target_instance_type is missing", "target_instanc_type is not a field");
        assertThat(deployed.changes()).isEmpty();
    }

    @Test
    void whatAnAbortedOperationLeftBehindIsFoundByItsTag() {
        Operator operator = operator();
        operator.run("status", "--residue");
        assertThat(operator.out()).contains("was left behind in us-east-1");

        String id = asking("failover", "temporary_instance=always");
        operator.run("status", "--residue");
        assertThat(operator.out())
                .as("a live operation looks after it")
                .contains("No instance and no blue/green deployment was left behind");
        finish(id);

        operator.run("status", "--residue");
        assertThat(operator.out())
                .contains("instance demo-multi-maint-", id + ", which ended failed", "aws rds delete-db-instance");
        operator.run("status", "--residue", "--output", "json");
        assertThat(operator.json().path("residue")).singleElement().satisfies(one -> {
            assertThat(one.path("kind").asText()).isEqualTo("instance");
            assertThat(one.path("operation_id").asText()).isEqualTo(id);
        });
    }

    @Test
    void onATerminalTheTreeIsDrawnOverAndStaysThroughQuestions() {
        String id = asking("preflight");
        Operator operator = operator().typing("");

        assertThat(operator().run("respond", id, "continue", "--yes")).isEqualTo(ExitCode.DONE);
        assertThat(operator.run("status", id, "--watch")).isEqualTo(ExitCode.DONE);

        assertThat(operator.out()).contains("\u001b[K", "\u001b[J", "…  3 Change", "○", "Completed.", "Ctrl-C");
    }

    @Test
    void anUnknownOperationIsNotFound() {
        Operator operator = operator();

        assertThat(operator.run("status", "op-none")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(operator.err()).contains("op-none", "scripts/status lists");
        assertThat(operator.run("respond", "op-none", "continue")).isEqualTo(ExitCode.NOT_FOUND);
    }

    /** What the operation itself does to its cluster would have a new plan refused. */
    @Test
    void aStartThatIsRepeatedByNameWhileItRunsIsThatStartWhateverAPlanWouldSay() {
        String first = asking("failover", "--execution-name", "repeated");
        bench.local
                .simulator()
                .change(world -> world.sites().stream()
                        .flatMap(site -> site.clusters().stream())
                        .forEach(cluster -> cluster.tags().remove("rds-maint-machine")));
        Operator operator = operator();

        assertThat(operator.run(change("--pause-before", "failover", "--yes", "--execution-name", "repeated")))
                .as(operator.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(operator.out()).contains("Runs already: " + first + ", instance_type_change of demo-multi.");

        assertThat(operator.run(change("--yes", "--execution-name", "repeated")))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(operator.err()).contains("belongs to an execution with another input", "pause_before");
        deployed.load(Deployed.QUICK);
        finish(first);
    }

    @Test
    void aBusyClusterIsSkippedWhereAskedFor() {
        String first = asking("failover");
        Operator operator = operator();

        assertThat(operator.run(change("--yes", "--if-busy", "skip"))).isEqualTo(ExitCode.DONE);
        assertThat(operator.out()).contains("Cluster demo-multi is held by operation " + first, "Nothing was started");

        assertThat(operator.run(change("--yes"))).isEqualTo(ExitCode.BUSY);
        finish(first);
    }
}
