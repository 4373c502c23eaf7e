package io.rdsmaint.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.rdsmaint.aurora.AuroraFamily;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.Grace;
import io.rdsmaint.kit.Violation.NeedsApproval;
import io.rdsmaint.kit.Violation.Retry;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How objections become waits and questions, how long they are waited for, and what counts as accepted. */
class PreconditionEvaluatorTest {
    private static final Retry BACKUP = new Retry("the backup to end", 20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EngineRig rig = EngineRig.planning("one", "two");
    private final List<Violation> objections = new ArrayList<>();
    private String topic = "goal";
    private @Nullable InvalidRequest unplannable;
    private final PreconditionEvaluator<ChangeContext> evaluator = new PreconditionEvaluator<>(
            List.of(), new Replanner(AuroraFamily.CLUSTER, List.of(new Replanned()), Set.of("mark_cluster")));
    private String id = "";

    /** Plans step two alone. */
    private final class Replanned implements OperationType {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Plan plan(PlanRequest request) {
            if (unplannable != null) {
                throw unplannable;
            }
            return new Plan(
                    rig.operation(id).target(),
                    "again",
                    List.of(EngineRig.step("two", false), EngineRig.step("tidy", true)),
                    List.of(),
                    rig.findings,
                    List.of(),
                    JsonTrees.object().put("writer", "b"));
        }
    }

    @BeforeEach
    void aStepThatIsCareful() {
        rig.script.put("one", this::judged);
        id = rig.started();
    }

    private Outcome judged(StepRun run) {
        return evaluator.hindrance(run, topic, objections).orElseGet(Outcome::done);
    }

    private static NeedsApproval ask(String subject, Choices choices) {
        return new NeedsApproval(
                PlanQuestion.NO_NEW_PLAN,
                "CODE",
                choices,
                "it is so",
                "seen so",
                List.of("aws look"),
                List.of(subject));
    }

    private static Grace lingering(String subject) {
        return new Grace(BACKUP, PATIENCE, ask(subject, Choices.ACCEPT));
    }

    private void objects(Violation... now) {
        objections.clear();
        objections.addAll(List.of(now));
    }

    private NextAction step() {
        return rig.step(id).next();
    }

    private void answer(String choice) {
        rig.resume(
                id,
                EngineRig.FIRST,
                rig.question(id).id(),
                JsonTrees.object().put("action", "continue").put("choice", choice));
    }

    private boolean done() {
        return rig.operation(id).index() > 0;
    }

    private List<@Nullable String> choices() {
        List<@Nullable String> choices = new ArrayList<>();
        rig.question(id).options().stream()
                .filter(o -> o.action() == Question.Action.CONTINUE)
                .forEach(o -> choices.add(o.choice()));
        return choices;
    }

    @Test
    void whatPassesIsWaitedForAsLongAsItSays() {
        objects(BACKUP);

        assertThat(step()).isEqualTo(new NextAction.Wait(20));
        assertThat(rig.operation(id).current().orElseThrow().waitCondition()).isEqualTo("the backup to end");
    }

    @Test
    void aQuestionSaysWhatWasSeenAndIsAcceptedOnce() {
        objects(ask("CODE: a", Choices.ACCEPT));

        assertThat(step()).isEqualTo(new NextAction.Ask());
        Question question = rig.question(id);
        assertThat(question.kind()).isEqualTo(Question.Kind.FAILURE);
        assertThat(question.reason()).isEqualTo("one: it is so");
        assertThat(question.observed()).isEqualTo("seen so");
        assertThat(question.commands()).containsExactly("aws look", "look at demo");
        assertThat(choices()).containsExactly(null, "accept");
        answer("accept");
        step();
        assertThat(done()).isTrue();
    }

    @Test
    void whoOnlyContinuesHasNotAccepted() {
        objects(ask("CODE: a", Choices.ACCEPT));
        step();
        rig.answer(id, "continue");

        assertThat(step()).isEqualTo(new NextAction.Ask());
    }

    @Test
    void whatWasAcceptedIsNotAnotherThing() {
        objects(ask("CODE: a", Choices.ACCEPT), ask("CODE: b", Choices.ACCEPT));
        step();
        answer("accept");

        assertThat(step()).as("a was accepted, b was not").isEqualTo(new NextAction.Ask());
        answer("accept");
        step();
        assertThat(done()).isTrue();
    }

    @Test
    void whatNobodyMayAcceptOffersNoSuchChoice() {
        objects(ask("CODE: a", Choices.LOOK_AGAIN));
        step();

        assertThat(choices()).containsOnlyNulls();
    }

    @Test
    void whatLingersIsWaitedForUntilItsPatienceIsOver() {
        objects(lingering("CODE: a"));
        assertThat(step()).isEqualTo(new NextAction.Wait(20));

        rig.pass(PATIENCE.minusNanos(1));
        assertThat(step()).isEqualTo(new NextAction.Wait(20));
        rig.pass(Duration.ofNanos(1));
        assertThat(step()).isEqualTo(new NextAction.Ask());
    }

    @Test
    void whatPassedAndComesAgainIsWaitedForAnew() {
        objects(lingering("CODE: a"));
        step();
        rig.pass(PATIENCE.minusSeconds(1));
        objects(BACKUP);
        step();
        objects(lingering("CODE: a"));

        step();
        rig.pass(PATIENCE.minusSeconds(1));
        assertThat(step()).isEqualTo(new NextAction.Wait(20));
    }

    @Test
    void whatLingersBesideAnotherThingKeepsItsTime() {
        objects(lingering("CODE: a"), lingering("CODE: b"));
        step();
        rig.pass(PATIENCE.minusSeconds(1));
        step();
        rig.pass(Duration.ofSeconds(1));

        assertThat(step()).isEqualTo(new NextAction.Ask());
    }

    @Test
    void whatLingersUnderAnotherTopicHasTimeOfItsOwn() {
        objects(lingering("CODE: a"));
        step();
        rig.pass(PATIENCE.minusSeconds(1));
        topic = "another";
        step();
        rig.pass(Duration.ofSeconds(1));

        assertThat(step()).isEqualTo(new NextAction.Wait(20));
        topic = "goal";
        assertThat(step()).isEqualTo(new NextAction.Ask());
    }

    @Test
    void whatWasAskedAboutAndIsStillSoIsWaitedForAgain() {
        objects(lingering("CODE: a"));
        step();
        rig.pass(PATIENCE);
        step();
        rig.answer(id, "continue");

        assertThat(step()).isEqualTo(new NextAction.Wait(20));
    }

    @Test
    void whatLingersAndWasAcceptedIsNoHindrance() {
        objects(lingering("CODE: a"));
        step();
        rig.pass(PATIENCE);
        step();
        answer("accept");

        step();
        assertThat(done()).isTrue();
    }

    @Test
    void patienceEndsInNoQuestionAndRemembersNothingOfIt() {
        rig.script.put(
                "one",
                run -> evaluator
                        .patience(run, "goal", objections)
                        .orElseGet(() -> new Outcome.Asking(QuestionDraft.of(
                                PlanQuestion.NO_NEW_PLAN,
                                Question.Kind.FAILURE,
                                "in its own words",
                                "so",
                                "look again"))));
        objects(lingering("CODE: a"));
        assertThat(step()).isEqualTo(new NextAction.Wait(20));
        rig.pass(PATIENCE);

        assertThat(step()).isEqualTo(new NextAction.Ask());
        assertThat(rig.question(id).reason()).isEqualTo("in its own words");
        assertThat(PreconditionEvaluator.asked(
                        rig.operation(id).current().orElseThrow().memo()))
                .isEmpty();
    }

    @Test
    void aDriftShowsTheNewPlanAndOffersIt() {
        objects(ask("CODE: a", Choices.REPLAN_OR_ACCEPT));
        step();

        assertThat(rig.question(id).kind()).isEqualTo(Question.Kind.DRIFT);
        assertThat(rig.question(id).observed()).isEqualTo("seen so");
        assertThat(choices()).containsExactly(null, "replan", "accept");
        assertThat(rig.question(id).options())
                .filteredOn(option -> "replan".equals(option.choice()))
                .extracting(Question.Option::consequence)
                .singleElement(STRING)
                .endsWith(" is now: it leaves out one; it has 1 step");
    }

    @Test
    void aNewPlanThatCannotBeMadeIsNotOfferedButItsReasonsAre() {
        unplannable = new InvalidRequest(List.of("no reader is left"));
        objects(ask("CODE: a", Choices.REPLAN));
        step();

        assertThat(rig.question(id).observed()).isEqualTo("seen so. A new plan would be refused: no reader is left");
        assertThat(choices()).containsOnlyNulls();
    }

    @Test
    void onTheWayBackNoNewPlanIsOffered() {
        rig.undo.put("one", List.of(EngineRig.step("back", false)));
        rig.script.remove("one");
        rig.script.put("two", run -> {
            throw new LastingFailure("broken");
        });
        rig.run(id);
        rig.script.put("back", this::judged);
        objects(ask("CODE: a", Choices.REPLAN_OR_ACCEPT));
        rig.answer(id, "rollback");
        rig.run(id);

        Operation operation = rig.operation(id);
        assertThat(operation.resumesTo()).isEqualTo(OperationState.ROLLING_BACK);
        assertThat(rig.question(id).observed()).isEqualTo("seen so");
        assertThat(choices()).containsExactly(null, "accept");
    }

    @Test
    void replanningEndsTheStepWithTheNewPlansBaseline() {
        rig.script.put("one", evaluator::replanned);

        step();

        Operation operation = rig.operation(id);
        assertThat(operation.steps()).extracting(s -> s.name()).containsExactly("one", "two", "tidy");
        assertThat(operation.steps().getFirst().result())
                .isEqualTo(JsonTrees.read("{\"replanned\":true,\"baseline\":{\"writer\":\"b\"}}"));
    }

    @Test
    void replanningThatCannotBeDoneAsks() {
        unplannable = new InvalidRequest(List.of("no reader is left", "no quota"));
        rig.script.put("one", evaluator::replanned);

        assertThat(step()).isEqualTo(new NextAction.Ask());
        assertThat(rig.question(id).observed()).contains("no reader is left; no quota");
    }

    @Test
    void unlessAcceptedAsksOnceForEachThing() {
        rig.script.put(
                "one",
                run -> evaluator
                        .unlessAccepted(run, ask("CODE: a", Choices.ACCEPT))
                        .orElseGet(Outcome::done));
        assertThat(step()).isEqualTo(new NextAction.Ask());
        answer("accept");

        step();
        assertThat(done()).isTrue();
    }
}
