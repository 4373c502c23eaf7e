package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.SavedIntent.State;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows, from 12:00 to 12:30; the rig's first time is 02:00. */
class HeldByTheScheduleTest extends HeldSteps {
    private String started(Schedule.Outside outside) {
        rig.plan.set(0, rig.plan.getFirst().disrupting());
        Window window = Window.parse("12:00-12:30").orElseThrow();
        rig.options = new Options(null, new Schedule(null, window, outside), List.of(), 0);
        return rig.started();
    }

    private void at(String time) {
        Instant then = Instant.parse("2026-03-" + time + ":00Z");
        rig.pass(Duration.between(rig.now, then));
    }

    private ObjectNode answer(String choice) {
        return JsonTrees.object().put("action", "continue").put("choice", choice);
    }

    @Test
    void aStepThatBeganInTheWindowMakesNoCallOnceItIsClosed() {
        at("01T12:10");
        String id = started(Schedule.Outside.WAIT);
        rig.run(id);
        at("01T12:35");
        ready.set(true);

        EngineResult verdict = rig.run(id);

        assertThat(sent).isEmpty();
        assertThat(verdict.next()).isEqualTo(new NextAction.Wait(300));
        assertThat(verdict.summary()).contains("2026-03-02T12:00:00Z");
        assertThat(step(id).state()).isEqualTo(StepState.PENDING);
        assertThat(rig.log(id)).doesNotContain(LogEntry.Type.INTENT_SAVED);
        at("02T12:00");
        rig.run(id);
        assertThat(sent).containsExactly("Failover");
    }

    @Test
    void theLastLookMayTakeItOutOfTheWindow() {
        at("01T12:10");
        String id = started(Schedule.Outside.WAIT);
        rig.run(id);
        at("01T12:29");
        ready.set(true);
        secondLook = () -> rig.pass(Duration.ofSeconds(90));

        rig.run(id);

        assertThat(sent).isEmpty();
        assertThat(intent(id).state()).isEqualTo(State.REFUSED);
    }

    @Test
    void continueToAQuestionBeginsNothingOutsideItAndSaysWhen() {
        at("01T12:00");
        String id = started(Schedule.Outside.WAIT);
        rig.run(id);
        at("01T12:31");
        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.question(id).kind()).isEqualTo(Question.Kind.TIMEOUT);
        assertThat(rig.question(id).options().getFirst().consequence())
                .contains("no call is made before 2026-03-02 12:00:00 UTC", "12:00-12:30");
        at("01T22:31");
        ready.set(true);

