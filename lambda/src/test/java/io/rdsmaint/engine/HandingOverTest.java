package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an operation whose successor can't be started, seems to be there, or is there without anybody knowing. */
class HandingOverTest {
    private final EngineRig rig = EngineRig.planning("one");
    private String id = "";

    @BeforeEach
    void anExecutionWithAFullHistory() {
        id = rig.started();
        rig.script.put("one", run -> Outcome.waiting("a while", 60));
        EngineResult last = rig.step(id);
        for (int i = 0; i < Owner.CALLS_BEFORE_HAND_OVER && !(last.next() instanceof NextAction.HandOver); i++) {
            last = rig.step(id);
        }
        assertThat(last.next()).isEqualTo(new NextAction.HandOver(id + "-2"));
    }

    private String successor(String name) {
        return EngineRig.MACHINE + name;
    }

    private EngineResult handedOverAgain() {
        EngineResult last = rig.step(id);
        for (int i = 0; i < 60 && !(last.next() instanceof NextAction.HandOver); i++) {
            assertThat(last.next()).isEqualTo(new NextAction.Wait(60));
            last = rig.step(id);
        }
        return last;
    }

    @Test
    void aNameThatCouldNotBeUsedIsNotUsedAgain() {
        EngineResult again = handedOverAgain();

        assertThat(again.next()).isEqualTo(new NextAction.HandOver(id + "-2-1250"));
        assertThat(rig.resume(id, successor(id + "-2-1250"), null, null).next()).isEqualTo(new NextAction.Go());
        assertThat(rig.operation(id).owner().number()).isEqualTo(2);
    }

    @Test
    void whoHandedOverIsToldThatTheSuccessorOwnsTheOperationWhateverItWasToldOfItsStart() {
        rig.resume(id, successor(id + "-2"), null, null);

        assertThat(rig.step(id).next()).isEqualTo(new NextAction.HandedOver(id + "-2"));
        assertThat(rig.resume(id, EngineRig.FIRST, id + "-q1", JsonTrees.object())
                        .next())
                .isEqualTo(new NextAction.HandedOver(id + "-2"));
    }

    @Test
    void whoNeverHandedOverIsNoFormerOwner() {
        rig.resume(id, successor(id + "-2"), null, null);

        assertThat(rig.engine.step(rig.invocation(), id, successor("somebody")).next())
                .isInstanceOfSatisfying(
                        NextAction.Fail.class, f -> assertThat(f.code()).isEqualTo(NextAction.Code.NOT_OWNER));
    }

    @Test
    void anExecutionOfTheSuccessorsNameThatIsAnothersIsNoSuccessor() {
        rig.running.remove(EngineRig.FIRST);
        rig.running.add(successor(id + "-2"));
        rig.inputs.put(successor(id + "-2"), "op-of-somebody-else");

        rig.engine.sweep(rig.invocation());

        assertThat(rig.operation(id).owner().stalled()).isTrue();
    }

    @Test
    void aSuccessorThatIsOnItsWayIsWaitedFor() {
        rig.running.remove(EngineRig.FIRST);
        rig.running.add(successor(id + "-2"));
        rig.inputs.put(successor(id + "-2"), id);

        rig.engine.sweep(rig.invocation());

        assertThat(rig.operation(id).owner().stalled()).isFalse();
    }

    @Test
    void aSuccessorThatIsNotShownYetIsWaitedForForSomeMinutes() {
        rig.running.remove(EngineRig.FIRST);
        rig.ends.put(EngineRig.FIRST, rig.now);
        rig.hidden.add(successor(id + "-2"));

        rig.pass(Duration.ofMinutes(4));
        rig.engine.sweep(rig.invocation());
        assertThat(rig.operation(id).owner().stalled()).isFalse();

        rig.pass(Duration.ofMinutes(2));
        rig.engine.sweep(rig.invocation());
        assertThat(rig.operation(id).owner().stalled()).isTrue();
    }

    @Test
    void aYoungOwnerThatIsNotShownYetMayRun() {
        rig.resume(id, successor(id + "-2"), null, null);
        rig.hidden.add(successor(id + "-2"));
        Instant taken = rig.now;

        rig.pass(Duration.ofMinutes(4));
        rig.engine.sweep(rig.invocation());
        assertThat(rig.operation(id).owner().stalled()).isFalse();
        assertThat(rig.resume(id, successor("another"), null, null).next()).isInstanceOf(NextAction.Fail.class);

        rig.now = taken.plus(Duration.ofMinutes(6));
        rig.engine.sweep(rig.invocation());
        assertThat(rig.operation(id).owner().stalled())
                .as("it ended 90 days ago or more")
                .isTrue();
        assertThat(rig.resume(id, successor("another"), null, null).next()).isEqualTo(new NextAction.Ask());
    }
}
