package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.Reply;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import org.junit.jupiter.api.Test;

/** No disruptive step begins, and none is left behind, while a guard alarm rings: only a person decides. */
class GuardAlarmsTest {
    private final AuroraTestRunner rehearsal = ClassChanges.of(
                    Scenarios.multiNode()
                            .and(s -> s.alarm(new Alarm("orders-errors", "CPUUtilization", "elsewhere", 80, Alarm.OK))),
                    "demo-multi")
            .guardedBy("orders-errors");

    private void set(String state) {
        rehearsal.simulator.outsider().alarm("orders-errors", state);
    }

    @Test
    void anAlarmBeforeTheFailoverAsksAndContinueGoesOnWhenItIsQuiet() {
        rehearsal.before("Fail over", () -> set("ALARM")).answering(q -> {
            assertThat(rehearsal.writer()).isEqualTo("demo-multi-1");
            set("OK");
            return "continue";
        });

        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(rehearsal.questions).singleElement().satisfies(q -> {
            assertThat(q.reason()).contains("Fail over to", "guard alarm", "orders-errors");
            assertThat(q.observed()).contains("ALARM since 2026-03-04 ", "set by somebody");
            assertThat(q.commands()).anyMatch(c -> c.contains("describe-alarms") && c.contains("'orders-errors'"));
            assertThat(q.options())
                    .extracting(Question.Option::action)
                    .contains(Question.Action.ROLLBACK, Question.Action.ABORT);
        });
    }

    @Test
    void anAcceptedAlarmIsAskedAboutAgainOnlyWhenItRingsAnew() {
        rehearsal
                .before("Fail over", () -> set("ALARM"))
                .before("Warm up demo-multi-1", () -> set("OK"))
                .before("Change demo-multi-1", () -> {
                    set("OK");
                    set("ALARM");
                })
                .answering(q -> "continue/accept");

        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(rehearsal.questions)
                .extracting(q -> q.reason().substring(0, q.reason().indexOf(':')))
                .containsExactly("Fail over to demo-multi-2", "Change demo-multi-1 to db.r7g.large");
        assertThat(end.report()).anyMatch(l -> l.startsWith("Accepted after Fail over to demo-multi-2: orders-errors"));
    }

    @Test
    void anAlarmThatTheNewWritersLoadSetsOffAsksAndARollbackIsNotAskedAboutTheSameAgain() {
        AuroraTestRunner loaded = ClassChanges.of(Scenarios.find("alarms").orElseThrow(), "demo-alarmed")
                .guardedBy("demo-alarmed")
                .answering(q -> "rollback");

        Operation end = loaded.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(loaded.questions).singleElement().satisfies(q -> {
            assertThat(q.reason()).startsWith("Look at alarms after Fail over to demo-alarmed-");
            assertThat(q.observed()).contains("in ALARM: demo-alarmed-");
        });
        assertThat(loaded.writer()).isEqualTo("demo-alarmed-1");
    }

    @Test
    void anotherAlarmOnTheWayBackAsksAndOffersNoRollback() {
        rehearsal.params.withArray("pause_before").add("Verify");
        rehearsal
                .before("Fail back", () -> set("ALARM"))
                .answering(q -> q.kind() == Question.Kind.GATE ? "rollback" : "continue/accept");

        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(rehearsal.questions).hasSize(2).last().satisfies(q -> {
            assertThat(q.reason()).contains("Fail back to demo-multi-1", "orders-errors");
            assertThat(q.options()).extracting(Question.Option::action).doesNotContain(Question.Action.ROLLBACK);
        });
    }

    @Test
    void anAlarmAcceptedInPreflightIsNotAskedAboutOnceMore() {
        set("ALARM");
        rehearsal.answering(q -> "continue");

        assertThat(rehearsal.dryRun().plan())
                .anyMatch(l -> l.startsWith("ASK guard-alarms: orders-errors is in state ALARM"));
        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(rehearsal.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).startsWith("Preflight found what only you can decide"));
    }

    @Test
    void anAlarmThatThereIsNotIsRefusedWithTheWayToFindItsName() {
        Reply refused = rehearsal.guardedBy("Orders-Errors").dryRun();

        assertThat(refused.next()).isEqualTo("fail");
        assertThat(refused.cause())
                .contains("guard-alarms: there is no alarm Orders-Errors", "aws cloudwatch describe-alarms")
                .doesNotContain("no alarm orders-errors");
    }

    @Test
    void anAlarmWithoutDataIsMentioned() {
        set("INSUFFICIENT_DATA");

        assertThat(rehearsal.dryRun().plan()).anyMatch(l -> l.startsWith("WARN guard-alarms: orders-errors is in"));
    }

    @Test
    void anAlarmThatIsDeletedMeanwhileAsks() {
        rehearsal
                .before(
                        "Fail over",
                        () -> rehearsal.simulator.change(
                                w -> w.sites().forEach(s -> s.alarms().remove("orders-errors"))))
                .answering(q -> "abort");

        assertThat(rehearsal.run().state()).isEqualTo(OperationState.FAILED);
        assertThat(rehearsal.questions.getFirst().reason()).contains("no longer exists: orders-errors");
    }
}