        rig.answer(id, "continue");

        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Wait(300));
        assertThat(sent).isEmpty();
        assertThat(held(id)).isEqualTo(1);
        at("02T12:00");
        rig.run(id);
        assertThat(sent).containsExactly("Failover");
    }

    @Test
    void whereAPersonIsToDecideTheChangeAsksAndNowCountsForIt() {
        at("01T12:10");
        String id = started(Schedule.Outside.ASK);
        rig.run(id);
        at("01T12:35");
        ready.set(true);

        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.question(id).reason()).contains("outside its time");
        rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer("now"));
        rig.run(id);

        assertThat(sent).containsExactly("Failover");
    }

    @Test
    void nowThatWasSaidBeforeTheStepBeganCountsForItsCallHowLongItTakes() {
        String id = started(Schedule.Outside.ASK);
        rig.run(id);
        rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer("now"));
        rig.run(id);
        rig.pass(Duration.ofMinutes(20));
        ready.set(true);

        rig.run(id);

        assertThat(sent).containsExactly("Failover");
    }

    @Test
    void betweenTheCallsOfAStepAPersonIsAskedAndItGoesOnWhereItWas() {
        at("01T12:10");
        String id = started(Schedule.Outside.ASK);
        rig.script.put("one", run -> run.change(change(sent.isEmpty() ? "First" : "Second", repeatable())));
        rig.run(id);
        at("01T12:35");

        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Ask());
        at("01T15:00");
        rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer("now"));
        rig.run(id);

        assertThat(sent).containsExactly("First", "Second");
        assertThat(step(id).attempt()).isEqualTo(1);
        assertThat(rig.operation(id).question()).as("its deadline stood still").isNull();
    }

    @Test
    void aStepThatBeganInItsLastMomentIsNotHeldByItsOwnLooks() {
        at("01T12:29");
        String id = started(Schedule.Outside.WAIT);
        rig.run(id);
        rig.pass(Duration.ofSeconds(20));
        ready.set(true);

        rig.run(id);

        assertThat(sent).containsExactly("Failover");
    }

    @Test
    void aStepThatMissesTwoWindowsIsAskedAbout() {
        at("01T12:00");
        String id = started(Schedule.Outside.WAIT);
        missWindow(id, "01");
        assertThat(step(id).state()).isEqualTo(StepState.PENDING);

        missWindow(id, "02");

        assertThat(rig.operation(id).state()).isEqualTo(OperationState.PAUSED);
        assertThat(rig.question(id).reason()).contains("has not had its turn", "2 windows");
        assertThat(rig.question(id).options().getFirst().choice()).isEqualTo("wait");
        rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer("wait"));
        missWindow(id, "03");
        assertThat(rig.operation(id).state())
                .as("whoever said wait is asked again after two more")
                .isEqualTo(OperationState.RUNNING);
        missWindow(id, "04");
        assertThat(rig.operation(id).state()).isEqualTo(OperationState.PAUSED);
        assertThat(sent).isEmpty();
    }

    private void missWindow(String id, String day) {
        ready.set(false);
        at(day + "T12:05");
        rig.run(id);
        at(day + "T12:31");
        ready.set(true);
        rig.run(id);
    }

    @Test
    void aStepThatIsFrozenThroughTwoWindowsIsAskedAboutOnceItMayAgain() {
        String id = started(Schedule.Outside.WAIT);
        freeze();
        rig.run(id);
        at("02T18:00");
        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Wait(60));
        rig.engine.unfreeze();

        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.question(id).reason()).contains("has not had its turn");
    }

    @Test
    void windowsThatNobodyHadWrittenYetWereNotMissed() {
        at("01T12:00");
        String id = started(Schedule.Outside.WAIT);
        missWindow(id, "01");
        at("02T11:00");
        Window hourly = Window.parse("09:00-09:30").orElseThrow();
        rig.edit(id, new ResumeRequest.Changes(null, null, null, hourly, false, null));

        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Wait(300));
        at("03T09:31");
        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Wait(300));
    }

    @Test
    void aRollbackIsNotBoundInTheMiddleOfItsStepsEither() {
        rig.undo.put("one", List.of(EngineRig.step("back", false).disrupting()));
        at("01T12:10");
        ready.set(true);
        String id = started(Schedule.Outside.WAIT);
        rig.script.put("two", run -> {
            throw new LastingFailure("it broke");
        });
        rig.run(id);
        rig.run(id);
        at("01T13:00");
        rig.script.put("back", run -> run.change(change("Back", repeatable())));
        rig.answer(id, "rollback");

        rig.run(id);

        assertThat(sent).containsExactly("Failover", "Back");
    }

    @Test
    void aGateThatIsSetOnAStepThatWaitsAsksWhateverWasSaidBefore() {
        String id = started(Schedule.Outside.ASK);
        rig.run(id);
        rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer("wait"));
        rig.run(id);

        rig.edit(id, new ResumeRequest.Changes(List.of("next"), null, null, null, false, null));
        at("01T12:00");

        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.question(id).reason()).contains("Approval is needed");
    }

    @Test
    void aStepThatIsLongerThanItsWindowIsToldOfBeforehand() {
        rig.plan.set(0, rig.plan.getFirst().expecting(Duration.ofMinutes(45)));
        rig.plan.set(1, rig.plan.get(1).expecting(Duration.ofMinutes(45)));

        String id = started(Schedule.Outside.WAIT);

        assertThat(rig.operation(id).notes())
                .filteredOn(note -> note.contains("window"))
                .singleElement()
                .asString()
                .contains("one", "45 minutes", "12:00-12:30", "first 15 minutes");
        assertThat(rig.start(true, EngineRig.FIRST).plan())
                .anySatisfy(line -> assertThat(line).startsWith("NOTE one usually takes 45 minutes"));
    }
}
