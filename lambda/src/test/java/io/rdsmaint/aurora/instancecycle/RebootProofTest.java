package io.rdsmaint.aurora.instancecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.CallRecord;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A reboot whose answer is lost is looked for by every trace that it may leave, and never made twice without a person. */
class RebootProofTest {
    private static final String STEP = "Reboot demo-restart-2";
    private static final String READER = "demo-restart-2";

    @Test
    void aSightingOfRebootingProvesIt() {
        AuroraTestRunner trial = lost(Trials.waiting(), Fault.cutAfterEffect("RebootDBInstance"));
        trial.simulator.inject(Fault.eventsMissing(READER));

        Operation end = trial.run();

        assertOnce(trial, end);
        assertThat(proof(end)).isEqualTo("status rebooting");
    }

    @Test
    void aNewRestartEventProvesIt() {
        AuroraTestRunner trial = unseen(lost(Trials.waiting(), Fault.cutAfterEffect("RebootDBInstance")));
        silence(trial, READER);

        Operation end = trial.run();

        assertOnce(trial, end);
        assertThat(proof(end)).isEqualTo("event: DB instance restarted");
    }

    @Test
    void parametersThatCameIntoSyncProveIt() {
        AuroraTestRunner trial = unseen(lost(Trials.waiting(), Fault.cutAfterEffect("RebootDBInstance")));
        silence(trial, READER);
        trial.simulator.inject(Fault.eventsMissing(READER));

        Operation end = trial.run();

        assertOnce(trial, end);
        assertThat(proof(end)).isEqualTo("parameter cluster group demo-restart-values is in sync");
    }

    @Test
    void theUptimeProvesItWhenNothingElseDoes() {
        AuroraTestRunner trial = unseen(lost(Trials.multi(), Fault.cutAfterEffect("RebootDBInstance")));
        trial.simulator.inject(Fault.eventsMissing("demo-multi-2"));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
        assertThat(Trials.reboots(trial)).containsOnlyOnce("demo-multi-2");
        assertThat(result(end, "Reboot demo-multi-2").path("proven_by").asText())
                .isEqualTo("EngineUptime");
    }

    @Test
    void theAnswerProvesItWhenNothingElseDoes() {
        AuroraTestRunner trial = unseen(Trials.multi());
        trial.simulator.inject(Fault.eventsMissing("demo-multi-2"));
        silence(trial, "demo-multi-2");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(result(end, "Reboot demo-multi-2").path("proven_by").asText())
                .isEqualTo("the call's answer");
        assertThat(Trials.reboots(trial)).containsOnlyOnce("demo-multi-2");
    }

    @Test
    void theUptimeDisprovesACallThatNeverArrivedAndItIsMadeThen() {
        AuroraTestRunner trial = lost(Trials.waiting(), Fault.cutBeforeEffect("RebootDBInstance"));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
        List<Instant> calls = trial.simulator.calls().stream()
                .filter(c ->
                        c.action().equals("RebootDBInstance") && c.identifier().equals(READER))
                .map(CallRecord::at)
                .toList();
        assertThat(calls).hasSize(2);
        assertThat(Duration.between(calls.get(0), calls.get(1)))
                .as("only when AWS would refuse the first one, were it still under way")
                .isGreaterThanOrEqualTo(Duration.ofMinutes(16));
        assertThat(trial.simulator.ledger().incidents(Harm.RESTART))
                .filteredOn(i -> i.subject().equals(READER))
                .hasSize(1);
    }

    @Test
    void aRestartThatComesLongAfterTheCallSeemedDisprovedIsFollowedByNoOther() {
        AuroraTestRunner trial = lost(Trials.waiting(), Fault.cutAfterEffect("RebootDBInstance"));
        trial.before(STEP, () -> trial.simulator.inject(Fault.stuck(READER).named("stuck")));
        Instant moving = trial.clock.instant().plus(Duration.ofMinutes(35));
        movesFrom(moving, trial);

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
        assertThat(Trials.reboots(trial)).filteredOn(READER::equals).hasSizeGreaterThan(1);
        assertThat(trial.simulator.ledger().incidents(Harm.RESTART))
                .filteredOn(i -> i.subject().equals(READER))
                .singleElement()
                .satisfies(restart -> assertThat(restart.at()).isAfter(moving));
    }

