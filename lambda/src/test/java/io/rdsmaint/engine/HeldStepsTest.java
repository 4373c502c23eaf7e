package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.SavedIntent.State;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A freeze and the schedule hold a step's calls, not only its begin. */
class HeldStepsTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final EngineRig rig = EngineRig.planning("one", "two");
    private final List<String> sent = new ArrayList<>();
    private final AtomicBoolean ready = new AtomicBoolean();
    private Runnable secondLook = () -> {};
    private Consumer<Intent> send = Intent::spend;

    @BeforeEach
    void oneFailsOverOnceItsReplicaHasCaughtUp() {
        rig.script.put("one", this::failOverWhenReady);
    }

    private Outcome failOverWhenReady(StepRun run) {
        run.memo().put("looked", true);
        if (run.intent().isPresent()) {
            return Outcome.done();
        }
        return ready.get()
                ? run.change(change("Failover", SavedIntent.Repeat.ONCE_EXPIRED))
                : Outcome.waiting("lag", 30);
    }

    private Change change(String call, SavedIntent.Repeat repeat) {
        return change(call, "cluster", repeat);
    }

    private Change change(String call, String resource, SavedIntent.Repeat repeat) {
        return new Change(
                call,
                resource,
                repeat,
                JsonTrees.object(),
                () -> {
                    secondLook.run();
                    return true;
                },
                intent -> {
                    send.accept(intent);
                    sent.add(call);
                });
    }

    private void freeze() {
        rig.engine.freeze(new Freeze("incident", "dana", rig.now));
    }

    private Step step(String id) {
        return rig.operation(id).current().orElseThrow();
    }

    private SavedIntent intent(String id) {
        return Objects.requireNonNull(rig.operation(id).steps().getFirst().intent());
    }

    private long held(String id) {
        return rig.log(id).stream().filter(Event.Type.STEP_HELD::equals).count();
    }

    private static ChangeFailure.Unknown lost() {
        return new ChangeFailure.Unknown("the connection was cut", new IllegalStateException("cut"));
    }

    /** Freezes, and what the freeze holds. */
    @Nested
    class ByAFreeze {
        @Test
        void aStepThatHasSentNothingGoesBackToItsPlaceAndNoIntentIsWritten() {
            String id = rig.started();
            rig.run(id);
            freeze();
            rig.pass(Duration.ofMinutes(10));
            ready.set(true);

            Verdict verdict = rig.run(id);

            assertThat(sent).isEmpty();
            assertThat(verdict.next()).isEqualTo(new Next.Wait(60));
            assertThat(verdict.summary()).contains("waiting for the end of the freeze", "dana", "incident");
            assertThat(step(id).state()).isEqualTo(StepState.PENDING);
            assertThat(step(id).memo().path("looked").asBoolean()).isTrue();
            assertThat(rig.log(id)).doesNotContain(Event.Type.INTENT_SAVED);
            rig.pass(DAY);
            rig.run(id);
            assertThat(held(id)).isEqualTo(1);

            rig.engine.unfreeze();
            rig.run(id);
            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void oneThatIsWrittenBetweenTheIntentAndItsCallIsSeen() {
            String id = rig.started();
            ready.set(true);
            secondLook = HeldStepsTest.this::freeze;

            Verdict verdict = rig.run(id);

            assertThat(sent).isEmpty();
            assertThat(verdict.next()).isEqualTo(new Next.Wait(60));
            assertThat(intent(id).state()).isEqualTo(State.REFUSED);
            assertThat(intent(id).detail()).startsWith("withdrawn").contains("freeze");
            assertThat(step(id).state()).isEqualTo(StepState.PENDING);
        }

        @Test
        void oneThatCanNotBeReadHoldsLikeOneThatIsThere() {
            String id = rig.started();
            rig.run(id);
            ready.set(true);
            AtomicInteger reads = new AtomicInteger();
            rig.store.beforeFreezeIsRead(() -> {
                if (reads.incrementAndGet() == 2) {
                    throw new IllegalStateException("no connection");
                }
            });

            Verdict verdict = rig.run(id);

            assertThat(reads).hasValue(2);
            assertThat(sent).isEmpty();
            assertThat(verdict.next()).isInstanceOf(Next.Wait.class);
            assertThat(intent(id).state()).isEqualTo(State.REFUSED);
            assertThat(intent(id).detail()).startsWith("withdrawn").contains("no connection");
            rig.run(id);
            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void aFreezeThatStaysUnreadableIsAskedAboutWhereACallIsUnderWay() {
            String id = rig.started();
            ready.set(true);
            rig.script.put("one", run -> run.change(change(sent.isEmpty() ? "First" : "Second", repeatable())));
            rig.run(id);
            rig.store.beforeFreezeIsRead(() -> {
                throw new TransientFailure("no connection", new IllegalStateException());
            });

            assertThat(rig.step(id).next()).isEqualTo(new Next.Wait(60));
            rig.pass(Duration.ofMinutes(31));

            assertThat(rig.step(id).next()).isEqualTo(new Next.Ask());
            assertThat(rig.question(id).reason()).contains("whether operations are frozen", "no connection");
            assertThat(sent).containsExactly("First");
        }

        @Test
        void betweenItsCallsAStepIsHeldAndLookedAtAndItsDeadlineStandsStill() {
            String id = rig.started();
            AtomicInteger looks = new AtomicInteger();
            rig.script.put("one", run -> {
                looks.incrementAndGet();
                return sent.size() == 2
                        ? Outcome.done()
                        : run.change(change(sent.isEmpty() ? "First" : "Second", repeatable()));
            });
            rig.run(id);
            rig.pass(Duration.ofMinutes(20));
            freeze();

            assertThat(rig.run(id).next()).isEqualTo(new Next.Wait(60));
            rig.pass(DAY);
            assertThat(rig.run(id).next()).isEqualTo(new Next.Wait(60));
            assertThat(step(id).state()).isEqualTo(StepState.WAITING);
            assertThat(held(id)).isEqualTo(1);
            assertThat(looks).hasValue(3);

            rig.engine.unfreeze();
            rig.script.put("one", run -> Outcome.waiting("the effect", 30));
            assertThat(rig.run(id).next()).isEqualTo(new Next.Wait(30));
            rig.pass(Duration.ofMinutes(9));
            assertThat(rig.run(id).next()).as("20 + 9 minutes of 30").isEqualTo(new Next.Wait(30));
            rig.pass(Duration.ofMinutes(2));
            assertThat(rig.run(id).next()).isEqualTo(new Next.Ask());
        }

        @Test
        void aKindMakesTheCallsThatFinishWhatTookEffectAndNoOther() {
            rig.mustFinish.put("one", "the new cluster would be in production without its mark");
            String id = rig.started();
            rig.script.put("one", run -> run.change(change("First", SavedIntent.Repeat.NEVER)));
            freeze();
            rig.run(id);
            assertThat(sent).as("nothing has taken effect yet").isEmpty();
            rig.engine.unfreeze();
            rig.run(id);
            freeze();
            rig.script.put("one", run -> run.change(change("Another", repeatable())));
            rig.run(id);
            assertThat(sent).containsExactly("First");

            rig.script.put("one", run -> run.finish(change("Mark", repeatable())));
            rig.run(id);
            assertThat(sent).containsExactly("First", "Mark");
        }

        @Test
        void aKindThatDoesNotSayWhatItMustFinishFinishesNothing() {
            String id = rig.started();
            rig.script.put("one", run -> run.finish(change("Mark", repeatable())));

            assertThatThrownBy(() -> rig.run(id)).isInstanceOf(IllegalStateException.class);
            assertThat(sent).isEmpty();
        }

        @Test
        void anUnansweredCallIsNotRepeatedButItsEffectIsSeen() {
            String id = rig.started();
            AtomicBoolean there = new AtomicBoolean();
            rig.script.put("one", run -> there.get() ? Outcome.done() : run.change(change("Modify", repeatable())));
            send = i -> {
                sent.add("lost");
                throw lost();
            };
            rig.run(id);
            send = Intent::spend;
            freeze();
            rig.pass(Duration.ofMinutes(3));

            assertThat(rig.run(id).next()).isEqualTo(new Next.Wait(60));
            assertThat(sent).containsExactly("lost");
            assertThat(intent(id).state()).isEqualTo(State.OPEN);

            there.set(true);
            rig.run(id);
            assertThat(rig.operation(id).steps().getFirst().state()).isEqualTo(StepState.COMPLETED);
        }

        @Test
        void aStepThatWaitsForItsGoAfterAQuestionIsStillFollowed() {
            String id = rig.started();
            ready.set(true);
            send = i -> {
                throw lost();
            };
            rig.script.put("one", run -> run.change(change("Reboot", SavedIntent.Repeat.NEVER)));
            rig.run(id);
            rig.pass(Duration.ofMinutes(17));
            rig.run(id);
            freeze();

            rig.answer(id, "continue");
            rig.script.put("one", run -> Outcome.done());
            rig.run(id);

            assertThat(rig.operation(id).steps().getFirst().state())
                    .as("what it did is seen although nothing may begin")
                    .isEqualTo(StepState.COMPLETED);
        }

        @Test
        void rollbackStepsAreHeldBetweenTheirLookAndTheirCall() {
            rig.undo.put("one", List.of(EngineRig.step("back", false)));
            ready.set(true);
            String id = rig.started();
            rig.script.put("two", run -> {
                throw new LastingFailure("it broke");
            });
            rig.run(id);
            rig.run(id);
            rig.script.put("back", run -> run.change(change("Back", repeatable())));
            secondLook = HeldStepsTest.this::freeze;
            rig.answer(id, "rollback");

            rig.run(id);

            assertThat(sent).containsExactly("Failover");
            assertThat(step(id).name()).isEqualTo("back");
            assertThat(step(id).state()).isEqualTo(StepState.PENDING);
        }

        @Test
        void approvalOfAHeldStepIsKeptUnlessSomebodyWantsANewGate() {
            String id = rig.start(false, EngineRig.FIRST, "one")
                    .operation()
                    .orElseThrow()
                    .id();
            rig.run(id);
            rig.answer(id, "continue");
            rig.run(id);
            freeze();
            ready.set(true);
            rig.run(id);
            rig.engine.unfreeze();

            rig.run(id);

            assertThat(sent).containsExactly("Failover");
        }
    }

    /** What is known of earlier calls when one is withdrawn, and when the last look fails. */
    @Nested
    class WhenACallIsWithdrawn {
        @Test
        void aLookThatFailsRightBeforeTheCallLeavesNoIntentOpen() {
            ready.set(true);
            String id = rig.started();
            secondLook = () -> {
                throw new TransientFailure("Rate exceeded", new IllegalStateException());
            };

            assertThat(rig.run(id).next()).isEqualTo(new Next.Wait(5));

            assertThat(sent).isEmpty();
            assertThat(intent(id).state()).isEqualTo(State.REFUSED);
            assertThat(intent(id).detail()).startsWith("withdrawn").contains("Rate exceeded");
            secondLook = () -> {};
            rig.run(id);
            assertThat(sent)
                    .as("without waiting for a call that was never made")
                    .containsExactly("Failover");
        }

        @Test
        void norDoesOneThatFailsInAWayThatNobodyForesaw() {
            ready.set(true);
            String id = rig.started();
            secondLook = () -> {
                throw new IllegalStateException("a bug");
            };

            assertThatThrownBy(() -> rig.run(id)).hasMessage("a bug");

            assertThat(intent(id).state()).isEqualTo(State.REFUSED);
        }

        @Test
        void norDoesACallThatCouldNotBePrepared() {
            ready.set(true);
            String id = rig.started();
            send = i -> {
                throw new TransientFailure("no credentials", new IllegalStateException());
            };

            rig.run(id);

            assertThat(intent(id).state()).isEqualTo(State.REFUSED);
            send = i -> {
                i.spend();
                throw new IllegalStateException("whatever came of it");
            };
            assertThatThrownBy(() -> rig.run(id)).hasMessageContaining("whatever");
            assertThat(intent(id).state()).as("it may have been made").isEqualTo(State.OPEN);
        }

        @Test
        void theCallBeforeItStaysKnown() {
            String id = rig.started();
            rig.script.put("one", run -> run.change(change(sent.isEmpty() ? "First" : "Second", repeatable())));
            rig.run(id);
            secondLook = HeldStepsTest.this::freeze;

            rig.run(id);

            assertThat(intent(id).call()).isEqualTo("First");
            assertThat(step(id).mayHaveChanged()).isTrue();
            assertThat(step(id).state()).isEqualTo(StepState.WAITING);
            assertThat(rig.store.events(id))
                    .anySatisfy(e -> assertThat(e.message()).isEqualTo("REFUSED: Second"));
        }

        @Test
        void theCallBeforeOneThatAwsRefusedStaysKnown() {
            String id = rig.started();
            rig.script.put("one", run -> run.change(change(sent.isEmpty() ? "First" : "Second", repeatable())));
            rig.run(id);
            send = i -> {
                throw new ChangeFailure.Refused("not now", false, new IllegalStateException());
            };

            assertThat(rig.run(id).next()).isEqualTo(new Next.Ask());

            assertThat(step(id).mayHaveChanged()).isTrue();
        }

        @Test
        void anUnansweredCallIsStillLookedForWhenItsRepetitionWasWithdrawn() {
            String id = rig.started();
            rig.script.put("one", run -> run.change(change("Modify", repeatable())));
            send = i -> {
                throw lost();
            };
            rig.run(id);
            Instant first = intent(id).at();
            send = Intent::spend;
            rig.pass(Duration.ofMinutes(3));
            secondLook = HeldStepsTest.this::freeze;

            rig.run(id);

            assertThat(intent(id).state()).isEqualTo(State.OPEN);
            assertThat(intent(id).at()).isEqualTo(first);
            assertThat(step(id).lost()).isEmpty();
        }
    }

    /** Windows, from 12:00 to 12:30; the rig's first time is 02:00. */
    @Nested
    class ByTheSchedule {
        private String started(Schedule.Outside outside) {
            rig.plan.set(0, rig.plan.getFirst().disrupting());
            Window window = Window.parse("12:00-12:30").orElseThrow();
            rig.options = new Options(null, new Schedule(null, window, outside), List.of(), 0);
            return rig.started();
        }

        private void at(String time) {
            Instant then = Instant.parse("2026-03-" + time + ":00Z");
            rig.pass(Duration.between(rig.now, then));
        }

        private ObjectNode answer(String choice) {
            return JsonTrees.object().put("action", "continue").put("choice", choice);
        }

        @Test
        void aStepThatBeganInTheWindowMakesNoCallOnceItIsClosed() {
            at("01T12:10");
            String id = started(Schedule.Outside.WAIT);
            rig.run(id);
            at("01T12:35");
            ready.set(true);

            Verdict verdict = rig.run(id);

            assertThat(sent).isEmpty();
            assertThat(verdict.next()).isEqualTo(new Next.Wait(3_600));
            assertThat(verdict.summary()).contains("2026-03-02T12:00:00Z");
            assertThat(step(id).state()).isEqualTo(StepState.PENDING);
            assertThat(rig.log(id)).doesNotContain(Event.Type.INTENT_SAVED);
            at("02T12:00");
            rig.run(id);
            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void theLastLookMayTakeItOutOfTheWindow() {
            at("01T12:10");
            String id = started(Schedule.Outside.WAIT);
            ready.set(true);
            secondLook = () -> rig.pass(Duration.ofMinutes(30));

            rig.run(id);

            assertThat(sent).isEmpty();
            assertThat(intent(id).state()).isEqualTo(State.REFUSED);
        }

        @Test
        void continueToAQuestionBeginsNothingOutsideItAndSaysWhen() {
            at("01T12:00");
            String id = started(Schedule.Outside.WAIT);
            rig.run(id);
            at("01T12:31");
            assertThat(rig.run(id).next()).isEqualTo(new Next.Ask());
            assertThat(rig.question(id).kind()).isEqualTo(Question.Kind.TIMEOUT);
            assertThat(rig.question(id).options().getFirst().consequence())
                    .contains("no call is made before 2026-03-02T12:00:00Z", "12:00-12:30");
            at("01T22:31");
            ready.set(true);

            rig.answer(id, "continue");

            assertThat(rig.run(id).next()).isEqualTo(new Next.Wait(3_600));
            assertThat(sent).isEmpty();
            assertThat(held(id)).isEqualTo(1);
            at("02T12:00");
            rig.run(id);
            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void whereAPersonIsToDecideTheChangeAsksAndNowCountsForIt() {
            at("01T12:10");
            String id = started(Schedule.Outside.ASK);
            rig.run(id);
            at("01T12:35");
            ready.set(true);

            assertThat(rig.run(id).next()).isEqualTo(new Next.Ask());
            assertThat(rig.question(id).reason()).contains("outside its time");
            rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer("now"));
            rig.run(id);

            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void nowThatWasSaidBeforeTheStepBeganCountsForItsCallHowLongItTakes() {
            String id = started(Schedule.Outside.ASK);
            rig.run(id);
            rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer("now"));
            rig.run(id);
            rig.pass(Duration.ofMinutes(20));
            ready.set(true);

            rig.run(id);

            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void betweenTheCallsOfAStepAPersonIsAskedAndItGoesOnWhereItWas() {
            at("01T12:10");
            String id = started(Schedule.Outside.ASK);
            rig.script.put("one", run -> run.change(change(sent.isEmpty() ? "First" : "Second", repeatable())));
            rig.run(id);
            at("01T12:35");

            assertThat(rig.run(id).next()).isEqualTo(new Next.Ask());
            at("01T15:00");
            rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer("now"));
            rig.run(id);

            assertThat(sent).containsExactly("First", "Second");
            assertThat(step(id).attempt()).isEqualTo(1);
            assertThat(rig.operation(id).question())
                    .as("its deadline stood still")
                    .isNull();
        }

        @Test
        void aStepThatBeganInItsLastMomentIsNotHeldByItsOwnLooks() {
            at("01T12:29");
            String id = started(Schedule.Outside.WAIT);
            rig.run(id);
            rig.pass(Duration.ofSeconds(20));
            ready.set(true);

            rig.run(id);

            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void aStepThatMissesTwoWindowsIsAskedAbout() {
            at("01T12:00");
            String id = started(Schedule.Outside.WAIT);
            missWindow(id, "01");
            assertThat(step(id).state()).isEqualTo(StepState.PENDING);

            missWindow(id, "02");

            assertThat(rig.operation(id).state()).isEqualTo(OperationState.PAUSED);
            assertThat(rig.question(id).reason()).contains("has not had its turn", "2 windows");
            assertThat(rig.question(id).options().getFirst().choice()).isEqualTo("wait");
            rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer("wait"));
            missWindow(id, "03");
            assertThat(rig.operation(id).state())
                    .as("whoever said wait is asked again after two more")
                    .isEqualTo(OperationState.RUNNING);
            missWindow(id, "04");
            assertThat(rig.operation(id).state()).isEqualTo(OperationState.PAUSED);
            assertThat(sent).isEmpty();
        }

        private void missWindow(String id, String day) {
            ready.set(false);
            at(day + "T12:05");
            rig.run(id);
            at(day + "T12:31");
            ready.set(true);
            rig.run(id);
        }

        @Test
        void aStepThatIsFrozenThroughTwoWindowsIsAskedAboutOnceItMayAgain() {
            String id = started(Schedule.Outside.WAIT);
            freeze();
            rig.run(id);
            at("02T18:00");
            assertThat(rig.run(id).next()).isEqualTo(new Next.Wait(60));
            rig.engine.unfreeze();

            assertThat(rig.run(id).next()).isEqualTo(new Next.Ask());
            assertThat(rig.question(id).reason()).contains("has not had its turn");
        }

        @Test
        void windowsThatNobodyHadWrittenYetWereNotMissed() {
            at("01T12:00");
            String id = started(Schedule.Outside.WAIT);
            missWindow(id, "01");
            at("02T11:00");
            Window hourly = Window.parse("09:00-09:30").orElseThrow();
            rig.engine.resume(
                    rig.invocation(),
                    new ResumeRequest(
                            id, null, null, null, new ResumeRequest.Edit(null, null, null, hourly, false, null)));

            assertThat(rig.run(id).next()).isEqualTo(new Next.Wait(3_600));
            at("03T09:31");
            assertThat(rig.run(id).next()).isEqualTo(new Next.Wait(3_600));
        }

        @Test
        void aRollbackIsNotBoundInTheMiddleOfItsStepsEither() {
            rig.undo.put("one", List.of(EngineRig.step("back", false).disrupting()));
            at("01T12:10");
            ready.set(true);
            String id = started(Schedule.Outside.WAIT);
            rig.script.put("two", run -> {
                throw new LastingFailure("it broke");
            });
            rig.run(id);
            rig.run(id);
            at("01T13:00");
            rig.script.put("back", run -> run.change(change("Back", repeatable())));
            rig.answer(id, "rollback");

            rig.run(id);

            assertThat(sent).containsExactly("Failover", "Back");
        }

        @Test
        void aGateThatIsSetOnAStepThatWaitsAsksWhateverWasSaidBefore() {
            String id = started(Schedule.Outside.ASK);
            rig.run(id);
            rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer("wait"));
            rig.run(id);

            rig.engine.resume(
                    rig.invocation(),
                    new ResumeRequest(
                            id,
                            null,
                            null,
                            null,
                            new ResumeRequest.Edit(List.of("next"), null, null, null, false, null)));
            at("01T12:00");

            assertThat(rig.run(id).next()).isEqualTo(new Next.Ask());
            assertThat(rig.question(id).reason()).contains("Approval is needed");
        }

        @Test
        void aStepThatIsLongerThanItsWindowIsToldOfBeforehand() {
            rig.plan.set(0, rig.plan.getFirst().expecting(Duration.ofMinutes(45)));
            rig.plan.set(1, rig.plan.get(1).expecting(Duration.ofMinutes(45)));

            String id = started(Schedule.Outside.WAIT);

            assertThat(rig.operation(id).notes())
                    .filteredOn(note -> note.contains("window"))
                    .singleElement()
                    .asString()
                    .contains("one", "45 minutes", "12:00-12:30", "first 15 minutes");
            assertThat(rig.start(true, EngineRig.FIRST).plan())
                    .anySatisfy(line -> assertThat(line).startsWith("NOTE one usually takes 45 minutes"));
        }
    }

    @Test
    void theDeadlineOfAStepDoesNotRunWhileItWaitsForAnotherStepsLostCall() {
        rig.plan.set(1, rig.plan.get(1).within(Duration.ofMinutes(10)));
        rig.script.put(
                "one", run -> run.intent().isPresent() ? Outcome.done() : run.change(change("Up", repeatable())));
        send = i -> {
            throw lost();
        };
        String id = rig.started();
        rig.script.put("two", run -> {
            throw new LastingFailure("stop here");
        });
        rig.step(id);
        rig.script.put("one", run -> {
            throw new LastingFailure("ask");
        });
        rig.step(id);
        rig.undo.put("one", List.of(EngineRig.step("back", false).within(Duration.ofMinutes(10))));
        rig.script.put("back", run -> run.change(change("Down", repeatable())));
        send = Intent::spend;
        rig.answer(id, "rollback");

        assertThat(rig.run(id).next()).isEqualTo(new Next.Wait(300));
        assertThat(step(id).waitCondition()).contains("can no longer act");
        rig.pass(Duration.ofMinutes(12));
        assertThat(rig.run(id).next()).as("its own ten minutes have not begun").isInstanceOf(Next.Wait.class);
        rig.pass(Duration.ofMinutes(5));
        rig.run(id);

        assertThat(sent).containsExactly("Down");
        rig.pass(Duration.ofMinutes(4));
        rig.script.put("back", run -> Outcome.waiting("its effect", 30));
        assertThat(rig.run(id).next()).isEqualTo(new Next.Wait(30));
    }

    private static SavedIntent.Repeat repeatable() {
        return SavedIntent.Repeat.SOON;
    }
}
