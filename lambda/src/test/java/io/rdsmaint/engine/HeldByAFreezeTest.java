package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.SavedIntent.State;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Freezes, and what the freeze holds. */
class HeldByAFreezeTest extends HeldSteps {
    @Test
    void aStepThatHasSentNothingGoesBackToItsPlaceAndNoIntentIsWritten() {
        String id = rig.started();
        rig.run(id);
        freeze();
        rig.pass(Duration.ofMinutes(10));
        ready.set(true);

        EngineResult verdict = rig.run(id);

        assertThat(sent).isEmpty();
        assertThat(verdict.next()).isEqualTo(new NextAction.Wait(60));
        assertThat(verdict.summary()).contains("waiting for the end of the freeze", "dana", "incident");
        assertThat(step(id).state()).isEqualTo(StepState.PENDING);
        assertThat(step(id).memo().path("looked").asBoolean()).isTrue();
        assertThat(rig.log(id)).doesNotContain(LogEntry.Type.INTENT_SAVED);
        rig.pass(DAY);
        rig.run(id);
        assertThat(held(id)).isEqualTo(1);

        rig.engine.unfreeze();
        rig.run(id);
        assertThat(sent).containsExactly("Failover");
    }

    @Test
    void oneThatIsWrittenBetweenTheIntentAndItsCallIsSeen() {
        String id = rig.started();
        ready.set(true);
        secondLook = this::freeze;

        EngineResult verdict = rig.run(id);

        assertThat(sent).isEmpty();
        assertThat(verdict.next()).isEqualTo(new NextAction.Wait(60));
        assertThat(intent(id).state()).isEqualTo(State.REFUSED);
        assertThat(intent(id).detail()).startsWith("withdrawn").contains("freeze");
        assertThat(step(id).state()).isEqualTo(StepState.PENDING);
    }

    @Test
    void oneThatCanNotBeReadHoldsLikeOneThatIsThere() {
        String id = rig.started();
        rig.run(id);
        ready.set(true);
        AtomicInteger reads = new AtomicInteger();
        rig.store.beforeFreezeIsRead(() -> {
            if (reads.incrementAndGet() == 2) {
                throw new IllegalStateException("no connection");
            }
        });

        EngineResult verdict = rig.run(id);

        assertThat(reads).hasValue(2);
        assertThat(sent).isEmpty();
        assertThat(verdict.next()).isInstanceOf(NextAction.Wait.class);
        assertThat(intent(id).state()).isEqualTo(State.REFUSED);
        assertThat(intent(id).detail()).startsWith("withdrawn").contains("no connection");
        rig.run(id);
        assertThat(sent).containsExactly("Failover");
    }

