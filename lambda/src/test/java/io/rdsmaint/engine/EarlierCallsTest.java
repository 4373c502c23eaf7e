package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.SavedIntent.Idempotence;
import io.rdsmaint.engine.SavedIntent.State;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of a step's earlier calls, and what each of them holds back. */
class EarlierCallsTest {
    private static final Duration SETTLED = Idempotence.SOON.settle();

    private final EngineRig rig = EngineRig.planning("one", "two");
    private final List<String> sent = new ArrayList<>();
    private boolean answered;
    private String id = "";

    @BeforeEach
    void start() {
        id = rig.started();
    }

    private Change change(String call, String resource, Idempotence repeat) {
        return new Change(call, resource, repeat, JsonTrees.object(), () -> true, intent -> {
            intent.spend();
            sent.add(call);
            if (!answered) {
                throw new ChangeFailure.Unknown("the connection was cut", new IllegalStateException("cut"));
            }
        });
    }

    private EngineResult makes(String call, String resource, Idempotence repeat) {
        rig.script.put("one", run -> run.change(change(call, resource, repeat)));
        return rig.step(id);
    }

    private Step step() {
        return rig.operation(id).steps().getFirst();
    }

    private SavedIntent intent() {
        return Objects.requireNonNull(step().intent());
    }

    private <T> T seenByTheStep(java.util.function.Function<StepRun, T> what) {
        List<T> seen = new ArrayList<>();
        rig.script.put("one", run -> {
            seen.add(what.apply(run));
            return Outcome.waiting("a look", 1);
        });
        rig.step(id);
        return seen.getFirst();
    }

    @Test
    void anUnansweredCallThatIsMadeAgainStaysAmongTheLostOnes() {
        makes("Modify a to big", "a", Idempotence.SOON);
        SavedIntent first = intent();
        rig.pass(SETTLED);
        answered = true;

        makes("Modify a to big", "a", Idempotence.SOON);

        assertThat(sent).hasSize(2);
        assertThat(intent().state()).isEqualTo(State.ACCEPTED);
        assertThat(step().lost()).containsExactly(first);
        assertThat(rig.operation(id).uncertainCalls()).containsExactly(first);
    }

    @Test
    void anAnsweredCallIsNotLostWhenAnotherOneIsMade() {
        answered = true;
        makes("Modify a to big", "a", Idempotence.SOON);

        makes("Reboot a", "a", Idempotence.NEVER);

        assertThat(step().lost()).isEmpty();
        assertThat(intent().call()).isEqualTo("Reboot a");
    }

    @Test
    void aLostCallHoldsAnotherOneOnTheSameResourceUntilItCanNoLongerAct() {
        makes("Modify a to big", "a", Idempotence.SOON);
        SavedIntent first = intent();
        rig.pass(SETTLED);
        answered = true;
        makes("Modify a to big", "a", Idempotence.SOON);
        sent.clear();

        rig.now = first.expiredAt().minusNanos(1);
        makes("Modify a to small", "a", Idempotence.SOON);
        assertThat(sent).isEmpty();

        rig.now = first.expiredAt();
        makes("Modify a to small", "a", Idempotence.SOON);
        assertThat(sent).containsExactly("Modify a to small");
    }

    @Test
    void aLostCallDoesNotHoldOneOnAnotherResource() {
        makes("Modify a to big", "a", Idempotence.SOON);
        rig.pass(SETTLED);

        makes("Modify b to big", "b", Idempotence.SOON);

        assertThat(sent).containsExactly("Modify a to big", "Modify b to big");
    }

    @Test
    void anUnansweredCallIsMadeAgainFromTheMomentOnAtWhichItIsSettled() {
        makes("Modify a to big", "a", Idempotence.SOON);

        rig.now = intent().settledAt().minusNanos(1);
        makes("Modify a to big", "a", Idempotence.SOON);
        assertThat(sent).hasSize(1);

        rig.now = intent().settledAt();
        makes("Modify a to big", "a", Idempotence.SOON);
        assertThat(sent).hasSize(2);
    }

