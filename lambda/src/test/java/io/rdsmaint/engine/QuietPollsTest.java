package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks that see nothing new are not stored, as long as the execution itself counts and knows what it has seen. */
class QuietPollsTest {
    private static final String SECOND = EngineRig.MACHINE + "second";

    private final EngineRig rig = EngineRig.planning("one", "two");
    private String condition = "a while (90 s left)";
    private String id = "";
    private Seen seen = Seen.NOTHING;

    @BeforeEach
    void anOperationThatWaits() {
        id = rig.started();
        rig.script.put("one", run -> Outcome.waiting(condition, 60));
        seen = new Seen(0, rig.operation(id).version());
        look();
    }

    private EngineResult look() {
        EngineResult result = rig.engine.step(rig.invocation(), id, EngineRig.FIRST, seen);
        result.operation().ifPresent(told -> seen = new Seen(told.owner().calls(), told.version()));
        return result;
    }

    private long version() {
        return rig.operation(id).version();
    }

    @Test
    void aLookThatSeesNothingNewStoresNothingAndAnswersAsIfItHad() {
        long version = version();
        condition = "a while (60 s left)";

        EngineResult result = look();

        assertThat(version()).isEqualTo(version);
        assertThat(result.next()).isEqualTo(new NextAction.Wait(60));
        assertThat(result.operation()).hasValueSatisfying(told -> {
            assertThat(told.version()).isEqualTo(version);
            assertThat(told.owner().calls()).isEqualTo(2);
            assertThat(told.current().map(Step::waitCondition)).contains(condition);
        });
    }

    @Test
    void anotherConditionIsStored() {
        long version = version();
        condition = "something else";

        look();

        assertThat(version()).isEqualTo(version + 1);
        assertThat(rig.operation(id).current().map(Step::waitCondition)).contains(condition);
    }

    @Test
    void anExecutionThatDoesNotSayWhatItHasSeenIsStoredEachTime() {
        long version = version();

        rig.step(id);
        rig.step(id);

        assertThat(version()).isEqualTo(version + 2);
    }

    @Test
    void aDocumentIsNeverOlderThanHalfAnHourWhenTheNextLookComes() {
        long version = version();

        rig.pass(Duration.ofMinutes(29));
        look();
        assertThat(version()).isEqualTo(version);

        rig.pass(Duration.ofSeconds(1));
        look();
        assertThat(version()).isEqualTo(version + 1);
        assertThat(rig.operation(id).updatedAt()).isEqualTo(rig.now);
    }

    @Test
    void aWaitLongerThanThatIsStoredAtOnce() {
        rig.script.put("one", run -> Outcome.waiting(condition, 3_600));
        long version = version();

        rig.pass(Duration.ofMinutes(1));
        look();

        assertThat(version()).isEqualTo(version + 1);
    }

    @Test
    void whatAStepRemembersIsStored() {
        rig.script.put("one", run -> {
            run.memo().put("since", run.now().toString());
            return Outcome.waiting(condition, 60);
        });
        long version = version();
        rig.pass(Duration.ofMinutes(1));

        look();

        assertThat(version()).isEqualTo(version + 1);
        assertThat(rig.operation(id).current())
                .hasValueSatisfying(
                        step -> assertThat(step.memo().path("since").asText()).isEqualTo(rig.now.toString()));
    }

    @Test
    void whatAStepRemembersAsItWasIsNoNews() {
        rig.script.put("one", run -> {
            run.memo().put("connections", 7L).put("share", 0.5);
            return Outcome.waiting(condition, 60);
        });
        look();
        long version = version();

        look();

        assertThat(version()).isEqualTo(version);
    }