    @Test
    void aFreezeThatStaysUnreadableIsAskedAboutWhereACallIsUnderWay() {
        String id = rig.started();
        ready.set(true);
        rig.script.put("one", run -> run.change(change(sent.isEmpty() ? "First" : "Second", repeatable())));
        rig.run(id);
        rig.store.beforeFreezeIsRead(() -> {
            throw new TransientFailure("no connection", new IllegalStateException());
        });

        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Wait(60));
        rig.pass(Duration.ofMinutes(31));

        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.question(id).reason()).contains("whether operations are frozen", "no connection");
        assertThat(sent).containsExactly("First");
    }

    @Test
    void betweenItsCallsAStepIsHeldAndLookedAtAndItsDeadlineStandsStill() {
        String id = rig.started();
        AtomicInteger looks = new AtomicInteger();
        rig.script.put("one", run -> {
            looks.incrementAndGet();
            return sent.size() == 2
                    ? Outcome.done()
                    : run.change(change(sent.isEmpty() ? "First" : "Second", repeatable()));
        });
        rig.run(id);
        rig.pass(Duration.ofMinutes(20));
        freeze();

        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Wait(60));
        rig.pass(DAY);
        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Wait(60));
        assertThat(step(id).state()).isEqualTo(StepState.WAITING);
        assertThat(held(id)).isEqualTo(1);
        assertThat(looks).hasValue(3);

        rig.engine.unfreeze();
        rig.script.put("one", run -> Outcome.waiting("the effect", 30));
        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Wait(30));
        rig.pass(Duration.ofMinutes(9));
        assertThat(rig.run(id).next()).as("20 + 9 minutes of 30").isEqualTo(new NextAction.Wait(30));
        rig.pass(Duration.ofMinutes(2));
        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Ask());
    }

    @Test
    void aKindMakesTheCallsThatFinishWhatTookEffectAndNoOther() {
        rig.mustFinish.put("one", "the new cluster would be in production without its mark");
        String id = rig.started();
        rig.script.put("one", run -> run.change(change("First", SavedIntent.Idempotence.NEVER)));
        freeze();
        rig.run(id);
        assertThat(sent).as("nothing has taken effect yet").isEmpty();
        rig.engine.unfreeze();
        rig.run(id);
        freeze();
        rig.script.put("one", run -> run.change(change("Another", repeatable())));
        rig.run(id);
        assertThat(sent).containsExactly("First");

        rig.script.put("one", run -> run.finish(change("Mark", repeatable())));
        rig.run(id);
        assertThat(sent).containsExactly("First", "Mark");
    }

    @Test
    void aKindThatDoesNotSayWhatItMustFinishFinishesNothing() {
        String id = rig.started();
        rig.script.put("one", run -> run.finish(change("Mark", repeatable())));

        assertThatThrownBy(() -> rig.run(id)).isInstanceOf(IllegalStateException.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void anUnansweredCallIsNotRepeatedButItsEffectIsSeen() {
        String id = rig.started();
        AtomicBoolean there = new AtomicBoolean();
        rig.script.put("one", run -> there.get() ? Outcome.done() : run.change(change("Modify", repeatable())));
        send = i -> {
            sent.add("lost");
            throw lost();
        };
        rig.run(id);
        send = Intent::spend;
        freeze();
        rig.pass(Duration.ofMinutes(3));

        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Wait(60));
        assertThat(sent).containsExactly("lost");
        assertThat(intent(id).state()).isEqualTo(State.OPEN);

        there.set(true);
        rig.run(id);
        assertThat(rig.operation(id).steps().getFirst().state()).isEqualTo(StepState.COMPLETED);
    }

    @Test
    void aStepThatWaitsForItsGoAfterAQuestionIsStillFollowed() {
        String id = rig.started();
        ready.set(true);
        send = i -> {
            throw lost();
        };
        rig.script.put("one", run -> run.change(change("Reboot", SavedIntent.Idempotence.NEVER)));
        rig.run(id);
        rig.pass(Duration.ofMinutes(17));
        rig.run(id);
        freeze();

        rig.answer(id, "continue");
        rig.script.put("one", run -> Outcome.done());
        rig.run(id);

        assertThat(rig.operation(id).steps().getFirst().state())
                .as("what it did is seen although nothing may begin")
                .isEqualTo(StepState.COMPLETED);
    }

    @Test
    void rollbackStepsAreHeldBetweenTheirLookAndTheirCall() {
        rig.undo.put("one", List.of(EngineRig.step("back", false)));
        ready.set(true);
        String id = rig.started();
        rig.script.put("two", run -> {
            throw new LastingFailure("it broke");
        });
        rig.run(id);
        rig.run(id);
        rig.script.put("back", run -> run.change(change("Back", repeatable())));
        secondLook = this::freeze;
        rig.answer(id, "rollback");

        rig.run(id);

        assertThat(sent).containsExactly("Failover");
        assertThat(step(id).name()).isEqualTo("back");
        assertThat(step(id).state()).isEqualTo(StepState.PENDING);
    }

    @Test
    void approvalOfAHeldStepIsKeptUnlessSomebodyWantsANewGate() {
        String id = rig.start(false, EngineRig.FIRST, "one")
                .operation()
                .orElseThrow()
                .id();
        rig.run(id);
        rig.answer(id, "continue");
        rig.run(id);
        freeze();
        ready.set(true);
        rig.run(id);
        rig.engine.unfreeze();

        rig.run(id);

        assertThat(sent).containsExactly("Failover");
    }
}
