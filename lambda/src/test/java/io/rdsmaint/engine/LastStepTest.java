package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of an operation at, and beyond, its last step, and how a step that waits is paced and bounded. */
class LastStepTest {
    private final EngineRig rig = EngineRig.planning("one");

    private String started() {
        return rig.started();
    }

    @Test
    void anOperationEndsWithTheCallThatCompletesItsLastStep() {
        String id = started();
        rig.step(id);
        assertThat(rig.operation(id).state()).isEqualTo(OperationState.RUNNING);

        EngineResult last = rig.step(id);

        assertThat(last.next()).isEqualTo(new NextAction.Succeed());
        assertThat(rig.operation(id).index()).isEqualTo(2);
        assertThat(rig.operation(id).endedAt()).isEqualTo(rig.now);
        assertThat(rig.operation(id).current()).isEmpty();
    }

    @Test
    void aPlanWithoutStepsEndsAtItsFirstCall() {
        rig.plan.clear();
        String id = started();

        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Succeed());
        assertThat(rig.log(id)).containsExactly(LogEntry.Type.OPERATION_STARTED, LogEntry.Type.OPERATION_COMPLETED);
    }

    @Test
    void oneThatHasEndedIsNotSteppedAgain() {
        String id = started();
        rig.run(id);
        long version = rig.operation(id).version();

        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Succeed());
        assertThat(rig.operation(id).version()).isEqualTo(version);
    }

    @Test
    void aStepMayWaitUntilItsDeadlineAndIsAskedAboutRightAfterIt() {
        rig.script.put("one", run -> Outcome.waiting("a while", 5));
        String id = started();
        rig.step(id);

        rig.pass(Duration.ofMinutes(30));
        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Wait(5));
        rig.now = rig.now.plusNanos(1);
        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Ask());
    }

    @Test
    void noWaitIsShorterThanASecondOrLongerThanAnHour() {
        String id = started();
        rig.script.put("one", run -> Outcome.waiting("a moment", 0));
        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Wait(1));
        rig.script.put("one", run -> Outcome.waiting("a day", 86_400));
        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Wait(3_600));
    }

    @Test
    void theTwelfthErrorInARowIsAskedAboutAndALookInBetweenCountsAnew() {
        String id = started();
        for (int i = 0; i < 11; i++) {
            fails(id);
            assertThat(rig.operation(id).state()).isEqualTo(OperationState.RUNNING);
        }
        rig.script.put("one", run -> Outcome.waiting("a while", 5));
        rig.step(id);
        for (int i = 0; i < 11; i++) {
            fails(id);
        }
        assertThat(rig.operation(id).state()).isEqualTo(OperationState.RUNNING);

        fails(id);

        assertThat(rig.question(id).reason()).contains("failed 12 times in a row, last with: throttled");
    }

    private void fails(String id) {
        rig.script.put("one", run -> {
            throw new TransientFailure("throttled", new IllegalStateException("throttled"));
        });
        rig.step(id);
    }
}