    @Test
    void aLostCallIsNotMadeAgainByTheNextAttemptBeforeItIsSettled() {
        makes("Fail over c", "c", Idempotence.ONCE_EXPIRED);
        rig.script.put("one", run -> {
            run.sign("failing-over");
            return new Outcome.Asking(QuestionDraft.of(
                    EngineQuestion.STEP_FAILED, Question.Kind.FAILURE, "stuck", "so it is", "try again"));
        });
        rig.step(id);
        rig.answer(id, "continue");
        SavedIntent lost = step().lost().getFirst();
        assertThat(step().intent()).isNull();

        rig.now = lost.settledAt().minusNanos(1);
        makes("Fail over c", "c", Idempotence.ONCE_EXPIRED);
        assertThat(sent).hasSize(1);

        rig.now = lost.settledAt();
        makes("Fail over c", "c", Idempotence.ONCE_EXPIRED);
        assertThat(sent).hasSize(2);
    }

    @Test
    void aRefusedCallIsNoneToTheStep() {
        rig.script.put(
                "one",
                run -> run.change(new Change("Modify a", "a", Idempotence.SOON, JsonTrees.object(), () -> true, i -> {
                    throw new ChangeFailure.Refused("Rate exceeded", true, new IllegalStateException("throttled"));
                })));
        rig.step(id);

        assertThat(intent().state()).isEqualTo(State.REFUSED);
        assertThat(seenByTheStep(StepRun::intent)).isEmpty();
    }

    @Test
    void anOpenOrAcceptedCallIsOneToTheStep() {
        makes("Modify a to big", "a", Idempotence.SOON);
        assertThat(seenByTheStep(StepRun::intent).map(SavedIntent::state)).contains(State.OPEN);

        rig.pass(SETTLED);
        answered = true;
        makes("Modify a to big", "a", Idempotence.SOON);
        assertThat(seenByTheStep(StepRun::intent).map(SavedIntent::state)).contains(State.ACCEPTED);
    }

    @Test
    void theGoalIsReachedOnce() {
        answered = true;
        makes("Modify a to big", "a", Idempotence.SOON);
        seenByTheStep(run -> {
            run.reached("a is big");
            return "";
        });
        Instant reached = rig.now;
        rig.pass(Duration.ofMinutes(1));

        seenByTheStep(run -> {
            run.reached("a is still big");
            return "";
        });

        assertThat(intent().detail()).isEqualTo("a is big");
        assertThat(intent().closedAt()).isEqualTo(reached);
        assertThat(rig.log(id))
                .filteredOn(t -> t == LogEntry.Type.INTENT_CLOSED)
                .hasSize(2);
    }

    @Test
    void theFirstSignIsKept() {
        makes("Modify a to big", "a", Idempotence.SOON);
        for (String sign : List.of("modifying", "rebooting")) {
            seenByTheStep(run -> {
                run.sign(sign);
                return "";
            });
        }

        assertThat(intent().detail()).isEqualTo("modifying");
        assertThat(intent().state()).isEqualTo(State.OPEN);
    }

    @Test
    void whatHasNoCallCanNeitherBeReachedNorSigned() {
        seenByTheStep(run -> {
            run.reached("all is well");
            run.sign("something");
            run.disproved("nothing");
            return "";
        });

        assertThat(step().intent()).isNull();
        assertThat(rig.log(id)).doesNotContain(LogEntry.Type.INTENT_CLOSED);
    }

    @Test
    void theNewestUncertainCallTellsHowLongAnotherEndIsNotBelieved() {
        makes("Modify a to big", "a", Idempotence.SOON);
        rig.pass(SETTLED);
        makes("Modify a to big", "a", Idempotence.SOON);
        SavedIntent second = intent();

        rig.now = second.expiredAt().minusSeconds(100);
        assertThat(seenByTheStep(StepRun::untilExpired))
                .contains(Outcome.waiting("the time when an unanswered call (Modify a to big) can no longer act", 101));
        rig.now = second.expiredAt();
        assertThat(seenByTheStep(StepRun::untilExpired)).isEmpty();
    }

    @Test
    void aCallThatCanNoLongerActIsNotWaitedFor() {
        makes("Modify a to big", "a", Idempotence.SOON);
        rig.pass(SavedIntent.EXPIRY);
        answered = true;
        makes("Modify a to big", "a", Idempotence.SOON);

        assertThat(seenByTheStep(StepRun::untilExpired)).isEmpty();
    }

