package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** While operations are frozen nothing begins; what is under way is followed. */
class FreezeTest {
    private static final NextAction LOOK_SOON = new NextAction.Wait(60);

    private final EngineRig bench = EngineRig.planning("one", "two");
    private final AtomicBoolean done = new AtomicBoolean();

    private EngineResult freeze(String reason, String by) {
        return bench.engine.freeze(new Freeze(reason, by, bench.now));
    }

    private String halfway() {
        bench.script.put("one", run -> done.get() ? Outcome.done() : Outcome.waiting("the world", 30));
        String id = bench.started();
        assertThat(bench.run(id).next()).isInstanceOf(NextAction.Wait.class);
        return id;
    }

    @Test
    void aStepUnderWayIsFollowedToItsEndAndNoneBeginsAfterIt() {
        String id = halfway();
        freeze("black friday", "dana");
        done.set(true);

        EngineResult held = bench.run(id);

        assertThat(held.next()).isEqualTo(LOOK_SOON);
        assertThat(held.summary()).contains("two", "waiting for the end of the freeze", "dana", "black friday");
        assertThat(bench.operation(id).steps())
                .extracting(Step::state)
                .containsExactly(StepState.COMPLETED, StepState.PENDING, StepState.PENDING);
        bench.pass(Duration.ofDays(3));
        bench.run(id);
        assertThat(bench.log(id)).containsOnlyOnce(LogEntry.Type.STEP_HELD);

        assertThat(bench.engine.unfreeze().summary()).contains("black friday", "dana");
        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Succeed());
    }

    @Test
    void aNewOperationBeginsNothingAndADryRunIsPlanned() {
        freeze("black friday", "dana");

        assertThat(bench.start(true, EngineRig.FIRST).next()).isEqualTo(new NextAction.Succeed());
        String id = bench.started();
        assertThat(bench.run(id).next()).isEqualTo(LOOK_SOON);
        assertThat(bench.operation(id).current().orElseThrow().state()).isEqualTo(StepState.PENDING);
    }

    @Test
    void nobodyIsAskedAtAGateWhileNothingMayBegin() {
        freeze("black friday", "dana");
        String id = bench.start(false, EngineRig.FIRST, "one")
                .operation()
                .orElseThrow()
                .id();

        assertThat(bench.run(id).next()).isEqualTo(LOOK_SOON);

        bench.engine.unfreeze();
        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Ask());
        assertThat(bench.operation(id).current().orElseThrow().waitCondition()).isNull();
    }

    @Test
    void anAnswerIsTakenButItsRollbackAndFinallyStepsWaitForTheEndOfTheFreeze() {
        bench.undo.put("one", java.util.List.of(EngineRig.step("back", false)));
        bench.script.put(
                "two",
                run -> new Outcome.Asking(QuestionDraft.of(
                        EngineQuestion.STEP_FAILED, Question.Kind.FAILURE, "it broke", "broken", "try again")));
        String id = bench.started();
        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Ask());
        freeze("black friday", "dana");

        bench.answer(id, "rollback");

        assertThat(bench.run(id).next()).isEqualTo(LOOK_SOON);
        assertThat(bench.operation(id).current().orElseThrow().name()).isEqualTo("back");
        bench.engine.unfreeze();
        assertThat(bench.run(id).next()).isInstanceOf(NextAction.Fail.class);
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.ROLLED_BACK);
    }

    @Test
    void repeatedRequestsChangeNothingAndAnotherFreezeIsRefused() {
        freeze("black friday", "dana");
        Instant since = bench.now;
        bench.pass(Duration.ofMinutes(5));

        assertThat(freeze("black friday", "dana").next()).isEqualTo(new NextAction.Succeed());
        assertThat(freeze("audit", "sam").next()).isInstanceOfSatisfying(NextAction.Fail.class, fail -> {
            assertThat(fail.code()).isEqualTo(NextAction.Code.INVALID_REQUEST);
            assertThat(fail.cause()).contains("dana", "black friday", "unfreeze first");
        });

        assertThat(bench.engine.freeze()).contains(new Freeze("black friday", "dana", since));
        assertThat(bench.engine.unfreeze().next()).isEqualTo(new NextAction.Succeed());
        assertThat(bench.engine.unfreeze().summary()).contains("Nothing is frozen");
        assertThat(bench.engine.freeze()).isEmpty();
    }

    @Test
    void nothingThatEndedIsListedWhenNothingIsAskedFor() {
        bench.run(bench.started());

        assertThat(bench.engine.ended(0)).isEmpty();
        assertThat(bench.engine.ended(1)).hasSize(1);
    }

    @Test
    void itsTimeIsToldToTheSecond() {
        assertThat(new Freeze("sale", "dana", Instant.parse("2026-03-01T02:00:00.987654321Z")).condition())
                .isEqualTo("the end of the freeze since 2026-03-01T02:00:00Z by dana: sale");
    }
}
