package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One execution owns an operation; how it changes hands, and what happens when nobody holds it. */
class OwnersTest {
    private static final String SECOND = EngineRig.MACHINE + "second";
    private final EngineRig bench = EngineRig.planning("one", "two");

    @Test
    void h65_aSecondExecutionIsTurnedAway() {
        String id = bench.started();

        EngineResult turnedAway = bench.engine.step(bench.invocation(), id, SECOND);

        assertThat(turnedAway.next()).isInstanceOfSatisfying(NextAction.Fail.class, f -> {
            assertThat(f.code()).isEqualTo(NextAction.Code.NOT_OWNER);
            assertThat(f.cause()).contains(EngineRig.FIRST);
        });
        assertThat(bench.operation(id).steps()).extracting(Step::state).containsOnly(StepState.PENDING);
    }

    @Test
    void takingOverIsRefusedWhileTheOwnerMayRun() {
        String id = bench.started();

        EngineResult refused = bench.resume(id, SECOND, null, null);

        assertThat(refused.summary()).contains(EngineRig.FIRST);
        assertThat(bench.operation(id).owner().executionArn()).isEqualTo(EngineRig.FIRST);
    }

    @Test
    void anExecutionTakesOverFromOneThatHasEnded() {
        String id = bench.started();
        bench.running.clear();

        assertThat(bench.resume(id, SECOND, null, null).next()).isEqualTo(new NextAction.Go());

        assertThat(bench.operation(id).owner().executionArn()).isEqualTo(SECOND);
        assertThat(bench.step(id).next()).as("the old owner").isInstanceOf(NextAction.Fail.class);
        assertThat(bench.engine.step(bench.invocation(), id, SECOND).next()).isEqualTo(new NextAction.Go());
    }

    @Test
    void theNewsOfTheOwnersEndInBetweenDoesNotStopATakeOver() {
        String id = bench.started();
        bench.running.clear();
        bench.store.beforeNextSave(
                () -> bench.engine.executionEnded(bench.invocation(), EngineRig.FIRST, id, "it was stopped"));

        assertThat(bench.resume(id, SECOND, null, null).next()).isEqualTo(new NextAction.Ask());
        assertThat(bench.operation(id).owner().executionArn()).isEqualTo(SECOND);
    }

    @Test
    void takingOverAPausedOperationAsksItsQuestion() {
        String id = bench.started();
        bench.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        bench.step(id);
        bench.running.clear();

        assertThat(bench.resume(id, SECOND, null, null).next()).isEqualTo(new NextAction.Ask());
    }

    @Test
    void aFinishedOperationIsNotTakenOver() {
        String id = bench.started();
        bench.run(id);
        bench.running.clear();

        assertThat(bench.resume(id, SECOND, null, null).summary()).contains("has ended");
    }

    @Test
    void anUnknownOperationIsAnInvalidRequest() {
        assertThat(bench.resume("op-unknown", SECOND, null, null).next())
                .isInstanceOfSatisfying(
                        NextAction.Fail.class, f -> assertThat(f.code()).isEqualTo(NextAction.Code.INVALID_REQUEST));
    }

    @Test
    void aLongExecutionHandsOverToANamedSuccessorAndGoesOnUntilThatTakesOver() {
        String id = bench.started();
        bench.script.put("one", run -> Outcome.waiting("a day to pass", 60));
        bench.plan.clear();
        EngineResult last = bench.step(id);
        for (int i = 0; i < Owner.CALLS_BEFORE_HAND_OVER && !(last.next() instanceof NextAction.HandOver); i++) {
            bench.now = bench.now.plusMillis(1);
            last = bench.step(id);
        }
        assertThat(last.next()).isEqualTo(new NextAction.HandOver(id + "-2"));
        assertThat(bench.step(id).next()).as("starting the successor failed").isEqualTo(new NextAction.Wait(60));

        EngineResult taken = bench.resume(id, EngineRig.MACHINE + id + "-2", null, null);

        assertThat(taken.next()).isEqualTo(new NextAction.Go());
        assertThat(bench.operation(id).owner().calls()).isZero();
        assertThat(bench.step(id).next()).isEqualTo(new NextAction.HandedOver(id + "-2"));
    }

    @Test
    void whenItsExecutionEndsTheOperationIsPausedAndPeopleAreTold() {
        String id = bench.started();
        bench.running.clear();

        bench.engine.executionEnded(bench.invocation(), EngineRig.FIRST, null, "it was ABORTED");

        assertThat(bench.operation(id).state()).isEqualTo(OperationState.PAUSED);
        assertThat(bench.published).extracting(LogEntry::type).contains(LogEntry.Type.OPERATION_STALLED);
        assertThat(bench.operation(id).question())
                .satisfies(q -> assertThat(q.reason()).contains("start-execution"));
    }

    @Test
    void repeatedAndLateNewsOfAnEndChangeNothing() {
        String id = bench.started();
        bench.running.clear();
        bench.engine.executionEnded(bench.invocation(), EngineRig.FIRST, null, "it was ABORTED");
        bench.resume(id, SECOND, null, null);
        bench.running.add(SECOND);
        long version = bench.operation(id).version();

        bench.engine.executionEnded(bench.invocation(), EngineRig.FIRST, null, "it was ABORTED");
        bench.engine.sweep(bench.invocation());

        assertThat(bench.operation(id).version()).isEqualTo(version);
    }

    @Test
    void theSweepFindsWhatTheNewsMissed() {
        String id = bench.started();
        bench.running.clear();

        bench.engine.sweep(bench.invocation());

        assertThat(bench.operation(id).state()).isEqualTo(OperationState.PAUSED);
    }

