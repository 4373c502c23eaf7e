package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rdsmaint.testkit.engine.EngineRig;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** News of executions' ends, whoever they are of; and saves of others while the engine itself tells and publishes. */
class NewsAndConflictsTest {
    private static final String SECOND = EngineRig.MACHINE + "second";

    private final EngineRig rig = EngineRig.planning("one", "two");
    private final String id = rig.started();

    private void ended(String execution, @Nullable String operation) {
        rig.engine.executionEnded(rig.invocation(), execution, operation, "it was ABORTED");
    }

    private void edited() {
        rig.edit(id, new ResumeRequest.Changes(null, 3_600L, null, null, false, null));
    }

    private <T extends EngineSignal> List<T> told(Class<T> kind) {
        return rig.occurrences.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void newsOfAnExecutionThatNobodyKnowsConcernNobody() {
        rig.running.clear();

        assertThatCode(() -> ended(SECOND, null)).doesNotThrowAnyException();
        assertThatCode(() -> ended(SECOND, "op-unknown")).doesNotThrowAnyException();

        assertThat(rig.operation(id).owner().stalled()).isFalse();
    }

    @Test
    void newsOfAnExecutionThatCameToTakeOverAreNewsOfTheOperation() {
        rig.running.clear();

        ended(SECOND, id);

        assertThat(rig.operation(id).owner().stalled()).isTrue();
    }

    @Test
    void whatIsSavedWhilePeopleAreToldIsLeftToTheNextSweep() {
        rig.running.clear();
        rig.store.beforeNextSave(this::edited);

        rig.engine.sweep(rig.invocation());
        assertThat(told(EngineSignal.Unsaved.class)).hasSize(1);
        assertThat(told(EngineSignal.Swept.class).getLast().operations())
                .singleElement()
                .satisfies(live -> assertThat(live.stalled()).isFalse());

        rig.engine.sweep(rig.invocation());
        assertThat(rig.operation(id).owner().stalled()).isTrue();
    }

    @Test
    void whatIsSavedWhileEventsArePublishedDoesNotStopTheExecution() {
        rig.store.beforeNextSave(() -> rig.store.beforeNextSave(this::edited));

        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Go());

        assertThat(told(EngineSignal.Unsaved.class)).hasSize(1);
        assertThat(rig.operation(id).outbox()).as("published again later").isNotEmpty();
        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Succeed());
        assertThat(rig.operation(id).outbox()).isEmpty();
    }

    @Test
    void whatTheBusSaidOfSingleEventsIsTold() {
        rig.busDown = true;

        rig.step(id);

        assertThat(told(EngineSignal.Unpublished.class))
                .extracting(EngineSignal.Unpublished::why)
                .containsOnly("the bus is down: down");
    }

    @Test
    void aFormerOwnerThatActedAndDidNotHandOverIsNoOwnerAnyMore() {
        rig.step(id);
        rig.running.clear();
        rig.resume(id, SECOND, null, null);

        assertThat(rig.step(id).next())
                .isInstanceOfSatisfying(
                        NextAction.Fail.class, f -> assertThat(f.code()).isEqualTo(NextAction.Code.NOT_OWNER));
    }

    @Test
    void anOwnerThatWasThoughtToHaveEndedAndCallsIsBackAndPeopleAreTold() {
        rig.running.clear();
        ended(EngineRig.FIRST, id);

        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Ask());

        assertThat(rig.operation(id).owner().stalled()).isFalse();
        assertThat(rig.log(id)).endsWith(LogEntry.Type.OPERATION_TAKEN_OVER);
    }

    @Test
    void aPausedOperationIsNotStoredAgainByACallOfItsOwner() {
        rig.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        rig.step(id);
        long version = rig.operation(id).version();

        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.operation(id).version()).isEqualTo(version);
    }

    @Test
    void aGateThatNamesNoStepIsRefusedAndAnEditWithoutGatesKeepsThem() {
        rig.edit(id, new ResumeRequest.Changes(List.of("two"), null, null, null, false, null));

        EngineResult refused = rig.edit(id, new ResumeRequest.Changes(List.of("three"), null, null, null, false, null));
        edited();

        assertThat(refused.next())
                .isInstanceOfSatisfying(
                        NextAction.Fail.class, f -> assertThat(f.cause()).contains("'three' names no step"));
        assertThat(rig.operation(id).steps())
                .extracting(s -> s.planned().gate())
                .containsExactly(null, Gates.BY_NAME, null);
    }

    @Test
    void anEditThatLeavesNoRoomForAStepSaysSoInTheLog() {
        rig.plan.set(0, disruptive(java.time.Duration.ofHours(3)));
        String other = rig.start("another", SECOND).operation().orElseThrow().id();

        rig.edit(
                other,
                new ResumeRequest.Changes(
                        null, null, null, Window.parse("02:00-04:00").orElseThrow(), false, null));

        assertThat(rig.store.events(other).getLast().message())
                .startsWith("disruptive steps begin in the window")
                .contains("(UTC). one usually takes 180 minutes, longer than the window");
    }

    private static PlannedStep disruptive(java.time.Duration expected) {
        PlannedStep one = EngineRig.step("one", false);
        return new PlannedStep(
                one.name(),
                one.action(),
                one.parameters(),
                null,
                java.time.Duration.ofHours(6),
                expected,
                one.calls(),
                false,
                true);
    }
}