    private static void movesFrom(Instant moment, AuroraTestRunner trial) {
        trial.during(STEP, () -> {
            if (trial.clock.instant().isBefore(moment)) {
                movesFrom(moment, trial);
            } else {
                trial.simulator.clearFault("stuck");
            }
        });
    }

    @Test
    void withoutAnyTraceAPersonIsAskedAndMayHaveItRebooted() {
        AuroraTestRunner trial = traceless("continue/reboot");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason())
                    .contains("No answer came to RebootDBInstance demo-restart-2", "not repeated without you");
            assertThat(q.observed()).contains("EngineUptime");
            assertThat(q.commands()).anyMatch(c -> c.contains("EngineUptime"));
        });
        assertThat(Trials.reboots(trial)).filteredOn(READER::equals).hasSize(2);
    }

    @Test
    void withoutAnyTraceAPersonMaySayThatItHasRestarted() {
        AuroraTestRunner trial = traceless("continue/restarted");
        trial.during(STEP, () -> {
            trial.simulator.outsider().reboot(READER);
            trial.clock.advance(Duration.ofMinutes(8));
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(Trials.reboots(trial)).filteredOn(READER::equals).hasSize(1);
    }

    @Test
    void withoutAnyTraceNothingIsRebootedUntilAPersonAnswers() {
        AuroraTestRunner trial = traceless("abort");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(Trials.reboots(trial)).filteredOn(READER::equals).hasSize(1);
    }

    @Test
    void noAnswerToAnotherQuestionIsTakenForARebootAgain() {
        AuroraTestRunner trial = traceless("");
        trial.during(STEP, () -> {
            trial.clock.advance(Duration.ofMinutes(17));
            trial.simulator.outsider().instanceStatus(READER, "storage-full");
        });
        trial.answering(q -> {
            if (q.observed().contains("storage-full")) {
                trial.simulator.outsider().instanceStatus(READER, "available");
                return "continue";
            }
            return "abort";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(trial.questions).hasSize(2);
        assertThat(Trials.reboots(trial)).filteredOn(READER::equals).hasSize(1);
    }

    /** The call is lost on its way, no events come, and CloudWatch knows no uptime that would tell. */
    private static AuroraTestRunner traceless(String answer) {
        AuroraTestRunner trial = lost(Trials.waiting(), Fault.cutBeforeEffect("RebootDBInstance"));
        trial.simulator.inject(Fault.eventsMissing(READER));
        silence(trial, READER);
        return trial.answering(q -> answer);
    }

    private static AuroraTestRunner lost(AuroraTestRunner trial, Fault fault) {
        trial.simulator.inject(fault);
        return trial;
    }

    /** Nobody looks until the reboot is over. */
    private static AuroraTestRunner unseen(AuroraTestRunner trial) {
        return trial.during("Reboot", () -> trial.clock.advance(Duration.ofMinutes(8)));
    }

    /** CloudWatch has no uptime of the instance from now on. */
    @SuppressWarnings("NullAway")
    private static void silence(AuroraTestRunner trial, String instance) {
        trial.simulator.change(world -> world.sites()
                .forEach(site ->
                        site.instance(instance).ifPresent(i -> i.readings().put("EngineUptime", Double.NaN))));
    }

    private static void assertOnce(AuroraTestRunner trial, Operation end) {
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
        assertThat(Trials.reboots(trial)).containsOnlyOnce(READER);
    }

    private static String proof(Operation end) {
        return result(end, STEP).path("proven_by").asText();
    }

    private static JsonNode result(Operation end, String step) {
        return Objects.requireNonNull(end.steps().stream()
                .filter(s -> s.name().equals(step))
                .findFirst()
                .orElseThrow()
                .result());
    }
}
