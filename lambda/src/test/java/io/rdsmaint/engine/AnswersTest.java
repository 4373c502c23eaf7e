package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions, and everything that can come back for them. */
class AnswersTest {
    private final EngineRig bench = EngineRig.planning("one", "two", "three");
    private final List<String> ran = new ArrayList<>();
    private String id = "";

    @BeforeEach
    void anOperationThatAsksAtItsSecondStep() {
        id = bench.started();
        for (String action : List.of("one", "three", "back", "tidy", "settle")) {
            bench.script.put(action, run -> {
                ran.add(action);
                return Outcome.done();
            });
        }
        bench.script.put("one", run -> {
            ran.add("one");
            return run.intent().isPresent()
                    ? Outcome.done()
                    : run.change(Change.repeatable("Change a", "a", () -> true, Intent::spend));
        });
        bench.script.put("two", run -> {
            throw new LastingFailure("broken");
        });
        bench.undo.put("one", List.of(EngineRig.step("back", false)));
        bench.residue.put("one", "a is changed");
        bench.step(id);
        bench.run(id);
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.PAUSED);
        ran.clear();
    }

    private Question question() {
        return Objects.requireNonNull(bench.operation(id).question());
    }

    @Test
    void eachOptionSaysWhatItLeadsTo() {
        assertThat(question().options())
                .extracting(Question.Option::action)
                .containsExactly(
                        Question.Action.CONTINUE,
                        Question.Action.ROLLBACK,
                        Question.Action.ABORT,
                        Question.Action.MARK_COMPLETE);
        assertThat(question().options().get(1).consequence()).contains("back");
        assertThat(question().options().get(2).consequence()).contains("a is changed");
    }

    @Test
    void h69_abortRunsTheFinallyStepsAndEndsFailedWithItsResidue() {
        bench.answer(id, "abort");
        EngineResult end = bench.run(id);

        assertThat(end.next())
                .isInstanceOfSatisfying(
                        NextAction.Fail.class, f -> assertThat(f.code()).isEqualTo(NextAction.Code.OPERATION_ABORTED));
        assertThat(ran).containsExactly("settle", "tidy");
        assertThat(bench.operation(id).residue()).containsExactly("a is changed");
    }

    @Test
    void markCompleteRunsTheFinallyStepsAndEndsCompleted() {
        bench.answer(id, "mark_complete");

        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Succeed());
        assertThat(ran).containsExactly("settle", "tidy");
    }

    @Test
    void rollbackRunsWhatBringsBackNewestFirstAndEndsRolledBack() {
        bench.answer(id, "rollback");
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.ROLLING_BACK);
        EngineResult end = bench.run(id);

        assertThat(ran).containsExactly("settle", "back", "tidy");
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(end.next())
                .isInstanceOfSatisfying(
                        NextAction.Fail.class,
                        f -> assertThat(f.code()).isEqualTo(NextAction.Code.OPERATION_ROLLED_BACK));
    }

    @Test
    void aRollbackCanAskAndContinueReturnsToIt() {
        bench.script.put("back", run -> {
            throw new LastingFailure("still broken");
        });
        bench.answer(id, "rollback");
        assertThat(bench.run(id).next()).isInstanceOf(NextAction.Ask.class);
        assertThat(question().options()).extracting(Question.Option::action).doesNotContain(Question.Action.ROLLBACK);

        bench.script.put("back", run -> Outcome.done());
        bench.answer(id, "continue");

        assertThat(bench.operation(id).state()).isEqualTo(OperationState.ROLLING_BACK);
        bench.run(id);
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.ROLLED_BACK);
    }

    @Test
    void theSameAnswerAgainGivesTheSameReplyAndChangesNothing() {
        String asked = question().id();
        bench.resume(id, EngineRig.FIRST, asked, JsonTrees.object().put("action", "continue"));
        long version = bench.operation(id).version();

        EngineResult again =
                bench.resume(id, EngineRig.FIRST, asked, JsonTrees.object().put("action", "continue"));

        assertThat(again.next()).isEqualTo(new NextAction.Go());
        assertThat(bench.operation(id).version()).isEqualTo(version);
    }

    @Test
    void anotherAnswerToAnAnsweredQuestionChangesNothing() {
        String asked = question().id();
        bench.resume(id, EngineRig.FIRST, asked, JsonTrees.object().put("action", "continue"));

        bench.resume(id, EngineRig.FIRST, asked, JsonTrees.object().put("action", "abort"));

        assertThat(bench.operation(id).ending()).isEqualTo(Operation.Ending.COMPLETED);
        assertThat(bench.log(id)).contains(LogEntry.Type.ANSWER_REFUSED);
    }

    @Test
    void anAnswerToAnotherQuestionMeetsTheOpenOne() {
        EngineResult asked = bench.resume(
                id, EngineRig.FIRST, "op-old-q9", JsonTrees.object().put("action", "abort"));

        assertThat(asked.next()).isInstanceOf(NextAction.Ask.class);
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.PAUSED);
    }

    @Test
    void garbageAsksTheSameQuestionAgainLouder() {
        String asked = question().id();
        JsonNodeFactory json = JsonNodeFactory.instance;
        for (var garbage : List.of(
                json.textNode("yes"),
                json.arrayNode(),
                json.nullNode(),
                json.numberNode(7),
                JsonTrees.object(),
                JsonTrees.object().put("action", "explode"),
                JsonTrees.object().put("action", 5))) {
            EngineResult again = bench.resume(id, EngineRig.FIRST, asked, garbage);
            assertThat(again.next()).as(garbage.toString()).isInstanceOf(NextAction.Ask.class);
        }
        assertThat(question().id()).isEqualTo(asked);
        assertThat(question().attempt()).isEqualTo(8);
        assertThat(question().note()).contains("action must be one of");
    }

    @Test
    void anUnansweredQuestionIsAskedAgain() {
        EngineResult again = bench.resume(
                id,
                EngineRig.FIRST,
                question().id(),
                JsonTrees.object().put("Error", "States.Timeout").put("Cause", ""));

        assertThat(again.next()).isInstanceOf(NextAction.Ask.class);
        assertThat(question().attempt()).isEqualTo(2);
    }

    @Test
    void aQuestionThatCouldNotBePublishedIsAskedAgainAfterAGrowingPause() {
        var failed = JsonTrees.object().put("Error", "EventBridge.FailedEntry");

        NextAction first =
                bench.resume(id, EngineRig.FIRST, question().id(), failed).next();
        NextAction second =
                bench.resume(id, EngineRig.FIRST, question().id(), failed).next();

        assertThat(first).isEqualTo(new NextAction.Wait(30));
        assertThat(second).isEqualTo(new NextAction.Wait(60));
        assertThat(bench.step(id).next()).isInstanceOf(NextAction.Ask.class);
    }

    @Test
    void aPersonsAnswerIsPassedOnToTheWaitingExecution() {
        bench.resume(
                id,
                null,
                question().id(),
                JsonTrees.object().put("action", "abort").put("by", "dana"));

        assertThat(bench.relayed)
                .singleElement()
                .asString()
                .startsWith(EngineRig.FIRST + " " + question().id());
    }

    @Test
    void aPersonsAnswerThatIsNoOptionIsRefusedAndPassedOnToNobody() {
        EngineResult refused = bench.resume(
                id,
                null,
                question().id(),
                JsonTrees.object().put("action", "continue").put("choice", "harder"));

        assertThat(refused.next()).isInstanceOf(NextAction.Fail.class);
        assertThat(refused.summary()).contains("harder").contains("continue, rollback, abort, mark_complete");
        assertThat(bench.relayed).isEmpty();
    }

    @Test
    void aPersonsAnswerToAnotherQuestionIsRefusedWithTheOpenOne() {
        EngineResult refused =
                bench.resume(id, null, "op-old-q9", JsonTrees.object().put("action", "abort"));

        assertThat(refused.summary()).contains(question().id());
    }

    @Test
    void anAnswerForAFinishedOperationChangesNothing() {
        String asked = question().id();
        bench.answer(id, "abort");
        bench.run(id);
        long version = bench.operation(id).version();

        EngineResult byPerson = bench.resume(id, null, asked, JsonTrees.object().put("action", "continue"));
        EngineResult byMachine =
                bench.resume(id, EngineRig.FIRST, asked, JsonTrees.object().put("action", "continue"));

        assertThat(byPerson.summary()).contains("asks nothing").contains("failed");
        assertThat(byMachine.next()).isInstanceOf(NextAction.Fail.class);
        assertThat(bench.operation(id).version()).isEqualTo(version);
    }

    @Test
    void givingUpAFinallyStepRunsTheOthers() {
        bench.script.put("tidy", run -> {
            throw new LastingFailure("can't tidy");
        });
        bench.answer(id, "abort");
        assertThat(bench.run(id).next()).isInstanceOf(NextAction.Ask.class);

        bench.answer(id, "abort");

        assertThat(bench.run(id).next()).isInstanceOf(NextAction.Fail.class);
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.FAILED);
    }
}
