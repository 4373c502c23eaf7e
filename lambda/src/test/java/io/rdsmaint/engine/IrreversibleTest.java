package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.engine.EngineRig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rollback offers and does when a step in between can't be brought back. */
class IrreversibleTest {
    private static final String WHY = "clients write to the new cluster, and the old one knows nothing of it";

    private final EngineRig bench = EngineRig.planning("one", "two", "three");
    private final List<String> ran = new ArrayList<>();
    private String id = "";

    @BeforeEach
    void anOperationOfWhichTheSecondStepCanNotBeBroughtBack() {
        id = bench.started();
        for (String action : List.of("back", "tidy", "settle")) {
            bench.script.put(action, run -> {
                ran.add(action);
                return Outcome.done();
            });
        }
        bench.script.put("one", run -> changed(run, "a"));
        bench.script.put("two", run -> changed(run, "b"));
        bench.undo.put("one", List.of(EngineRig.step("back", false)));
        bench.irreversible.put("two", WHY);
    }

    private static Outcome changed(StepRun run, String what) {
        return run.intent().isPresent()
                ? Outcome.done()
                : run.change(Change.repeatable("Change " + what, what, () -> true, Intent::spend));
    }

    private void askedIn(String action, boolean afterItsChange) {
        bench.script.put(action, run -> {
            if (afterItsChange && run.intent().isEmpty()) {
                return changed(run, "c");
            }
            throw new LastingFailure("broken");
        });
        for (int i = 0; i < 20 && bench.operation(id).state() != OperationState.PAUSED; i++) {
            bench.step(id);
        }
    }

    private List<Question.Option> rollbacks() {
        return bench.question(id).options().stream()
                .filter(o -> o.action() == Question.Action.ROLLBACK)
                .toList();
    }

    @Test
    void whileNothingIsIrreversibleEverythingIsBroughtBack() {
        bench.irreversible.clear();
        askedIn("two", false);

        assertThat(rollbacks())
                .singleElement()
                .satisfies(o -> assertThat(o.consequence()).contains("back").doesNotContain(WHY));
        bench.answer(id, "rollback");
        bench.run(id);
        assertThat(ran).containsExactly("settle", "back", "tidy");
    }

    @Test
    void rightAfterItNoRollbackIsOfferedAndTheQuestionSaysWhy() {
        askedIn("three", false);

        assertThat(rollbacks()).isEmpty();
        assertThat(bench.question(id).reason()).contains("no rollback any more").contains(WHY);

        bench.answer(id, "rollback");

        assertThat(bench.operation(id).state()).isEqualTo(OperationState.PAUSED);
        assertThat(bench.operation(id).ending()).isEqualTo(Operation.Ending.COMPLETED);
    }

    @Test
    void aStepThatMadeNoCallCanBeIrreversibleByWhatOthersDid() {
        askedIn("two", false);

        assertThat(rollbacks()).isEmpty();
        assertThat(bench.question(id).reason()).contains(WHY);
    }

    @Test
    void whatIsNewerIsBroughtBackAndTheOptionSaysWhatStays() {
        bench.undo.put("three", List.of(EngineRig.step("back", false)));
        bench.undo.put("one", List.of(EngineRig.step("never", false)));
        askedIn("three", true);

        assertThat(rollbacks())
                .singleElement()
                .satisfies(o -> assertThat(o.consequence())
                        .contains("back what can be")
                        .contains(WHY)
                        .doesNotContain("never"));
        bench.answer(id, "rollback");
        bench.run(id);

        assertThat(ran).containsExactly("settle", "back", "tidy");
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.ROLLED_BACK);
    }
}
