package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.store.OperationJson;
import io.rdsmaint.testkit.engine.EngineRig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release is taken back while an operation has steps that only the newer one knows. */
class UnknownKindsTest {
    private static final String UNKNOWN = "of kind teleport";

    private final OperationJson json = new OperationJson();
    private final EngineRig rig = EngineRig.planning("one", "two", "three");
    private final List<String> ran = new ArrayList<>();
    private String id = "";

    @BeforeEach
    void threeStepsOfWhichTheFirstTwoHaveChangedSomething() {
        rig.script.put("one", run -> changed(run, "a"));
        rig.script.put("two", run -> changed(run, "b"));
        rig.script.put("three", run -> {
            throw new LastingFailure("broken");
        });
        rig.undo.put("one", List.of(EngineRig.step("back", false)));
        for (String action : List.of("back", "tidy", "settle")) {
            rig.script.put(action, run -> {
                ran.add(action);
                return Outcome.done();
            });
        }
        id = rig.started();
    }

    private static Outcome changed(StepRun run, String what) {
        return run.intent().isPresent()
                ? Outcome.done()
                : run.change(Change.repeatable("Change " + what, what, () -> true, Intent::spend));
    }

    /** The code that goes on does not know the kind of this step. */
    private void unknown(String step) {
        String stored = json.write(rig.operation(id));
        assertThat(stored).contains("\"action\":\"" + step + "\"");
        rig.store.replace(json.readOperation(stored.replace("\"action\":\"" + step + "\"", "\"action\":\"teleport\"")));
    }

    private void until(int index) {
        for (int i = 0; i < 20 && rig.operation(id).index() < index; i++) {
            rig.step(id);
        }
    }

    private void asked() {
        for (int i = 0; i < 20 && rig.operation(id).state() != OperationState.PAUSED; i++) {
            rig.step(id);
        }
        assertThat(rig.operation(id).state()).isEqualTo(OperationState.PAUSED);
    }

    @Test
    void aRollbackIsNotOfferedBeyondAStepOfAnUnknownKind() {
        until(2);
        unknown("two");
        asked();

        assertThat(rig.question(id).options())
                .extracting(Question.Option::action)
                .doesNotContain(Question.Action.ROLLBACK);
        assertThat(rig.question(id).reason()).contains("There is no rollback any more", "step two", UNKNOWN);
    }

    @Test
    void oneThatWasAskedForBeforeEndsThereAndSaysWhatStays() {
        until(2);
        asked();
        unknown("two");

        rig.answer(id, "rollback");
        rig.run(id);

        assertThat(rig.operation(id).state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(ran).as("what is older is not brought back over it").containsExactly("settle", "tidy");
        assertThat(rig.operation(id).residue())
                .singleElement()
                .asString()
                .contains("step two", UNKNOWN, "its plan was to call Calltwo");
    }

    @Test
    void whoeverAbortsIsToldBeforeAndAfterwards() {
        until(2);
        unknown("one");
        asked();
        assertThat(rig.question(id).options())
                .filteredOn(o -> o.action() == Question.Action.ABORT)
                .singleElement()
                .satisfies(o -> assertThat(o.consequence()).contains("step one", UNKNOWN));

        rig.answer(id, "abort");
        rig.run(id);

        assertThat(rig.operation(id).state()).isEqualTo(OperationState.FAILED);
        assertThat(rig.operation(id).residue()).singleElement().asString().contains("step one", UNKNOWN);
    }

    @Test
    void aStepThatIsOnlyPlannedHindersNoRollback() {
        until(2);
        unknown("three");
        asked();
        assertThat(rig.question(id).reason()).contains("does not know the step action 'teleport'");

        rig.answer(id, "rollback");
        rig.run(id);

        assertThat(ran).containsExactly("settle", "back", "tidy");
        assertThat(rig.operation(id).state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(rig.operation(id).residue()).isEmpty();
    }
}
