package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.SavedIntent.State;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules under which a change may be made: an intent is a lease on the world. */
class IntentRulesTest {
    private final EngineRig bench = EngineRig.planning("one", "two");
    private final List<String> sent = new ArrayList<>();
    private boolean stillRight = true;
    private Consumer<Intent> send = Intent::spend;

    private void oneMakes(SavedIntent.Idempotence repeat) {
        bench.script.put("one", run -> run.change(change("Modify a to big", repeat)));
    }

    private Change change(String call, SavedIntent.Idempotence repeat) {
        return new Change(call, "a", repeat, JsonTrees.object(), () -> stillRight, intent -> {
            send.accept(intent);
            sent.add(call);
        });
    }

    private static ChangeFailure.Unknown lost() {
        return new ChangeFailure.Unknown("the connection was cut", new IllegalStateException("cut"));
    }

    private SavedIntent intent(String id) {
        SavedIntent intent = bench.operation(id).steps().get(0).intent();
        assertThat(intent).isNotNull();
        return Objects.requireNonNull(intent);
    }

    @Test
    void theIntentIsStoredBeforeTheCallIsMade() {
        List<State> storedAtCall = new ArrayList<>();
        String id = bench.started();
        send = i -> storedAtCall.add(intent(id).state());
        oneMakes(SavedIntent.Idempotence.SOON);

        bench.step(id);

        assertThat(storedAtCall).containsExactly(State.OPEN);
        assertThat(intent(id).state()).isEqualTo(State.ACCEPTED);
        assertThat(bench.log(id)).containsSubsequence(LogEntry.Type.INTENT_SAVED, LogEntry.Type.INTENT_CLOSED);
    }

    @Test
    void noCallIsMadeWhenTheIntentCouldNotBeSaved() {
        String id = bench.started();
        oneMakes(SavedIntent.Idempotence.SOON);
        bench.store.beforeNextSave(() -> bench.step(id));

        EngineResult overtaken = bench.step(id);

        assertThat(sent).as("only the invocation that saved it calls").hasSize(1);
        assertThat(overtaken.next()).isInstanceOf(NextAction.Wait.class);
    }

    @Test
    void anIntentOlderThanTenSecondsIsNotUsed() {
        String id = bench.started();
        send = i -> {
            bench.pass(Duration.ofSeconds(11));
            i.spend();
        };
        oneMakes(SavedIntent.Idempotence.SOON);

        bench.step(id);

        assertThat(sent).isEmpty();
        assertThat(intent(id).state()).isEqualTo(State.REFUSED);
    }

    @Test
    void aWallClockThatStoodStillDoesNotHideAPause() {
        String id = bench.started();
        send = i -> {
            bench.nanos += Duration.ofSeconds(11).toNanos();
            i.spend();
        };
        oneMakes(SavedIntent.Idempotence.SOON);

        bench.step(id);

        assertThat(sent).isEmpty();
    }

    @Test
    void noCallIsMadeWhenTheInvocationCouldNotSeeItsAnswer() {
        String id = bench.started();
        bench.timeLeft = Duration.ofSeconds(19);
        oneMakes(SavedIntent.Idempotence.SOON);

        bench.step(id);

        assertThat(sent).isEmpty();
        assertThat(intent(id).state()).isEqualTo(State.REFUSED);
    }

    @Test
    void anIntentIsUsedOnlyOnce() {
        String id = bench.started();
        List<String> refused = new ArrayList<>();
        send = i -> {
            i.spend();
            try {
                i.spend();
            } catch (Intent.IntentLapsed e) {
                refused.add(String.valueOf(e.getMessage()));
            }
        };
        oneMakes(SavedIntent.Idempotence.SOON);

        bench.step(id);

        assertThat(refused).singleElement().asString().contains("already used");
    }

