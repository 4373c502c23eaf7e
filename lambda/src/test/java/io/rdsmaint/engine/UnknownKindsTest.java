package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.store.OperationJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release is taken back while an operation has steps that only the newer one knows. */
class UnknownKindsTest {
    private static final String UNKNOWN = "of kind teleport";

    private final OperationJson json = new OperationJson();
    private final Bench bench = Bench.planning("one", "two", "three");
    private final List<String> ran = new ArrayList<>();
    private String id = "";

    @BeforeEach
    void threeStepsOfWhichTheFirstTwoHaveChangedSomething() {
        bench.script.put("one", run -> changed(run, "a"));
        bench.script.put("two", run -> changed(run, "b"));
        bench.script.put("three", run -> {
            throw new LastingFailure("broken");
        });
        bench.undo.put("one", List.of(Bench.step("back", false)));
        for (String action : List.of("back", "tidy", "settle")) {
            bench.script.put(action, run -> {
                ran.add(action);
                return Outcome.done();
            });
        }
        id = bench.started();
    }

    private static Outcome changed(StepRun run, String what) {
        return run.intent().isPresent()
                ? Outcome.done()
                : run.change(Change.repeatable("Change " + what, what, () -> true, Intent::spend));
    }

    /** The code that goes on does not know the kind of this step. */
    private void unknown(String step) {
        String stored = json.write(bench.operation(id));
        assertThat(stored).contains("\"action\":\"" + step + "\"");
        bench.store.replace(json.readOperation(
                stored.replace("\"action\":\"" + step + "\"", "\"action\":\"teleport\"")));
    }

    private void until(int index) {
        for (int i = 0; i < 20 && bench.operation(id).index() < index; i++) {
            bench.step(id);
        }
    }

    private void asked() {
        for (int i = 0; i < 20 && bench.operation(id).state() != OperationState.PAUSED; i++) {
            bench.step(id);
        }
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.PAUSED);
    }

    @Test
    void aRollbackIsNotOfferedBeyondAStepOfAnUnknownKind() {
        until(2);
        unknown("two");
        asked();

        assertThat(bench.question(id).options())
                .extracting(Question.Option::action)
                .doesNotContain(Question.Action.ROLLBACK);
        assertThat(bench.question(id).observed()).contains("There is no rollback any more", "step two", UNKNOWN);
    }

    @Test
    void oneThatWasAskedForBeforeEndsThereAndSaysWhatStays() {
        until(2);
        asked();
        unknown("two");

        bench.answer(id, "rollback");
        bench.run(id);

        assertThat(bench.operation(id).state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(ran).as("what is older is not brought back over it").containsExactly("settle", "tidy");
        assertThat(bench.operation(id).residue())
                .singleElement()
                .asString()
                .contains("step two", UNKNOWN, "its plan was to call Calltwo");
    }

    @Test
    void whoeverAbortsIsToldBeforeAndAfterwards() {
        until(2);
        unknown("one");
        asked();
        assertThat(bench.question(id).options())
                .filteredOn(o -> o.action() == Question.Action.ABORT)
                .singleElement()
                .satisfies(o -> assertThat(o.consequence()).contains("step one", UNKNOWN));

        bench.answer(id, "abort");
        bench.run(id);

        assertThat(bench.operation(id).state()).isEqualTo(OperationState.FAILED);
        assertThat(bench.operation(id).residue()).singleElement().asString().contains("step one", UNKNOWN);
    }

    @Test
    void aStepThatIsOnlyPlannedHindersNoRollback() {
        until(2);
        unknown("three");
        asked();
        assertThat(bench.question(id).reason()).contains("does not know the step action 'teleport'");

        bench.answer(id, "rollback");
        bench.run(id);

        assertThat(ran).containsExactly("settle", "back", "tidy");
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(bench.operation(id).residue()).isEmpty();
    }
}
