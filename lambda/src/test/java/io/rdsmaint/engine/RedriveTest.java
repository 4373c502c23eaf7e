package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An execution is stopped, people are told, and it is redriven: its next end is told, too. */
class RedriveTest {
    private final EngineRig rig = EngineRig.planning("one", "two");
    private String id = "";

    @BeforeEach
    void aStoppedExecution() {
        id = rig.started();
        rig.script.put("two", run -> Outcome.waiting("a while", 60));
        rig.running.clear();
        rig.engine.sweep(rig.invocation());
        assertThat(rig.operation(id).owner().stalled()).isTrue();
        rig.published.clear();
        rig.running.add(EngineRig.FIRST);
    }

    @Test
    void theOwnersNextCallSaysThatItIsBackAndClosesTheAlert() {
        EngineResult called = rig.step(id);

        assertThat(called.next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.operation(id).owner().stalled()).isFalse();
        assertThat(rig.published).extracting(LogEntry::type).containsExactly(LogEntry.Type.OPERATION_TAKEN_OVER);
    }

    @Test
    void anAnswerThatTheOwnerBringsDoesSoToo() {
        rig.answer(id, "continue");

        assertThat(rig.operation(id).owner().stalled()).isFalse();
        assertThat(rig.operation(id).state()).isEqualTo(OperationState.RUNNING);
        assertThat(rig.published)
                .extracting(LogEntry::type)
                .containsExactly(LogEntry.Type.OPERATION_TAKEN_OVER, LogEntry.Type.INTERVENTION_ANSWERED);
    }

    @Test
    void itsNextEndIsNoticedAgain() {
        rig.answer(id, "continue");
        rig.run(id);
        rig.running.clear();

        rig.pass(Duration.ofHours(2));
        rig.engine.sweep(rig.invocation());

        assertThat(rig.operation(id).state()).isEqualTo(OperationState.PAUSED);
        assertThat(rig.published).extracting(LogEntry::type).contains(LogEntry.Type.OPERATION_STALLED);
    }

    @Test
    void aCallThatChangesNothingSaysSoOnce() {
        rig.step(id);
        rig.step(id);

        assertThat(rig.published).extracting(LogEntry::type).containsOnlyOnce(LogEntry.Type.OPERATION_TAKEN_OVER);
    }
}