    @Test
    void aChangeWhosePreconditionFellRightBeforeTheCallIsWithdrawn() {
        String id = bench.started();
        stillRight = false;
        oneMakes(SavedIntent.Idempotence.NEVER);

        EngineResult verdict = bench.step(id);

        assertThat(sent).isEmpty();
        assertThat(verdict.next()).isEqualTo(new NextAction.Wait(5));
        assertThat(intent(id).detail()).contains("withdrawn");
    }

    @Test
    void aClusterThatNeverStandsStillIsAskedAbout() {
        String id = bench.started();
        stillRight = false;
        oneMakes(SavedIntent.Idempotence.NEVER);

        List<NextAction> nexts =
                Stream.generate(() -> bench.step(id).next()).limit(12).toList();

        assertThat(sent).isEmpty();
        assertThat(nexts)
                .contains(new NextAction.Wait(10), new NextAction.Wait(300))
                .endsWith(new NextAction.Ask());
        assertThat(Objects.requireNonNull(bench.operation(id).question()).reason())
                .contains("Modify a to big was withdrawn", "12 times in a row");
    }

    @Test
    void anUnansweredRepeatableCallIsMadeAgainOnlyAfterTwoMinutes() {
        String id = bench.started();
        send = i -> {
            sent.add("first");
            throw lost();
        };
        oneMakes(SavedIntent.Idempotence.SOON);
        bench.step(id);
        send = Intent::spend;

        bench.pass(Duration.ofSeconds(119));
        bench.step(id);
        assertThat(sent).containsExactly("first");

        bench.pass(Duration.ofSeconds(2));
        bench.step(id);
        assertThat(sent).containsExactly("first", "Modify a to big");
    }

    @Test
    void anUnansweredRebootIsNeverRepeatedWithoutAPerson() {
        String id = bench.started();
        send = i -> {
            sent.add("first");
            throw lost();
        };
        oneMakes(SavedIntent.Idempotence.NEVER);
        bench.step(id);
        send = Intent::spend;

        bench.pass(Duration.ofMinutes(15));
        assertThat(bench.step(id).next()).isInstanceOf(NextAction.Wait.class);
        bench.pass(Duration.ofMinutes(2));
        EngineResult asked = bench.step(id);

        assertThat(asked.next()).isInstanceOf(NextAction.Ask.class);
        assertThat(sent).containsExactly("first");
        bench.answer(id, "continue");
        bench.step(id);
        assertThat(sent).containsExactly("first", "Modify a to big");
    }

    @Test
    void anUnansweredFailoverIsMadeAgainOnlyWhenTheFirstCanNoLongerAct() {
        String id = bench.started();
        send = i -> {
            sent.add("first");
            throw lost();
        };
        oneMakes(SavedIntent.Idempotence.ONCE_EXPIRED);
        bench.step(id);
        send = Intent::spend;

        bench.pass(SavedIntent.EXPIRY.minusSeconds(1));
        bench.step(id);
        assertThat(sent).containsExactly("first");

        bench.pass(Duration.ofSeconds(2));
        bench.step(id);
        assertThat(sent).containsExactly("first", "Modify a to big");
    }

    @Test
    void aCallInAnotherDirectionWaitsUntilTheLostOneCanNoLongerAct() {
        String id = bench.started();
        send = i -> {
            throw lost();
        };
        oneMakes(SavedIntent.Idempotence.SOON);
        bench.step(id);
        bench.script.put(
                "one",
                run -> new Outcome.Asking(QuestionDraft.of(
                        EngineQuestion.STEP_FAILED, Question.Kind.FAILURE, "broken", "so it is", "try again")));
        bench.step(id);
        send = Intent::spend;
        bench.undo.put("one", List.of(EngineRig.step("back", false)));
        bench.script.put("back", run -> run.change(change("Modify a to small", SavedIntent.Idempotence.SOON)));
        bench.answer(id, "rollback");

        EngineResult held = bench.run(id);
        assertThat(held.next()).isInstanceOf(NextAction.Wait.class);
        assertThat(bench.operation(id).current().orElseThrow().waitCondition()).contains("can no longer act");
        assertThat(sent).isEmpty();

        bench.pass(SavedIntent.EXPIRY.plusSeconds(1));
        bench.step(id);
        assertThat(sent).containsExactly("Modify a to small");
    }

