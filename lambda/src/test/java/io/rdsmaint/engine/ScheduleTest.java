package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    /** A Sunday, 02:00. */
    private final EngineRig bench = EngineRig.planning("one", "two");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T02:00:00Z, 30, 2026-03-01T02:00:00Z",
        "2026-03-01T03:30:00Z, 30, 2026-03-01T03:30:00Z",
        "2026-03-01T03:31:00Z, 30, 2026-03-08T02:00:00Z",
        "2026-03-01T01:59:00Z, 30, 2026-03-01T02:00:00Z",
        "2026-03-04T12:00:00Z, 30, 2026-03-08T02:00:00Z",
        // What fits exactly has two minutes: whoever waits for the opening wakes up a moment later.
        "2026-03-01T02:02:00Z, 120, 2026-03-01T02:02:00Z",
        "2026-03-01T02:02:01Z, 120, 2026-03-08T02:00:00Z",
        // What does not fit begins in the first quarter of an hour, not in the one instant of the opening that nobody
        // meets.
        "2026-03-01T02:00:01Z, 180, 2026-03-01T02:00:01Z",
        "2026-03-01T02:15:00Z, 180, 2026-03-01T02:15:00Z",
        "2026-03-01T02:15:01Z, 180, 2026-03-08T02:00:00Z"
    })
    void aStepBeginsWhileItFitsIntoTheWindowAndOneThatDoesNotAtItsBeginning(
            Instant now, long minutes, Instant opening) {
        Schedule weekly = new Schedule(null, window("sun:02:00-sun:04:00"), Schedule.Outside.WAIT);

        assertThat(weekly.opening(now, Duration.ofMinutes(minutes))).isEqualTo(opening);
    }

    @ParameterizedTest
    @CsvSource({
        // a window shorter than a quarter of an hour, and one shorter than two minutes
        "02:00-02:10, 2026-03-01T02:09:59Z, 20, 2026-03-01T02:09:59Z",
        "02:00-02:10, 2026-03-01T02:10:00Z, 20, 2026-03-02T02:00:00Z",
        "02:00-02:01, 2026-03-01T02:00:59Z, 1, 2026-03-01T02:00:59Z",
        "02:00-02:01, 2026-03-01T02:01:00Z, 1, 2026-03-02T02:00:00Z"
    })
    void nothingBeginsOnceTheWindowIsClosed(String window, Instant now, long minutes, Instant opening) {
        assertThat(window(window).opening(now, Duration.ofMinutes(minutes))).isEqualTo(opening);
    }

    @Test
    void theWindowCountsFromTheEarliestTimeOn() {
        Schedule later =
                new Schedule(Instant.parse("2026-03-10T00:00:00Z"), window("02:00-04:00"), Schedule.Outside.WAIT);

        assertThat(later.opening(bench.now, Duration.ofMinutes(5))).isEqualTo("2026-03-10T02:00:00Z");
    }

    @Test
    void onlyDisruptiveStepsWaitForTheWindowAndTheirDeadlineDoesNotRunMeanwhile() {
        String id = disruptiveSecond(Schedule.Outside.WAIT);

        EngineResult held = bench.run(id);

        assertThat(held.next()).isEqualTo(new NextAction.Wait(300));
        assertThat(held.summary()).contains("two", "waiting for 2026-03-01T12:00:00Z");
        assertThat(bench.operation(id).steps().get(1).state()).isEqualTo(StepState.PENDING);
        bench.pass(Duration.ofHours(10));
        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Succeed());
        assertThat(bench.log(id)).containsOnlyOnce(LogEntry.Type.STEP_HELD);
    }

    @Test
    void outsideTheWindowAPersonIsAskedWhenThatWasChosenAndMayBeginNow() {
        String id = disruptiveSecond(Schedule.Outside.ASK);

        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Ask());
        assertThat(bench.question(id).reason()).contains("two", "12:00-13:00");
        bench.resume(id, EngineRig.FIRST, bench.question(id).id(), answer("now"));

        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Succeed());
    }

    @Test
    void aPersonWhoChoosesToWaitIsNotAskedAgain() {
        String id = disruptiveSecond(Schedule.Outside.ASK);
        bench.run(id);

        bench.resume(id, EngineRig.FIRST, bench.question(id).id(), answer("wait"));

        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Wait(300));
        bench.pass(Duration.ofHours(10));
        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Succeed());
    }

    @Test
    void aGateIsAskedBeforeTheStepWaitsSoThatNobodyIsWokenInTheWindow() {
        bench.plan.set(1, bench.plan.get(1).gated("look first"));
        String id = disruptiveSecond(Schedule.Outside.WAIT);

        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Ask());
        bench.answer(id, "continue");

        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Wait(300));
    }

    @Test
    void aRollbackDoesNotWaitForTheWindow() {
        bench.undo.put("one", List.of(EngineRig.step("back", false).disrupting()));
        String id = disruptiveSecond(Schedule.Outside.ASK);
        bench.run(id);

        bench.answer(id, "rollback");

        assertThat(bench.run(id).operation().orElseThrow().state()).isEqualTo(OperationState.ROLLED_BACK);
    }

    @Test
    void theScheduleOfALiveOperationCanBeEdited() {
        String id = disruptiveSecond(Schedule.Outside.WAIT);
        bench.run(id);

        edit(id, new ResumeRequest.Changes(null, null, Instant.parse("2026-03-03T00:00:00Z"), null, true, null));
        bench.pass(Duration.ofHours(20));
        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Wait(300));
        bench.pass(Duration.ofHours(30));

        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Succeed());
    }

    @Test
    void whoEditsTheScheduleSeesItTakenUpWithinMinutesAndNothingOldMeanwhile() {
        String id = disruptiveSecond(Schedule.Outside.WAIT);
        NextAction wait = bench.run(id).next();
        assertThat(bench.operation(id).steps().get(1).waitCondition()).contains("12:00-13:00");

        edit(id, new ResumeRequest.Changes(null, null, null, null, true, null));

        assertThat(wait).isEqualTo(new NextAction.Wait(300));
        assertThat(bench.operation(id).steps().get(1).waitCondition())
                .contains("within 5 minutes")
                .doesNotContain("12:00");
        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Succeed());
    }

    private void edit(String id, ResumeRequest.Changes edit) {
        bench.edit(id, edit);
    }

    private String disruptiveSecond(Schedule.Outside outside) {
        bench.plan.set(1, bench.plan.get(1).disrupting());
        bench.options = new Options(null, new Schedule(null, window("12:00-13:00"), outside), List.of(), 0);
        return bench.started();
    }

    private static ObjectNode answer(String choice) {
        return JsonTrees.object().put("action", "continue").put("choice", choice);
    }

    private static Window window(String text) {
        return Window.parse(text).orElseThrow();
    }
}
