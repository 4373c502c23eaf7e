package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each option of a question destroys and leads to, and what preflight's findings make of a start. */
class QuestionOptionsTest {
    private final EngineRig rig = EngineRig.planning("one", "two");

    private String askedIn(String action) {
        rig.script.put(action, run -> {
            throw new LastingFailure("broken");
        });
        String id = rig.started();
        rig.run(id);
        return id;
    }

    private Map<Question.Action, Boolean> destructive(String id) {
        return rig.question(id).options().stream()
                .collect(Collectors.toMap(Question.Option::action, Question.Option::destructive));
    }

    private String consequence(String id, Question.Action action) {
        return rig.question(id).options().stream()
                .filter(o -> o.action() == action)
                .findFirst()
                .orElseThrow()
                .consequence();
    }

    private static Finding finding(Finding.Severity severity) {
        return new Finding("a-code", severity, "seen so", "do so", List.of());
    }

    @Test
    void whereNothingWasChangedNoOptionDestroys() {
        assertThat(destructive(askedIn("one")))
                .isEqualTo(Map.of(
                        Question.Action.CONTINUE, false,
                        Question.Action.ROLLBACK, false,
                        Question.Action.ABORT, false,
                        Question.Action.MARK_COMPLETE, false));
    }

    @Test
    void whatIsLeftBehindDestroysNothing() {
        rig.undo.put("one", List.of(EngineRig.step("back", false)));
        rig.residue.put("one", "a is changed");

        assertThat(destructive(askedIn("two"))).doesNotContainValue(true);
    }

    @Test
    void takingServiceAwayBeforeTheNextQuestionIsMarkedAndNamed() {
        rig.plan.set(1, rig.plan.get(1).disrupting());
        rig.undo.put("one", List.of(EngineRig.step("back", false).disrupting()));

        String id = askedIn("two");

        assertThat(destructive(id))
                .isEqualTo(Map.of(
                        Question.Action.CONTINUE, true,
                        Question.Action.ROLLBACK, true,
                        Question.Action.ABORT, false,
                        Question.Action.MARK_COMPLETE, false));
        assertThat(consequence(id, Question.Action.CONTINUE))
                .endsWith("; until it asks again, this takes service away from clients: two (usually 1 min)");
        assertThat(consequence(id, Question.Action.ROLLBACK))
                .endsWith("; this takes service away from clients: back (usually 1 min)");
        assertThat(rig.question(id).situation())
                .isEqualTo(
                        "demo serves. It can wait: nothing is done until somebody answers. Safe: to leave it open, or"
                                + " abort.");
    }

    /** On the way back the steps of the way there have been skipped. */
    @Test
    void whatIsSkippedIsNotAhead() {
        rig.plan.add(2, EngineRig.step("three", false).disrupting());
        rig.undo.put("one", List.of(EngineRig.step("back", false)));
        String id = askedIn("two");
        rig.script.put("back", run -> {
            throw new LastingFailure("not that either");
        });

        rig.answer(id, "rollback");
        rig.run(id);

        assertThat(rig.operation(id).rollingBack()).isTrue();
        assertThat(rig.question(id).reason()).contains("not that either");
        assertThat(consequence(id, Question.Action.CONTINUE)).doesNotContain("takes service away");
        assertThat(destructive(id)).doesNotContainValue(true);
    }

    @Test
    void whatComesAfterTheNextQuestionIsThatOnes() {
        rig.plan.set(1, rig.plan.get(1).disrupting().gated("look first"));

        assertThat(destructive(askedIn("one"))).doesNotContainValue(true);
    }

    @Test
    void deletingInAFinallyStepIsMarkedOnWhateverEndsTheOperation() {
        rig.deletes.put("tidy", "the copy");

        String id = askedIn("one");

        assertThat(destructive(id))
                .isEqualTo(Map.of(
                        Question.Action.CONTINUE, false,
                        Question.Action.ROLLBACK, true,
                        Question.Action.ABORT, true,
                        Question.Action.MARK_COMPLETE, true));
        assertThat(consequence(id, Question.Action.ABORT))
                .isEqualTo(
                        "stop here, tidy up (tidy) and end as failed; this deletes for good: the copy; nothing is left"
                                + " behind");
    }

    @Test
    void aFinallyStepIsGivenUpAndTheOthersRun() {
        String id = askedIn("tidy");

        assertThat(consequence(id, Question.Action.ABORT))
                .isEqualTo("stop here, give up this step and end as failed; nothing is left behind");
        assertThat(consequence(id, Question.Action.MARK_COMPLETE))
                .isEqualTo("you declare the work done, give up this step and end as completed; nothing is left behind");
    }

    @Test
    void whatOnlyAsksOrWarnsDoesNotRefuseAStart() {
        rig.findings.add(finding(Finding.Severity.WARN));
        rig.findings.add(finding(Finding.Severity.ASK));

        assertThat(rig.start().operation()).isPresent();
    }

    @Test
    void aDryRunSaysAboutHowMuchItWouldAsk() {
        assertThat(rig.start(true, EngineRig.FIRST).summary())
                .isEqualTo("Dry run: scripted change. 3 steps, about 3 minutes. Nothing was changed.");
        rig.findings.add(finding(Finding.Severity.WARN));
        rig.findings.add(finding(Finding.Severity.ASK));
        assertThat(rig.start(true, EngineRig.FIRST).summary())
                .contains("; preflight would ask about 1 finding. Nothing");
        rig.findings.add(finding(Finding.Severity.ASK));
        assertThat(rig.start(true, EngineRig.FIRST).summary()).contains("; preflight would ask about 2 findings.");
    }

    @Test
    void theSchedulesOwnChoicesSayOnceWhenItGoesOnAndTheOthersSayItToo() {
        rig.options = new Options(
                null, new Schedule(rig.now.plus(Duration.ofHours(2)), null, Schedule.Outside.ASK), List.of(), 0);
        PlannedStep one = rig.plan.getFirst();
        rig.plan.set(
                0,
                new PlannedStep(
                        one.name(),
                        one.action(),
                        one.parameters(),
                        null,
                        one.deadline(),
                        one.expected(),
                        one.calls(),
                        false,
                        true));
        String id = rig.started();
        rig.step(id);

        assertThat(rig.question(id).options())
                .filteredOn(o -> o.action() == Question.Action.CONTINUE)
                .extracting(Question.Option::consequence)
                .containsExactly(
                        "wait; the step begins by itself at 2026-03-01 04:00:00 UTC",
                        "run this step now; until it asks again, this takes service away from clients: one (usually 1 min)");
    }
}