    @Test
    void aRefusedCallIsKnownNotToHaveHappened() {
        String id = bench.started();
        send = i -> {
            throw new ChangeFailure.Refused("no such class", false, new IllegalArgumentException("class"));
        };
        oneMakes(SavedIntent.Idempotence.NEVER);

        EngineResult verdict = bench.step(id);

        assertThat(verdict.next()).isInstanceOf(NextAction.Ask.class);
        assertThat(intent(id).state()).isEqualTo(State.REFUSED);
        send = Intent::spend;
        bench.answer(id, "continue");
        bench.step(id);
        assertThat(sent).as("may be made at once").hasSize(1);
    }

    @Test
    void aThrottledCallIsMadeAgainAfterAPauseWithoutAsking() {
        String id = bench.started();
        send = i -> {
            throw new ChangeFailure.Refused("Rate exceeded", true, new IllegalStateException("throttled"));
        };
        oneMakes(SavedIntent.Idempotence.NEVER);

        assertThat(bench.step(id).next()).isEqualTo(new NextAction.Wait(5));
        assertThat(bench.step(id).next()).isEqualTo(new NextAction.Wait(10));
        send = Intent::spend;
        bench.step(id);
        assertThat(sent).hasSize(1);
    }

    @Test
    void anAcceptedCallIsNotRepeatedWhileItsEffectDoesNotShow() {
        String id = bench.started();
        oneMakes(SavedIntent.Idempotence.SOON);
        bench.step(id);

        bench.pass(Duration.ofMinutes(4));
        assertThat(bench.step(id).next()).isInstanceOf(NextAction.Wait.class);
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.step(id).next()).isInstanceOf(NextAction.Ask.class);
        assertThat(sent).hasSize(1);
    }

    @Test
    void aStepMayMakeAnotherCallOnceTheFirstOneIsAccepted() {
        String id = bench.started();
        oneMakes(SavedIntent.Idempotence.SOON);
        bench.step(id);
        bench.script.put("one", run -> run.change(change("Reboot a", SavedIntent.Idempotence.NEVER)));

        bench.step(id);

        assertThat(sent).containsExactly("Modify a to big", "Reboot a");
    }

    @Test
    void reachingTheGoalProvesTheOpenIntent() {
        String id = bench.started();
        send = i -> {
            throw lost();
        };
        oneMakes(SavedIntent.Idempotence.NEVER);
        bench.step(id);
        bench.script.put("one", run -> Outcome.done());

        bench.step(id);

        assertThat(intent(id).state()).isEqualTo(State.PROVEN);
        assertThat(bench.operation(id).index()).isEqualTo(1);
    }

    @Test
    void aCrashAfterTheCallLeavesTheIntentOpenAndTheNextInvocationLooksFirst() {
        String id = bench.started();
        send = i -> {
            i.spend();
            sent.add("crashed");
            throw new StackOverflowError("the process ends here");
        };
        oneMakes(SavedIntent.Idempotence.NEVER);
        org.junit.jupiter.api.Assertions.assertThrows(StackOverflowError.class, () -> bench.step(id));
        send = Intent::spend;

        EngineResult next = bench.step(id);

        assertThat(next.next()).isInstanceOf(NextAction.Wait.class);
        assertThat(sent).containsExactly("crashed");
    }

    @Test
    void aDisprovedCallIsMadeAgainOnlyOnceItCanNoLongerAct() {
        String id = bench.started();
        send = i -> {
            throw lost();
        };
        oneMakes(SavedIntent.Idempotence.NEVER);
        bench.step(id);
        bench.script.put("one", run -> {
            run.disproved("up since before the call");
            return run.change(change("Modify a to big", SavedIntent.Idempotence.NEVER));
        });
        send = Intent::spend;

        bench.pass(Duration.ofMinutes(15));
        bench.step(id);
        assertThat(sent).as("it may still arrive").isEmpty();
        assertThat(intent(id).state()).isEqualTo(State.OPEN);

        bench.pass(Duration.ofMinutes(1));
        bench.step(id);
        assertThat(sent).hasSize(1);
        assertThat(bench.operation(id).question()).isNull();
    }

    @Test
    void anAnsweredCallIsNotDisproved() {
        String id = bench.started();
        oneMakes(SavedIntent.Idempotence.NEVER);
        bench.step(id);
        bench.script.put("one", run -> {
            run.disproved("up since before the call");
            return run.change(change("Modify a to big", SavedIntent.Idempotence.NEVER));
        });

        bench.pass(Duration.ofMinutes(20));
        bench.step(id);

        assertThat(sent).hasSize(1);
    }

    @Test
    void aChangeMayTakeAnotherTime() {
        String id = bench.started();
        bench.timeLeft = Duration.ofSeconds(54);
        bench.script.put(
                "one",
                run -> run.change(change("Run a", SavedIntent.Idempotence.SOON).within(Duration.ofSeconds(50))));

        bench.step(id);
        assertThat(sent).as("50 s and 5 s to see the answer").isEmpty();

        bench.timeLeft = Duration.ofSeconds(55);
        bench.step(id);
        assertThat(sent).hasSize(1);
    }

    @Test
    void aChangeMaySettleInAnotherTime() {
        String id = bench.started();
        send = i -> {
            i.spend();
            sent.add("tried");
            throw lost();
        };
        bench.script.put(
                "one",
                run -> run.change(change("Run a", SavedIntent.Idempotence.SOON).settlingIn(Duration.ofMinutes(5))));
        bench.step(id);

        bench.pass(Duration.ofMinutes(5).minusSeconds(1));
        bench.step(id);
        assertThat(sent).hasSize(1);
        assertThat(intent(id).settling()).hasMinutes(5);

        bench.pass(Duration.ofSeconds(1));
        bench.step(id);
        assertThat(sent).hasSize(2);
    }

    @Test
    void noChangeSettlesBeforeItsCallIsOver() {
        Change slow = change("Run a", SavedIntent.Idempotence.SOON).within(Duration.ofSeconds(50));

        assertThatThrownBy(() -> slow.settlingIn(Duration.ofSeconds(49))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void severalRequestsMayBeOneChange() {
        String id = bench.started();
        send = i -> {
            i.spend();
            bench.pass(Duration.ofSeconds(30));
            i.spend();
            assertThatThrownBy(i::spend).isInstanceOf(Intent.IntentLapsed.class);
        };
        bench.script.put(
                "one",
                run -> run.change(
                        change("Begin, commit", SavedIntent.Idempotence.SOON).inRequests(2)));

        bench.step(id);

        assertThat(sent).hasSize(1);
        assertThat(intent(id).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void aStepMayCallElsewhere() {
        PlannedStep.Place elsewhere = new PlannedStep.Place("eu-west-1", "arn:role", "id-1");
        bench.plan.set(0, bench.plan.getFirst().at(elsewhere));
        List<Target> targets = new ArrayList<>();
        bench.script.put("one", run -> {
            targets.add(run.target());
            return Outcome.done();
        });
        bench.script.put("two", run -> {
            targets.add(run.target());
            return Outcome.done();
        });
        String id = bench.started();
        Target target = bench.operation(id).target();

        bench.step(id);
        bench.step(id);

        assertThat(targets).containsExactly(target.at(elsewhere), target);
        assertThat(targets.getFirst().region()).isEqualTo("eu-west-1");
        assertThat(targets.getFirst().roleArn()).isEqualTo("arn:role");
        assertThat(targets.getFirst().lockKey()).contains("eu-west-1").endsWith(target.name());
    }
}