    @Test
    void whenSomethingWasSeenIsStoredFirstThenOnlyOnceTheStepHasMadeItsCall() {
        rig.observed.put("one", Set.of("seen"));
        boolean[] calls = {false};
        rig.script.put("one", run -> {
            run.memo().put("seen", run.now().toString());
            return calls[0]
                    ? run.change(Change.repeatable("Call", "demo", () -> true, Intent::spend))
                    : Outcome.waiting(condition, 60);
        });
        long version = version();
        rig.pass(Duration.ofMinutes(1));
        look();
        assertThat(version()).as("seen at all").isEqualTo(version + 1);

        rig.pass(Duration.ofMinutes(1));
        look();
        assertThat(version()).as("seen again").isEqualTo(version + 1);

        calls[0] = true;
        look();
        calls[0] = false;
        look();
        long called = version();
        rig.pass(Duration.ofMinutes(1));
        look();
        assertThat(version()).as("seen after the call").isEqualTo(called + 1);
    }

    @Test
    void troubleIsStored() {
        rig.script.put("one", run -> {
            throw new TransientFailure("throttled", new IllegalStateException("throttled"));
        });
        long version = version();

        look();
        look();

        assertThat(version()).isEqualTo(version + 2);
        assertThat(rig.operation(id).current())
                .hasValueSatisfying(step -> assertThat(step.errors()).isEqualTo(2));
    }

    @Test
    void whatCouldNotBePublishedIsTriedAgainByTheNextLook() {
        rig.busDown = true;
        rig.edit(id, gateAt("two"));
        rig.engine.step(rig.invocation(), id, EngineRig.FIRST, seen);
        assertThat(rig.operation(id).outbox()).isNotEmpty();

        rig.busDown = false;
        look();

        assertThat(rig.operation(id).outbox()).isEmpty();
    }

    @Test
    void aLookThatATakeOverOvertookAnswersAWaitAndIsToldAtTheNext() {
        rig.script.put("one", run -> {
            rig.running.remove(EngineRig.FIRST);
            rig.resume(id, SECOND, null, null);
            return Outcome.waiting(condition, 60);
        });
        EngineResult overtaken = look();
        rig.script.put("one", run -> Outcome.waiting(condition, 60));

        assertThat(overtaken.next()).isEqualTo(new NextAction.Wait(60));
        assertThat(rig.operation(id).owner().executionArn()).isEqualTo(SECOND);
        assertThat(look().next())
                .isInstanceOfSatisfying(
                        NextAction.Fail.class, fail -> assertThat(fail.code()).isEqualTo(NextAction.Code.NOT_OWNER));
    }

    @Test
    void aLookBesideAnEditLosesNothingOfItAndKnowsItsVersionNoEarlierThanItsOwnNextLook() {
        rig.script.put("one", run -> {
            rig.edit(id, gateAt("two"));
            return Outcome.waiting(condition, 60);
        });
        look();
        long edited = version();
        rig.script.put("one", run -> Outcome.done());

        look();

        assertThat(rig.operation(id).index()).isEqualTo(1);
        assertThat(rig.operation(id).steps().get(1).planned().gate()).isNotNull();
        assertThat(version()).isGreaterThan(edited);
        assertThat(look().next()).isEqualTo(new NextAction.Ask());
    }

    @Test
    void aConflictMakesNoExecutionForgetHowOftenItHasCalled() {
        for (int i = 0; i < 700; i++) {
            look();
        }
        rig.script.put("one", run -> {
            rig.edit(id, gateAt("two"));
            return Outcome.waiting("something else", 60);
        });
        EngineResult overtaken = look();

        assertThat(overtaken.next()).isEqualTo(new NextAction.Wait(3));
        assertThat(overtaken.operation())
                .hasValueSatisfying(told -> assertThat(told.owner().calls()).isEqualTo(702));
    }

    @Test
    void callsThatStoredNothingFillTheHistoryAllTheSame() {
        EngineResult last = look();
        int looks = 2;
        while (last.next() instanceof NextAction.Wait && looks < 2_000) {
            last = look();
            looks++;
        }

        assertThat(last.next()).isEqualTo(new NextAction.HandOver(id + "-2"));
        assertThat(looks).isEqualTo(Owner.CALLS_BEFORE_HAND_OVER);
        assertThat(rig.operation(id).owner().calls()).isEqualTo(Owner.CALLS_BEFORE_HAND_OVER);
    }

