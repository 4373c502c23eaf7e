package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.store.OperationJson;
import io.rdsmaint.testkit.engine.EngineRig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which steps a rollback takes in, in which order, and which leave something behind: those that have begun and acted. */
class BegunStepsTest {
    private final EngineRig rig = EngineRig.planning("one", "two", "three");
    private String id = "";

    @BeforeEach
    void undoAndResidueOfEach() {
        for (String action : List.of("one", "two", "three", "tidy")) {
            rig.undo.put(action, List.of(named("Bring back " + action)));
            rig.residue.put(action, action + " is changed");
        }
        id = rig.started();
    }

    private static PlannedStep named(String name) {
        PlannedStep back = EngineRig.step("back", false);
        return new PlannedStep(
                name,
                back.action(),
                back.parameters(),
                null,
                back.deadline(),
                back.expected(),
                back.calls(),
                false,
                false);
    }

    private void breaks(String action) {
        rig.script.put(action, run -> {
            throw new LastingFailure("broken");
        });
    }

    private Question askedIn(String action) {
        breaks(action);
        assertThat(rig.run(id).next()).isEqualTo(new NextAction.Ask());
        return rig.question(id);
    }

    private static String consequence(Question question, Question.Action action) {
        return question.options().stream()
                .filter(o -> o.action() == action)
                .map(Question.Option::consequence)
                .findFirst()
                .orElseThrow();
    }

    private List<String> ranBack() {
        List<String> ran = new ArrayList<>();
        rig.script.put("back", run -> {
            ran.add(run.step().name());
            return Outcome.done();
        });
        rig.answer(id, "rollback");
        assertThat(rig.run(id).next()).isInstanceOf(NextAction.Fail.class);
        assertThat(rig.operation(id).state()).isEqualTo(OperationState.ROLLED_BACK);
        return ran;
    }

    @Test
    void whatWasDoneIsBroughtBackNewestFirstAndNothingElse() {
        Question question = askedIn("three");

        assertThat(consequence(question, Question.Action.ROLLBACK))
                .isEqualTo("bring everything back, newest first: Bring back two, Bring back one");
        assertThat(ranBack()).containsExactly("Bring back two", "Bring back one");
    }

    @Test
    void aStepThatMayHaveChangedSomethingIsBroughtBackAlthoughItIsNotDone() {
        rig.script.put("three", run -> {
            if (run.intent().isEmpty()) {
                return run.change(Change.repeatable("Change c", "c", () -> true, Intent::spend));
            }
            throw new LastingFailure("broken");
        });
        for (int i = 0; i < 10 && rig.operation(id).question() == null; i++) {
            rig.step(id);
        }

        assertThat(consequence(rig.question(id), Question.Action.ABORT))
                .endsWith("left behind: one is changed; two is changed; three is changed");
        assertThat(ranBack()).containsExactly("Bring back three", "Bring back two", "Bring back one");
    }

    @Test
    void aStepThatBeganAndDidNothingLeavesNothing() {
        Question question = askedIn("one");

        assertThat(consequence(question, Question.Action.ROLLBACK))
                .isEqualTo("end as rolled back; nothing has been changed that must be brought back");
        assertThat(consequence(question, Question.Action.ABORT)).endsWith("; nothing is left behind");
    }

    @Test
    void aStepThatHasNotBegunHindersNoRollback() {
        rig.irreversible.put("three", "a switchover is not undone");

        Question question = askedIn("two");

        assertThat(consequence(question, Question.Action.ROLLBACK))
                .isEqualTo("bring everything back, newest first: Bring back one");
    }

    @Test
    void aFinallyStepIsNoChangeToBringBack() {
        rig.irreversible.put("tidy", "what is tidied stays so");
        breaks("tidy");
        rig.run(id);

        assertThat(rig.operation(id).current().orElseThrow().name()).isEqualTo("tidy");
        assertThat(rig.question(id).options()).noneMatch(o -> o.action() == Question.Action.ROLLBACK);
        assertThat(rig.question(id).reason()).doesNotContain("There is no rollback any more");
    }

    @Test
    void theSameIsLeftBehindOnlyOnce() {
        rig.residue.put("two", "one is changed");
        askedIn("three");

        rig.answer(id, "abort");
        rig.run(id);

        assertThat(rig.operation(id).residue()).containsExactly("one is changed", "tidy is changed");
    }

    @Test
    void whatAnAbortWouldLeaveIsNotWhatTheOperationHeadsFor() {
        askedIn("two");

        assertThat(rig.operation(id).ending()).isEqualTo(Operation.Ending.COMPLETED);
    }

    @Test
    void aPlannedStepOfAnUnknownKindLeavesNothingAndOneThatBeganItsPlan() {
        OperationJson json = new OperationJson();
        breaks("three");
        rig.run(id);
        String stored = json.write(rig.operation(id));
        rig.store.replace(json.readOperation(stored.replace("\"action\":\"two\"", "\"action\":\"teleport\"")
                .replace("\"action\":\"tidy\"", "\"action\":\"vacuum\"")
                .replace("\"Calltidy\"", "")));

        rig.answer(id, "abort");
        rig.run(id);

        assertThat(rig.operation(id).current().orElseThrow().name()).isEqualTo("tidy");
        assertThat(consequence(rig.question(id), Question.Action.ABORT))
                .contains("one is changed", "step two, of kind teleport")
                .endsWith("its plan was to call Calltwo");
    }
}