    @Test
    void anAnswerFromBeforeTheCallWasSettledDoesNotHaveItRepeated() {
        makes("Reboot a", "a", Idempotence.NEVER);
        rig.script.put(
                "one",
                run -> new Outcome.Asking(QuestionDraft.of(
                        EngineQuestion.STEP_FAILED, Question.Kind.FAILURE, "slow", "so it is", "look again")));
        rig.step(id);
        SavedIntent open = intent();
        rig.now = open.settledAt();
        rig.answer(id, "continue");

        rig.pass(Duration.ofMinutes(1));
        assertThat(makes("Reboot a", "a", Idempotence.NEVER).next()).isInstanceOf(NextAction.Ask.class);
        assertThat(sent).hasSize(1);

        rig.answer(id, "continue");
        rig.step(id);
        assertThat(sent).hasSize(2);
    }

    @Test
    void aCallAsideIsLostUntilItIsAnsweredAndLeavesTheStepsOwnOpenCallAlone() {
        makes("Modify a to big", "a", Idempotence.SOON);
        SavedIntent own = intent();
        rig.pass(SETTLED);
        rig.script.put("one", run -> run.aside(change("Tag c", "c", Idempotence.SOON)));

        rig.step(id);

        assertThat(intent()).isEqualTo(own);
        SavedIntent aside = step().lost().getFirst();
        assertThat(step().lost()).containsExactly(aside);
        assertThat(aside.call()).isEqualTo("Tag c");
        rig.pass(SETTLED);
        answered = true;
        rig.step(id);
        assertThat(intent()).isEqualTo(own);
        assertThat(step().lost()).as("the first is still unknown").containsExactly(aside);
        assertThat(sent).containsExactly("Modify a to big", "Tag c", "Tag c");
    }

    @Test
    void aWithdrawnCallDoesNotHideTheOneBeforeIt() {
        answered = true;
        makes("Modify a to big", "a", Idempotence.SOON);
        SavedIntent accepted = intent();
        rig.script.put(
                "one",
                run -> run.change(new Change(
                        "Reboot a",
                        "a",
                        Idempotence.NEVER,
                        JsonTrees.object(),
                        () -> false,
                        i -> sent.add("Reboot a"))));

        rig.step(id);

        assertThat(sent).containsExactly("Modify a to big");
        assertThat(intent()).isEqualTo(accepted);
        assertThat(step().intent())
                .extracting(i -> Optional.ofNullable(i.detail()))
                .isEqualTo(Optional.of("accepted"));
    }

    @Test
    void anIntentIsNamedAfterTheInvocationThatSavedItAndTheVersionBefore() {
        long version = rig.operation(id).version();

        makes("Modify a to big", "a", Idempotence.SOON);

        assertThat(intent().id()).isEqualTo(intent().invocation() + "-" + version);
    }

    @Test
    void whatTheStepRemembersIsStoredBeforeItsCall() {
        rig.script.put("one", run -> {
            run.memo().put("seen", run.parameters().path("none").isMissingNode());
            return run.change(new Change("Modify a", "a", Idempotence.SOON, JsonTrees.object(), () -> true, i -> {
                throw new StackOverflowError("the process ends here");
            }));
        });

        org.junit.jupiter.api.Assertions.assertThrows(StackOverflowError.class, () -> rig.step(id));

        assertThat(step().memo().path("seen").asBoolean()).isTrue();
    }

    @Test
    void theEffectOfAnAcceptedCallIsWaitedForFromItsAnswerOn() {
        rig.script.put(
                "one",
                run -> run.change(new Change("Modify a", "a", Idempotence.SOON, JsonTrees.object(), () -> true, i -> {
                    i.spend();
                    rig.pass(Duration.ofSeconds(9));
                })));
        Instant called = rig.now;
        rig.step(id);

        rig.now = called.plus(Duration.ofMinutes(5));
        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Wait(15));
        rig.now = called.plus(Duration.ofMinutes(5)).plusSeconds(9);
        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.question(id).observed()).startsWith("accepted at " + Times.words(called.plusSeconds(9)));
    }

    @Test
    void theLongerACallIsUnansweredTheLessOftenItsSignIsLookedFor() {
        makes("Reboot a", "a", Idempotence.NEVER);

        rig.pass(Duration.ofSeconds(20));
        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Wait(10));
        rig.pass(Duration.ofSeconds(80));
        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Wait(25));
        rig.pass(Duration.ofMinutes(10));
        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Wait(60));
    }

    @Test
    void theAnswerThatAPersonGaveIsTheSteps() {
        rig.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        rig.step(id);
        rig.answer(id, "continue");

        assertThat(seenByTheStep(StepRun::answer).map(Answer::action)).contains(Question.Action.CONTINUE);
    }
}