    @Test
    void theSweepPublishesWhatCouldNotBeToldWhenItWasFound() {
        String id = bench.started();
        bench.running.clear();
        bench.busDown = true;
        bench.engine.executionEnded(bench.invocation(), EngineRig.FIRST, null, "it was ABORTED");
        bench.engine.sweep(bench.invocation());
        assertThat(bench.published).extracting(LogEntry::type).doesNotContain(LogEntry.Type.OPERATION_STALLED);

        bench.busDown = false;
        bench.engine.sweep(bench.invocation());
        bench.engine.sweep(bench.invocation());

        assertThat(bench.published).extracting(LogEntry::type).containsOnlyOnce(LogEntry.Type.OPERATION_STALLED);
        assertThat(bench.operation(id).outbox()).isEmpty();
    }

    @Test
    void theSweepPublishesTheEndOfAnOperationWhoseExecutionIsGone() {
        String id = bench.started();
        bench.busDown = true;
        bench.run(id);
        bench.running.clear();
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.COMPLETED);

        bench.busDown = false;
        bench.engine.sweep(bench.invocation());

        assertThat(bench.published).extracting(LogEntry::type).containsOnlyOnce(LogEntry.Type.OPERATION_COMPLETED);
        assertThat(bench.operation(id).outbox()).isEmpty();
    }

    @Test
    void anOperationThatCannotBeJudgedDoesNotHideTheOthersFromTheSweep() {
        String first = bench.started();
        bench.running.clear();
        String second = bench.start("another", SECOND).operation().orElseThrow().id();
        bench.unknown.add(SECOND);

        assertThatThrownBy(() -> bench.engine.sweep(bench.invocation())).isInstanceOf(TransientFailure.class);

        assertThat(bench.operation(first).state()).isEqualTo(OperationState.PAUSED);
        assertThat(bench.operation(second).state()).isNotEqualTo(OperationState.PAUSED);
    }

    @Test
    void gatesAndDeadlinesOfALiveOperationCanBeEdited() {
        String id = bench.started();

        bench.edit(id, edit(List.of("two"), null));

        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Ask());
        assertThat(bench.operation(id).steps().get(1).planned().deadline()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void anEditPausesAtTheNextStepAndKeepsTheGatesThatTheParametersSet() {
        bench.plan.set(1, bench.plan.get(1).gated("pause_before_two: it is not undone easily"));
        String id = bench.started();
        bench.step(id);

        bench.edit(id, edit(List.of("next", "tidy"), null));
        bench.edit(id, edit(List.of(), null));

        assertThat(bench.operation(id).steps())
                .extracting(s -> s.planned().gate())
                .containsExactly(null, "pause_before_two: it is not undone easily", null);
    }

    @Test
    void aGateOnAStepThatHasBegunOrIsOverIsRefusedWithTheStepsToCome() {
        String id = bench.started();
        bench.step(id);
        bench.script.put("two", run -> Outcome.waiting("a while", 5));
        bench.step(id);
        long version = bench.operation(id).version();

        for (String late : List.of("one", "two")) {
            EngineResult refused = bench.edit(id, edit(List.of(late, "tidy"), null));
            assertThat(refused.summary())
                    .isEqualTo("pause_before '" + late
                            + "' names a step that has begun or is over: nothing would ask. To come are: tidy");
        }
        assertThat(bench.operation(id).version()).isEqualTo(version);
    }

    @Test
    void pausingIsAGateAtTheNextStep() {
        String id = bench.started();
        bench.script.put("one", run -> Outcome.waiting("a while", 5));
        bench.step(id);

        bench.edit(id, edit(List.of("next"), null));
        bench.script.remove("one");

        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Ask());
        assertThat(bench.operation(id).current().orElseThrow().name()).isEqualTo("two");
    }

    @Test
    void aQuestionThatNobodyAnswersForMonthsIsHandedOverBeforeTheHistoryIsFull() {
        String id = bench.started();
        bench.script.put("one", run -> Outcome.waiting("a while", 5));
        for (int i = 0; i < Owner.CALLS_BEFORE_HAND_OVER - 2; i++) {
            bench.step(id);
        }
        bench.script.put("one", run -> {
            throw new LastingFailure("no way");
        });
        bench.step(id);
        String question = bench.question(id).id();

        EngineResult again =
                bench.resume(id, EngineRig.FIRST, question, JsonTrees.object().put("Error", "States.Timeout"));
        bench.running.clear();
        EngineResult taken = bench.resume(id, EngineRig.MACHINE + id + "-2", null, null);

        assertThat(again.next()).isEqualTo(new NextAction.HandOver(id + "-2"));
        assertThat(taken.next()).isEqualTo(new NextAction.Ask());
        assertThat(bench.question(id).id()).isEqualTo(question);
        assertThat(bench.operation(id).owner().calls()).isZero();
    }

    @Test
    void anExecutionHandsOverBeforeItsYearIsOver() {
        String id = bench.started();
        bench.script.put("one", run -> Outcome.waiting("a while", 5));
        for (int i = 0; i < 49; i++) {
            bench.step(id);
        }

        bench.pass(Duration.ofDays(301));

        assertThat(bench.step(id).next()).isEqualTo(new NextAction.HandOver(id + "-2"));
    }

    private static ResumeRequest.Changes edit(List<String> pauseBefore, Schedule.@Nullable Outside outside) {
        return new ResumeRequest.Changes(pauseBefore, 600L, null, null, false, outside);
    }
}
