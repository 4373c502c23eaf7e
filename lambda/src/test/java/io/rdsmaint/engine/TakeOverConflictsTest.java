package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.testkit.engine.EngineRig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever takes over while others save tries again, a few times, and goes on only once it is the owner. */
class TakeOverConflictsTest {
    private static final String SECOND = EngineRig.MACHINE + "second";

    private final EngineRig rig = EngineRig.planning("one");
    private final String id = rig.started();

    /** Somebody edits the operation right before each of the next saves of others. */
    private void overtaken(int times) {
        if (times == 0) {
            return;
        }
        rig.store.beforeNextSave(() -> {
            rig.edit(id, new ResumeRequest.Changes(List.of(), null, null, null, false, null));
            overtaken(times - 1);
        });
    }

    @Test
    void twoSavesInBetweenDoNotStopATakeOver() {
        rig.running.clear();
        overtaken(2);

        assertThat(rig.resume(id, SECOND, null, null).next()).isEqualTo(new NextAction.Go());
        assertThat(rig.operation(id).owner().executionArn()).isEqualTo(SECOND);
    }

    @Test
    void afterTheThirdTheMachineTriesAgainLater() {
        rig.running.clear();
        overtaken(3);

        assertThatThrownBy(() -> rig.resume(id, SECOND, null, null)).isInstanceOf(OperationStore.SaveConflict.class);
        assertThat(rig.operation(id).owner().executionArn()).isEqualTo(EngineRig.FIRST);
    }

    @Test
    void theOwnerThatComesAgainGoesOnWithoutASave() {
        long version = rig.operation(id).version();

        assertThat(rig.resume(id, EngineRig.FIRST, null, null).next()).isEqualTo(new NextAction.Go());
        assertThat(rig.operation(id).version()).isEqualTo(version);
    }

    @Test
    void anOvertakenStepKnowsNothingAndComesBackSoon() {
        overtaken(1);

        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Wait(3));
        assertThat(rig.operation(id).owner().calls()).isZero();
    }
}
