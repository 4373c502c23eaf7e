package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After the writer has changed, the cluster is watched; what is clearly worse than before asks. */
class WatchMinutesTest {
    private static final String WRITER = "demo-multi-2";
    private final AuroraTestRunner rehearsal = ClassChanges.of(Scenarios.multiNode(), "demo-multi");

    WatchMinutesTest() {
        rehearsal.params.put("watch_minutes", 10);
    }

    private void reading(String metric, double value) {
        rehearsal.simulator.outsider().reading(WRITER, metric, value);
    }

    private static ObjectNode result(Operation end) {
        return Objects.requireNonNull(end.lastCompleted("watch").orElseThrow().result());
    }

    @Test
    void aClusterThatServesAsBeforeIsWatchedForThatLongAndTheReportHasTheFigures() {
        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(AuroraTestRunner.names(end))
                .containsSubsequence(
                        "Fail over to " + WRITER,
                        "Watch the cluster for 10 minutes",
                        "Change demo-multi-1 to db.r7g.large");
        var watch = end.lastCompleted("watch").orElseThrow();
        var failover = end.lastCompleted("failover").orElseThrow();
        assertThat(Duration.between(
                        Objects.requireNonNull(failover.completedAt()), Objects.requireNonNull(watch.completedAt())))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(14));
        assertThat(result(end).path("before").path("writer").asText()).isEqualTo("demo-multi-1");
        assertThat(end.report())
                .anyMatch(l -> l.startsWith("Watched demo-multi-2 as the writer for 10 minutes: CPU 30 % (before 30 %),"
                                + " connections ")
                        && l.contains("(before 120)")
                        && l.contains("replica lag"));
    }

    @Test
    void aWriterThatIsFarBusierAsksWithTheFiguresAndRollbackMakesTheFormerOneWriteAgain() {
        rehearsal.before("Watch", () -> reading("CPUUtilization", 97)).answering(q -> "rollback");

        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(rehearsal.questions).singleElement().satisfies(q -> {
            assertThat(q.reason())
                    .contains("serves worse than before: CPU of demo-multi-2 is 97 %, before 30 %, for 5 minutes");
            assertThat(q.observed()).contains("(before 30 %)", "connections 1");
            assertThat(q.options())
                    .filteredOn(o -> o.action() == Question.Action.ROLLBACK)
                    .singleElement()
                    .satisfies(o -> assertThat(o.consequence()).contains("Fail back to demo-multi-1"));
        });
        assertThat(rehearsal.writer()).isEqualTo("demo-multi-1");
    }

    @Test
    void aFigureThatBecomesGoodAgainEndsTheWatchByItself() {
        rehearsal.before("Watch", () -> reading("DatabaseConnections", 20)).answering(q -> {
            reading("DatabaseConnections", 110);
            rehearsal.clock.advance(Duration.ofMinutes(2));
            return "continue";
        });

        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(rehearsal.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("connections of demo-multi-2 are 20, before 120"));
        assertThat(result(end).path("accepted")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Fault.NO_WRITER, Fault.TWO_WRITERS})
    void nobodyIsComparedWithTheFormerWriterWhileTheViewHidesWhoWrites(String shown) {
        rehearsal
                .before(
                        "Watch",
                        () -> rehearsal.simulator.inject(
                                Fault.showsWriters("demo-multi", shown).named("view")))
                .answering(q -> {
                    rehearsal.simulator.clearFault("view");
                    return "continue";
                });

        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(rehearsal.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason())
                        .startsWith("Watch the cluster")
                        .contains("The cluster does not show one writer"));
        assertThat(result(end).path("writer").asText()).isEqualTo(WRITER);
    }

    @Test
    void whatAPersonAcceptsIsNotAskedAgainAndTheReportSaysIt() {
        rehearsal
                .before("Watch", () -> rehearsal.simulator.outsider().lag("demo-multi-3", 4_000))
                .before(
                        "Change demo-multi-1",
                        () -> rehearsal.simulator.outsider().lag("demo-multi-3", 20))
                .answering(q -> "continue/accept");

        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(rehearsal.questions).hasSize(1);
        assertThat(end.report()).anyMatch(l -> l.contains("accepted: replica lag of demo-multi-3 is 4000 ms"));
    }

    @Test
    void figuresThatCloudWatchHasNotGotAreSaidToBeMissingAndAskNothing() {
        rehearsal.before("Watch", () -> {
            reading("CPUUtilization", Double.NaN);
            reading("DatabaseConnections", Double.NaN);
        });
        rehearsal.before("Fail over", () -> {
            reading("CPUUtilization", Double.NaN);
            reading("DatabaseConnections", Double.NaN);
        });

        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(result(end).path("after").has("connections")).isFalse();
        assertThat(end.report())
                .anyMatch(l -> l.contains("connections unknown (before 120)")
                        && l.contains("CloudWatch had no figures for: CPU of demo-multi-2 since"));
    }

    @Test
    void thePlanOfADryRunIsWhatHappensWithAlarmsAndWatch() {
        rehearsal.simulator.change(w -> w.sites()
                .forEach(s -> s.alarms()
                        .put(
                                "quiet",
                                new io.rdsmaint.simulator.model.Alarm("quiet", "CPUUtilization", "x", 80, "OK"))));
        rehearsal.guardedBy("quiet");

        var planned = rehearsal.dryRun().steps();

        assertThat(planned)
                .containsSubsequence(
                        "Fail over to " + WRITER,
                        "Look at alarms after Fail over to " + WRITER,
                        "Watch the cluster for 10 minutes")
                .filteredOn(n -> n.startsWith("Look at alarms"))
                .hasSize(4);
        assertThat(AuroraTestRunner.names(rehearsal.run())).isEqualTo(planned);
    }

    @Test
    void aNewPlanInTheMiddleIsOverseenLikeTheFirstAndAsksNothingMore() {
        rehearsal
                .before("Fail over", () -> {
                    rehearsal.simulator.outsider().add("demo-multi", "demo-multi-4", "db.r7g.large", "us-east-1a");
                    rehearsal.simulator.outsider().tag("demo-multi-4", "rds-maint-machine", "allowed");
                    rehearsal.clock.advance(Duration.ofMinutes(20));
                })
                .answering(q -> q.options().stream().anyMatch(o -> "replan".equals(o.choice()))
                        ? "continue/replan"
                        : "continue");

        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(rehearsal.questions)
                .filteredOn(q -> q.kind() == Question.Kind.DRIFT)
                .singleElement()
                .satisfies(q -> assertThat(q.options())
                        .filteredOn(o -> "replan".equals(o.choice()))
                        .singleElement()
                        .satisfies(o -> assertThat(o.consequence()).doesNotContain("Watch the cluster")));
        assertThat(end.lastCompleted("watch")).isPresent();
        assertThat(AuroraTestRunner.names(end))
                .containsSubsequence("Fail over to demo-multi-4", "Watch the cluster for 10 minutes");
    }

    @Test
    void theOnlyInstanceIsWatchedAfterItsChange() {
        AuroraTestRunner single =
                ClassChanges.of(Scenarios.singleNode(), "demo-single").answering(q -> "continue");
        single.params.put("watch_minutes", 5);
        single.parameters.put("temporary_instance", "never");

        assertThat(AuroraTestRunner.names(single.run()))
                .containsSubsequence("Change demo-single-1 to db.r7g.large", "Watch the cluster for 5 minutes");
    }
}