    @Test
    void aSuccessorThatCanNotBeStartedIsNamedAgainFiftyCallsLater() {
        seen = new Seen(Owner.CALLS_BEFORE_HAND_OVER - 1, version());
        look();
        int looks = 0;
        EngineResult last = look();
        while (last.next() instanceof NextAction.Wait && looks < 100) {
            last = look();
            looks++;
        }

        assertThat(last.next()).isEqualTo(new NextAction.HandOver(id + "-2-" + (Owner.CALLS_BEFORE_HAND_OVER + 50)));
    }

    @Test
    void aStoreThatWentBackIsNotForgottenByAConflict() {
        Operation earlier = rig.operation(id);
        condition = "something else";
        look();
        condition = "something third";
        look();
        long was = seen.version();
        rig.store.replace(earlier);
        rig.store.beforeNextSave(() -> rig.edit(id, gateAt("two")));

        EngineResult overtaken = look();
        assertThat(overtaken.next()).isEqualTo(new NextAction.Wait(3));
        assertThat(seen.version()).isEqualTo(was);

        assertThat(look().next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.question(id).reason()).contains("earlier state");
    }

    @Test
    void whoIsAskedAboutAStoreThatWentBackIsAskedOnceWhoeverRepeatsTheCall() {
        Seen later = new Seen(40, version() + 9);
        rig.engine.step(rig.invocation(), id, EngineRig.FIRST, later);
        Question open = rig.question(id);

        EngineResult repeated = rig.engine.step(rig.invocation(), id, EngineRig.FIRST, later);

        assertThat(repeated.next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.question(id).id()).isEqualTo(open.id());
        assertThat(repeated.operation())
                .as("from here on it is this store's versions that count")
                .hasValueSatisfying(told -> assertThat(told.version()).isEqualTo(version()));
    }

    @Test
    void aTakeOverOfWhatWasLookedAtQuietlyAsksNothing() {
        for (int i = 0; i < 20; i++) {
            rig.pass(Duration.ofMinutes(1));
            look();
        }
        rig.running.remove(EngineRig.FIRST);
        rig.ends.put(EngineRig.FIRST, rig.now);
        rig.replies.put(
                EngineRig.FIRST, new Executions.LastReply(OptionalLong.of(seen.version()), Optional.empty(), 60));

        assertThat(rig.resume(id, SECOND, null, null).next()).isEqualTo(new NextAction.Go());
    }

    @Test
    void whoWakesUpLongAfterItsLookStoresNothingOfItAlthoughNobodyElseHasStoredAnything() {
        long version = version();
        rig.script.put("one", run -> {
            rig.pass(Duration.ofMinutes(2).plusNanos(1));
            return Outcome.done();
        });

        EngineResult late = look();

        assertThat(late.next()).isEqualTo(new NextAction.Wait(3));
        assertThat(version()).isEqualTo(version);
        assertThat(rig.operation(id).index()).isZero();
    }

    @Test
    void norDoesItMakeACallThen() {
        long version = version();
        List<String> sent = new ArrayList<>();
        rig.script.put("one", run -> {
            rig.pass(Duration.ofMinutes(10));
            return run.change(Change.repeatable("Call", "demo", () -> true, intent -> sent.add("call")));
        });

        look();

        assertThat(sent).isEmpty();
        assertThat(version()).isEqualTo(version);
    }

    @Test
    void aFreezeThatEndedAQuietWaitIsStoredAndToldOnce() {
        rig.script.put("one", run -> Outcome.done());
        look();
        rig.engine.freeze(new Freeze("calm", "ann", rig.now));
        rig.script.put("two", run -> Outcome.done());
        look();
        long held = version();

        look();
        look();
        assertThat(version()).isEqualTo(held);

        rig.engine.unfreeze();
        look();
        assertThat(rig.operation(id).steps().get(1).state()).isEqualTo(StepState.COMPLETED);
    }

    private static ResumeRequest.Changes gateAt(String step) {
        return new ResumeRequest.Changes(List.of(step), null, null, null, false, null);
    }
}
