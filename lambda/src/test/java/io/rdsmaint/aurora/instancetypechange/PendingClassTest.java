package io.rdsmaint.aurora.instancetypechange;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A class that AWS has taken and that does not come: an end would leave it to strike with nobody watching. */
class PendingClassTest {
    private static final String CLUSTER = "demo-multi";
    private static final String READER = "demo-multi-2";
    private static final String CHANGE = "Change " + READER;

    private final AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), CLUSTER);

    private AuroraTestRunner stuck() {
        trial.during(CHANGE, () -> trial.simulator.inject(Fault.stuck(READER).named("stuck")));
        return trial;
    }

    private static boolean timeout(Question question) {
        return question.kind() == Question.Kind.TIMEOUT;
    }

    @Test
    void anAbortAsksBeforeItLeavesItToComeAndNamesIt() {
        stuck().answering(q -> timeout(q) ? "abort" : "continue/accept");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(trial.questions).hasSize(2);
        assertThat(trial.questions.getLast()).satisfies(q -> {
            assertThat(q.reason())
                    .contains(READER + " is " + Trials.OLD + " and still to become " + Trials.NEW)
                    .contains("with nobody watching");
            assertThat(q.commands()).isNotEmpty().allMatch(c -> c.contains(" describe-"));
        });
        assertThat(end.residue())
                .filteredOn(r -> r.contains(READER))
                .singleElement()
                .asString()
                .contains(READER + " may still become " + Trials.NEW, "to withdraw it: ", Trials.OLD);
    }

    @Test
    void whatComesMeanwhileIsLeftBehindAsItIs() {
        stuck().answering(q -> {
            if (!timeout(q)) {
                trial.simulator.clearFault("stuck");
            }
            return timeout(q) ? "abort" : "continue";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(trial.classes()).containsEntry(READER, Trials.NEW);
        assertThat(end.residue())
                .filteredOn(r -> r.contains(READER))
                .singleElement()
                .asString()
                .startsWith(READER + " is " + Trials.NEW + ", before the operation " + Trials.OLD);
    }

    @Test
    void aRollbackWithdrawsIt() {
        stuck().answering(q -> {
            trial.clock.advance(Duration.ofMinutes(20));
            return timeout(q) && trial.questions.size() == 1 ? "rollback" : "continue";
        });
        trial.before("Change " + READER + " to " + Trials.OLD, () -> trial.simulator.clearFault("stuck"));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.classes()).containsEntry(READER, Trials.OLD);
        assertThat(end.residue()).isEmpty();
    }
}
