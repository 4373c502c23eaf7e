package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.SavedIntent.State;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of earlier calls when one is withdrawn, and when the last look fails. */
class WithdrawnCallsTest extends HeldSteps {
    @Test
    void aLookThatFailsRightBeforeTheCallLeavesNoIntentOpen() {
        ready.set(true);
        String id = rig.started();
        secondLook = () -> {
            throw new TransientFailure("Rate exceeded", new IllegalStateException());
        };

        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Wait(5));

        assertThat(sent).isEmpty();
        assertThat(intent(id).state()).isEqualTo(State.REFUSED);
        assertThat(intent(id).detail()).startsWith("withdrawn").contains("Rate exceeded");
        secondLook = () -> {};
        rig.run(id);
        assertThat(sent).as("without waiting for a call that was never made").containsExactly("Failover");
    }

    @Test
    void norDoesOneThatFailsInAWayThatNobodyForesaw() {
        ready.set(true);
        String id = rig.started();
        secondLook = () -> {
            throw new IllegalStateException("a bug");
        };

        assertThatThrownBy(() -> rig.run(id)).hasMessage("a bug");

        assertThat(intent(id).state()).isEqualTo(State.REFUSED);
    }

    @Test
    void norDoesACallThatCouldNotBePrepared() {
        ready.set(true);
        String id = rig.started();
        send = i -> {
            throw new TransientFailure("no credentials", new IllegalStateException());
        };

        rig.run(id);

        assertThat(intent(id).state()).isEqualTo(State.REFUSED);
        send = i -> {
            i.spend();
            throw new IllegalStateException("whatever came of it");
        };
        assertThatThrownBy(() -> rig.run(id)).hasMessageContaining("whatever");
        assertThat(intent(id).state()).as("it may have been made").isEqualTo(State.OPEN);
    }

    @Test
    void theCallBeforeItStaysKnown() {
        String id = rig.started();
        rig.script.put("one", run -> run.change(change(sent.isEmpty() ? "First" : "Second", repeatable())));
        rig.run(id);
        secondLook = this::freeze;

        rig.run(id);

        assertThat(intent(id).call()).isEqualTo("First");
        assertThat(step(id).mayHaveChanged()).isTrue();
        assertThat(step(id).state()).isEqualTo(StepState.WAITING);
        assertThat(rig.store.events(id)).anySatisfy(e -> assertThat(e.message()).isEqualTo("REFUSED: Second"));
    }

    @Test
    void theCallBeforeOneThatAwsRefusedStaysKnown() {
        String id = rig.started();
        rig.script.put("one", run -> run.change(change(sent.isEmpty() ? "First" : "Second", repeatable())));
        rig.run(id);
        send = i -> {
            throw new ChangeFailure.Refused("not now", false, new IllegalStateException());
        };

        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Ask());

        assertThat(step(id).mayHaveChanged()).isTrue();
    }

    @Test
    void anUnansweredCallIsStillLookedForWhenItsRepetitionWasWithdrawn() {
        String id = rig.started();
        rig.script.put("one", run -> run.change(change("Modify", repeatable())));
        send = i -> {
            throw lost();
        };
        rig.run(id);
        Instant first = intent(id).at();
        send = Intent::spend;
        rig.pass(Duration.ofMinutes(3));
        secondLook = this::freeze;

        rig.run(id);

        assertThat(intent(id).state()).isEqualTo(State.OPEN);
        assertThat(intent(id).at()).isEqualTo(first);
        assertThat(step(id).lost()).isEmpty();
    }

    @Test
    void theDeadlineOfAStepDoesNotRunWhileItWaitsForAnotherStepsLostCall() {
        rig.plan.set(1, rig.plan.get(1).within(Duration.ofMinutes(10)));
        rig.script.put(
                "one", run -> run.intent().isPresent() ? Outcome.done() : run.change(change("Up", repeatable())));
        send = i -> {
            throw lost();
        };
        String id = rig.started();
        rig.script.put("two", run -> {
            throw new LastingFailure("stop here");
        });
        rig.step(id);
        rig.script.put("one", run -> {
            throw new LastingFailure("ask");
        });
        rig.step(id);
        rig.undo.put("one", List.of(EngineRig.step("back", false).within(Duration.ofMinutes(10))));
        rig.script.put("back", run -> run.change(change("Down", repeatable())));
        send = Intent::spend;
        rig.answer(id, "rollback");

        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Wait(300));
        assertThat(step(id).waitCondition()).contains("can no longer act");
        rig.pass(Duration.ofMinutes(12));
        assertThat(rig.run(id).next()).as("its own ten minutes have not begun").isInstanceOf(NextAction.Wait.class);
        rig.pass(Duration.ofMinutes(5));
        rig.run(id);

        assertThat(sent).containsExactly("Down");
        rig.pass(Duration.ofMinutes(4));
        rig.script.put("back", run -> Outcome.waiting("its effect", 30));
        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Wait(30));
    }
}
