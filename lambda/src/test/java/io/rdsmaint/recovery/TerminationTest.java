package io.rdsmaint.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.testkit.recovery.RecoveryTestRunner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recovery launched ends by an operation of its own, and by an answer that says how many instances there are. */
class TerminationTest {
    private static final String CONFIRM = "continue/terminate-4-instances";

    /** A recovery has been run; what is asked for next is its termination. */
    private static RecoveryTestRunner recovered() {
        RecoveryTestRunner trial = new RecoveryTestRunner().recovery().passingGates();
        trial.wave("db");
        Operation recovery = trial.run();
        assertThat(recovery.state()).isEqualTo(OperationState.COMPLETED);
        trial.params.put("type", "drs_termination");
        trial.parameters.removeAll();
        trial.parameters.put("operation", recovery.id());
        trial.questions.clear();
        return trial;
    }

    private static RecoveryTestRunner answering(RecoveryTestRunner trial, String... answers) {
        return trial.answering(_ -> answers[Math.min(trial.questions.size(), answers.length) - 1]);
    }

    @Test
    void onceConfirmedTheInstancesAreTerminatedAndNobodyElses() {
        RecoveryTestRunner trial = recovered();
        trial.service().launch(List.of(trial.server("web-01")), false, Map.of());
        trial.service()
                .launch(List.of(trial.server("app-01")), false, Map.of("rds-maint-operation", "other/op-somebody"));
        trial.clock.advance(Duration.ofHours(1));

        Operation operation = answering(trial, CONFIRM).runAgain("end");

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).singleElement().satisfies(question -> {
            assertThat(question.reason()).contains("instances that a recovery launched, which may serve");
            assertThat(question.options())
                    .filteredOn(option -> option.action() == Question.Action.CONTINUE)
                    .singleElement()
                    .satisfies(option -> {
                        assertThat(option.choice()).isEqualTo("terminate-4-instances");
                        assertThat(option.destructive()).isTrue();
                    });
        });
        assertThat(trial.running())
                .as("of others")
                .extracting(each -> each.server().hostname())
                .containsExactlyInAnyOrder("web-01", "app-01");
        assertThat(operation.report()).containsExactly("4 recovery instances were terminated, 0 left");
        assertThat(trial.marks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abort", "rollback", "mark_complete"})
    void nothingIsTerminatedByAnyOtherAnswer(String answer) {
        RecoveryTestRunner trial = recovered();

        answering(trial, answer).runAgain("end");

        assertThat(trial.calls("TerminateRecoveryInstances")).isZero();
        assertThat(trial.running()).hasSize(4);
        assertThat(trial.marks()).isEmpty();
    }

    /** Somebody ended one by hand while the question was open: the answer was to another question. */
    @Test
    void anAnswerToAnotherNumberConfirmsNothing() {
        RecoveryTestRunner trial = recovered();
        trial.answering(question -> {
            if (trial.questions.size() == 1) {
                trial.service().terminate(List.of(trial.running().getFirst()));
                trial.clock.advance(Duration.ofMinutes(10));
                return CONFIRM;
            }
            assertThat(trial.calls("TerminateRecoveryInstances")).isZero();
            return "continue/terminate-3-instances";
        });

        Operation operation = trial.runAgain("end");

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).hasSize(2);
        assertThat(trial.running()).isEmpty();
    }

    @Test
    void anInstanceIntoWhichAServerLaunchesIsNeverTerminated() {
        RecoveryTestRunner trial = recovered();
        String serving = trial.running().getFirst().id();
        trial.running().getFirst().server().launchInto(serving);

        assertThat(trial.dryRun().tree().path("summary").asText()).contains("termination of 3 instances");
        answering(trial, "continue/terminate-3-instances").runAgain("end");

        assertThat(trial.running())
                .singleElement()
                .satisfies(each -> assertThat(each.id()).isEqualTo(serving));
        assertThat(trial.result("preflight").path("warnings").toString()).contains("INSTANCE_WAS_THERE", serving);

        RecoveryTestRunner later = recovered();
        String meanwhile = later.running().getFirst().id();
        later.before(
                "Terminate recovery instances",
                () -> later.running().getFirst().server().launchInto(meanwhile));
        answering(later, CONFIRM).runAgain("end");
        assertThat(later.running())
                .singleElement()
                .satisfies(each -> assertThat(each.id()).isEqualTo(meanwhile));
        assertThat(later.operation().report()).containsExactly("3 recovery instances were terminated, 1 left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut-after", "cut-before"})
    void aTerminationWithoutAnAnswerIsNotCalledForTwice(String how) {
        RecoveryTestRunner trial = recovered();
        trial.simulator.inject(
                how.equals("cut-after")
                        ? Fault.cutAfterEffect("TerminateRecoveryInstances")
                        : Fault.cutBeforeEffect("TerminateRecoveryInstances"));

        assertThat(answering(trial, CONFIRM).runAgain("end").state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.service().jobs()).filteredOn(job -> !job.launches()).hasSize(1);
        assertThat(trial.running()).isEmpty();
    }

    @Test
    void whatIsNoRecoveryOfThisDeploymentIsRefused() {
        RecoveryTestRunner trial = recovered();
        trial.parameters.put("operation", "op-unknown");
        assertThat(trial.dryRun().tree().at("/error/cause").asText()).contains("no instance is there to be terminated");

        trial.parameters.put("operation", "shop");
        assertThat(trial.dryRun().tree().at("/error/cause").asText()).contains("'shop' is not the id of the operation");

        RecoveryTestRunner taken = recovered();
        taken.server("db-02").tags().put("rds-maint-operation", "other/op-1");
        assertThat(taken.dryRun().tree().at("/error/cause").asText()).contains("SERVER_MARKED", "db-02");
    }

    /** Drills have their own end. */
    @Test
    void aDrillIsNoRecovery() {
        RecoveryTestRunner trial = new RecoveryTestRunner();
        trial.wave("db");
        trial.parameters.withObjectProperty("drill").put("terminate", "never");
        Operation drill = trial.run();
        trial.params.put("type", "drs_termination");
        trial.parameters.removeAll();
        trial.parameters.put("operation", drill.id());

        assertThat(trial.dryRun().tree().at("/error/cause").asText()).contains("no instance is there to be terminated");
        assertThat(trial.running()).hasSize(4);
    }
}
