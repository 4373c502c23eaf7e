package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.SavedIntent.State;
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

    private final Bench bench = Bench.planning("one", "two");
    private final List<String> sent = new ArrayList<>();
    private final AtomicBoolean ready = new AtomicBoolean();
    private Runnable secondLook = () -> {};
    private Consumer<Intent> send = Intent::spend;

    @BeforeEach
    void oneFailsOverOnceItsReplicaHasCaughtUp() {
        bench.script.put("one", this::failOverWhenReady);
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
                Bench.object(),
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
        bench.engine.freeze(new Freeze("incident", "dana", bench.now));
    }

    private Step step(String id) {
        return bench.operation(id).current().orElseThrow();
    }

    private SavedIntent intent(String id) {
        return Objects.requireNonNull(bench.operation(id).steps().getFirst().intent());
    }

    private long held(String id) {
        return bench.log(id).stream().filter(Event.Type.STEP_HELD::equals).count();
    }

    private static ChangeFailure.Unknown lost() {
        return new ChangeFailure.Unknown("the connection was cut", new IllegalStateException("cut"));
    }

    /** Freezes, and what the freeze holds. */
    @Nested
    class ByAFreeze {
        @Test
        void aStepThatHasSentNothingGoesBackToItsPlaceAndNoIntentIsWritten() {
            String id = bench.started();
            bench.run(id);
            freeze();
            bench.pass(Duration.ofMinutes(10));
            ready.set(true);

            Verdict verdict = bench.run(id);

            assertThat(sent).isEmpty();
            assertThat(verdict.next()).isEqualTo(new Next.Wait(60));
            assertThat(verdict.summary()).contains("waiting for the end of the freeze", "dana", "incident");
            assertThat(step(id).state()).isEqualTo(StepState.PENDING);
            assertThat(step(id).memo().path("looked").asBoolean()).isTrue();
            assertThat(bench.log(id)).doesNotContain(Event.Type.INTENT_SAVED);
            bench.pass(DAY);
            bench.run(id);
            assertThat(held(id)).isEqualTo(1);

            bench.engine.unfreeze();
            bench.run(id);
            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void oneThatIsWrittenBetweenTheIntentAndItsCallIsSeen() {
            String id = bench.started();
            ready.set(true);
            secondLook = HeldStepsTest.this::freeze;

            Verdict verdict = bench.run(id);

            assertThat(sent).isEmpty();
            assertThat(verdict.next()).isEqualTo(new Next.Wait(60));
            assertThat(intent(id).state()).isEqualTo(State.REFUSED);
            assertThat(intent(id).detail()).startsWith("withdrawn").contains("freeze");
            assertThat(step(id).state()).isEqualTo(StepState.PENDING);
        }

        @Test
        void oneThatCanNotBeReadHoldsLikeOneThatIsThere() {
            String id = bench.started();
            bench.run(id);
            ready.set(true);
            AtomicInteger reads = new AtomicInteger();
            bench.store.beforeFreezeIsRead(() -> {
                if (reads.incrementAndGet() == 2) {
                    throw new IllegalStateException("no connection");
                }
            });

            Verdict verdict = bench.run(id);

            assertThat(reads).hasValue(2);
            assertThat(sent).isEmpty();
            assertThat(verdict.next()).isInstanceOf(Next.Wait.class);
            assertThat(intent(id).state()).isEqualTo(State.REFUSED);
            assertThat(intent(id).detail()).startsWith("withdrawn").contains("no connection");
            bench.run(id);
            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void aFreezeThatStaysUnreadableIsAskedAboutWhereACallIsUnderWay() {
            String id = bench.started();
            ready.set(true);
            bench.script.put("one", run -> run.change(change(sent.isEmpty() ? "First" : "Second", repeatable())));
            bench.run(id);
            bench.store.beforeFreezeIsRead(() -> {
                throw new TransientFailure("no connection", new IllegalStateException());
            });

            assertThat(bench.step(id).next()).isEqualTo(new Next.Wait(60));
            bench.pass(Duration.ofMinutes(31));

            assertThat(bench.step(id).next()).isEqualTo(new Next.Ask());
            assertThat(bench.question(id).reason()).contains("whether operations are frozen", "no connection");
            assertThat(sent).containsExactly("First");
        }

        @Test
        void betweenItsCallsAStepIsHeldAndLookedAtAndItsDeadlineStandsStill() {
            String id = bench.started();
            AtomicInteger looks = new AtomicInteger();
            bench.script.put("one", run -> {
                looks.incrementAndGet();
                return sent.size() == 2
                        ? Outcome.done()
                        : run.change(change(sent.isEmpty() ? "First" : "Second", repeatable()));
            });
            bench.run(id);
            bench.pass(Duration.ofMinutes(20));
            freeze();

            assertThat(bench.run(id).next()).isEqualTo(new Next.Wait(60));
            bench.pass(DAY);
            assertThat(bench.run(id).next()).isEqualTo(new Next.Wait(60));
            assertThat(step(id).state()).isEqualTo(StepState.WAITING);
            assertThat(held(id)).isEqualTo(1);
            assertThat(looks).hasValue(3);

            bench.engine.unfreeze();
            bench.script.put("one", run -> Outcome.waiting("the effect", 30));
            assertThat(bench.run(id).next()).isEqualTo(new Next.Wait(30));
            bench.pass(Duration.ofMinutes(9));
            assertThat(bench.run(id).next()).as("20 + 9 minutes of 30").isEqualTo(new Next.Wait(30));
            bench.pass(Duration.ofMinutes(2));
            assertThat(bench.run(id).next()).isEqualTo(new Next.Ask());
        }

        @Test
        void aKindMakesTheCallsThatFinishWhatTookEffectAndNoOther() {
            bench.mustFinish.put("one", "the new cluster would be in production without its mark");
            String id = bench.started();
            bench.script.put("one", run -> run.change(change("First", SavedIntent.Repeat.NEVER)));
            freeze();
            bench.run(id);
            assertThat(sent).as("nothing has taken effect yet").isEmpty();
            bench.engine.unfreeze();
            bench.run(id);
            freeze();
            bench.script.put("one", run -> run.change(change("Another", repeatable())));
            bench.run(id);
            assertThat(sent).containsExactly("First");

            bench.script.put("one", run -> run.finish(change("Mark", repeatable())));
            bench.run(id);
            assertThat(sent).containsExactly("First", "Mark");
        }

        @Test
        void aKindThatDoesNotSayWhatItMustFinishFinishesNothing() {
            String id = bench.started();
            bench.script.put("one", run -> run.finish(change("Mark", repeatable())));

            assertThatThrownBy(() -> bench.run(id)).isInstanceOf(IllegalStateException.class);
            assertThat(sent).isEmpty();
        }

        @Test
        void anUnansweredCallIsNotRepeatedButItsEffectIsSeen() {
            String id = bench.started();
            AtomicBoolean there = new AtomicBoolean();
            bench.script.put(
                    "one", run -> there.get() ? Outcome.done() : run.change(change("Modify", repeatable())));
            send = i -> {
                sent.add("lost");
                throw lost();
            };
            bench.run(id);
            send = Intent::spend;
            freeze();
            bench.pass(Duration.ofMinutes(3));

            assertThat(bench.run(id).next()).isEqualTo(new Next.Wait(60));
            assertThat(sent).containsExactly("lost");
            assertThat(intent(id).state()).isEqualTo(State.OPEN);

            there.set(true);
            bench.run(id);
            assertThat(bench.operation(id).steps().getFirst().state()).isEqualTo(StepState.COMPLETED);
        }

        @Test
        void aStepThatWaitsForItsGoAfterAQuestionIsStillFollowed() {
            String id = bench.started();
            ready.set(true);
            send = i -> {
                throw lost();
            };
            bench.script.put("one", run -> run.change(change("Reboot", SavedIntent.Repeat.NEVER)));
            bench.run(id);
            bench.pass(Duration.ofMinutes(17));
            bench.run(id);
            freeze();

            bench.answer(id, "continue");
            bench.script.put("one", run -> Outcome.done());
            bench.run(id);

            assertThat(bench.operation(id).steps().getFirst().state())
                    .as("what it did is seen although nothing may begin")
                    .isEqualTo(StepState.COMPLETED);
        }

        @Test
        void rollbackStepsAreHeldBetweenTheirLookAndTheirCall() {
            bench.undo.put("one", List.of(Bench.step("back", false)));
            ready.set(true);
            String id = bench.started();
            bench.script.put("two", run -> {
                throw new LastingFailure("it broke");
            });
            bench.run(id);
            bench.run(id);
            bench.script.put("back", run -> run.change(change("Back", repeatable())));
            secondLook = HeldStepsTest.this::freeze;
            bench.answer(id, "rollback");

            bench.run(id);

            assertThat(sent).containsExactly("Failover");
            assertThat(step(id).name()).isEqualTo("back");
            assertThat(step(id).state()).isEqualTo(StepState.PENDING);
        }

        @Test
        void approvalOfAHeldStepIsKeptUnlessSomebodyWantsANewGate() {
            String id = bench.start(false, Bench.FIRST, "one")
                    .operation()
                    .orElseThrow()
                    .id();
            bench.run(id);
            bench.answer(id, "continue");
            bench.run(id);
            freeze();
            ready.set(true);
            bench.run(id);
            bench.engine.unfreeze();

            bench.run(id);

            assertThat(sent).containsExactly("Failover");
        }
    }

    /** What is known of earlier calls when one is withdrawn, and when the last look fails. */
    @Nested
    class WhenACallIsWithdrawn {
        @Test
        void aLookThatFailsRightBeforeTheCallLeavesNoIntentOpen() {
            ready.set(true);
            String id = bench.started();
            secondLook = () -> {
                throw new TransientFailure("Rate exceeded", new IllegalStateException());
            };

            assertThat(bench.run(id).next()).isEqualTo(new Next.Wait(5));

            assertThat(sent).isEmpty();
            assertThat(intent(id).state()).isEqualTo(State.REFUSED);
            assertThat(intent(id).detail()).startsWith("withdrawn").contains("Rate exceeded");
            secondLook = () -> {};
            bench.run(id);
            assertThat(sent).as("without waiting for a call that was never made").containsExactly("Failover");
        }

        @Test
        void norDoesOneThatFailsInAWayThatNobodyForesaw() {
            ready.set(true);
            String id = bench.started();
            secondLook = () -> {
                throw new IllegalStateException("a bug");
            };

            assertThatThrownBy(() -> bench.run(id)).hasMessage("a bug");

            assertThat(intent(id).state()).isEqualTo(State.REFUSED);
        }

        @Test
        void norDoesACallThatCouldNotBePrepared() {
            ready.set(true);
            String id = bench.started();
            send = i -> {
                throw new TransientFailure("no credentials", new IllegalStateException());
            };

            bench.run(id);

            assertThat(intent(id).state()).isEqualTo(State.REFUSED);
            send = i -> {
                i.spend();
                throw new IllegalStateException("whatever came of it");
            };
            assertThatThrownBy(() -> bench.run(id)).hasMessageContaining("whatever");
            assertThat(intent(id).state()).as("it may have been made").isEqualTo(State.OPEN);
        }

        @Test
        void theCallBeforeItStaysKnown() {
            String id = bench.started();
            bench.script.put("one", run -> run.change(change(sent.isEmpty() ? "First" : "Second", repeatable())));
            bench.run(id);
            secondLook = HeldStepsTest.this::freeze;

            bench.run(id);

            assertThat(intent(id).call()).isEqualTo("First");
            assertThat(step(id).mayHaveChanged()).isTrue();
            assertThat(step(id).state()).isEqualTo(StepState.WAITING);
            assertThat(bench.store.events(id))
                    .anySatisfy(e -> assertThat(e.message()).isEqualTo("REFUSED: Second"));
        }

        @Test
        void theCallBeforeOneThatAwsRefusedStaysKnown() {
            String id = bench.started();
            bench.script.put("one", run -> run.change(change(sent.isEmpty() ? "First" : "Second", repeatable())));
            bench.run(id);
            send = i -> {
                throw new ChangeFailure.Refused("not now", false, new IllegalStateException());
            };

            assertThat(bench.run(id).next()).isEqualTo(new Next.Ask());

            assertThat(step(id).mayHaveChanged()).isTrue();
        }

        @Test
        void anUnansweredCallIsStillLookedForWhenItsRepetitionWasWithdrawn() {
            String id = bench.started();
            bench.script.put("one", run -> run.change(change("Modify", repeatable())));
            send = i -> {
                throw lost();
            };
            bench.run(id);
            Instant first = intent(id).at();
            send = Intent::spend;
            bench.pass(Duration.ofMinutes(3));
            secondLook = HeldStepsTest.this::freeze;

            bench.run(id);

            assertThat(intent(id).state()).isEqualTo(State.OPEN);
            assertThat(intent(id).at()).isEqualTo(first);
            assertThat(step(id).lost()).isEmpty();
        }
    }

    /** Windows, from 12:00 to 12:30; the bench's first time is 02:00. */
    @Nested
    class ByTheSchedule {
        private String started(Schedule.Outside outside) {
            bench.plan.set(0, bench.plan.getFirst().disrupting());
            Window window = Window.parse("12:00-12:30").orElseThrow();
            bench.options = new Options(null, new Schedule(null, window, outside), List.of(), 0);
            return bench.started();
        }

        private void at(String time) {
            Instant then = Instant.parse("2026-03-" + time + ":00Z");
            bench.pass(Duration.between(bench.now, then));
        }

        private ObjectNode answer(String choice) {
            return Bench.object().put("action", "continue").put("choice", choice);
        }

        @Test
        void aStepThatBeganInTheWindowMakesNoCallOnceItIsClosed() {
            at("01T12:10");
            String id = started(Schedule.Outside.WAIT);
            bench.run(id);
            at("01T12:35");
            ready.set(true);

            Verdict verdict = bench.run(id);

            assertThat(sent).isEmpty();
            assertThat(verdict.next()).isEqualTo(new Next.Wait(3_600));
            assertThat(verdict.summary()).contains("2026-03-02T12:00:00Z");
            assertThat(step(id).state()).isEqualTo(StepState.PENDING);
            assertThat(bench.log(id)).doesNotContain(Event.Type.INTENT_SAVED);
            at("02T12:00");
            bench.run(id);
            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void theLastLookMayTakeItOutOfTheWindow() {
            at("01T12:10");
            String id = started(Schedule.Outside.WAIT);
            ready.set(true);
            secondLook = () -> bench.pass(Duration.ofMinutes(30));

            bench.run(id);

            assertThat(sent).isEmpty();
            assertThat(intent(id).state()).isEqualTo(State.REFUSED);
        }

        @Test
        void continueToAQuestionBeginsNothingOutsideItAndSaysWhen() {
            at("01T12:00");
            String id = started(Schedule.Outside.WAIT);
            bench.run(id);
            at("01T12:31");
            assertThat(bench.run(id).next()).isEqualTo(new Next.Ask());
            assertThat(bench.question(id).kind()).isEqualTo(Question.Kind.TIMEOUT);
            assertThat(bench.question(id).options().getFirst().consequence())
                    .contains("no call is made before 2026-03-02T12:00:00Z", "12:00-12:30");
            at("01T22:31");
            ready.set(true);

            bench.answer(id, "continue");

            assertThat(bench.run(id).next()).isEqualTo(new Next.Wait(3_600));
            assertThat(sent).isEmpty();
            assertThat(held(id)).isEqualTo(1);
            at("02T12:00");
            bench.run(id);
            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void whereAPersonIsToDecideTheChangeAsksAndNowCountsForIt() {
            at("01T12:10");
            String id = started(Schedule.Outside.ASK);
            bench.run(id);
            at("01T12:35");
            ready.set(true);

            assertThat(bench.run(id).next()).isEqualTo(new Next.Ask());
            assertThat(bench.question(id).reason()).contains("outside its time");
            bench.resume(id, Bench.FIRST, bench.question(id).id(), answer("now"));
            bench.run(id);

            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void nowThatWasSaidBeforeTheStepBeganCountsForItsCallHowLongItTakes() {
            String id = started(Schedule.Outside.ASK);
            bench.run(id);
            bench.resume(id, Bench.FIRST, bench.question(id).id(), answer("now"));
            bench.run(id);
            bench.pass(Duration.ofMinutes(20));
            ready.set(true);

            bench.run(id);

            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void betweenTheCallsOfAStepAPersonIsAskedAndItGoesOnWhereItWas() {
            at("01T12:10");
            String id = started(Schedule.Outside.ASK);
            bench.script.put("one", run -> run.change(change(sent.isEmpty() ? "First" : "Second", repeatable())));
            bench.run(id);
            at("01T12:35");

            assertThat(bench.run(id).next()).isEqualTo(new Next.Ask());
            at("01T15:00");
            bench.resume(id, Bench.FIRST, bench.question(id).id(), answer("now"));
            bench.run(id);

            assertThat(sent).containsExactly("First", "Second");
            assertThat(step(id).attempt()).isEqualTo(1);
            assertThat(bench.operation(id).question()).as("its deadline stood still").isNull();
        }

        @Test
        void aStepThatBeganInItsLastMomentIsNotHeldByItsOwnLooks() {
            at("01T12:29");
            String id = started(Schedule.Outside.WAIT);
            bench.run(id);
            bench.pass(Duration.ofSeconds(20));
            ready.set(true);

            bench.run(id);

            assertThat(sent).containsExactly("Failover");
        }

        @Test
        void aStepThatMissesTwoWindowsIsAskedAbout() {
            at("01T12:00");
            String id = started(Schedule.Outside.WAIT);
            missWindow(id, "01");
            assertThat(step(id).state()).isEqualTo(StepState.PENDING);

            missWindow(id, "02");

            assertThat(bench.operation(id).state()).isEqualTo(OperationState.PAUSED);
            assertThat(bench.question(id).reason()).contains("has not had its turn", "2 windows");
            assertThat(bench.question(id).options().getFirst().choice()).isEqualTo("wait");
            bench.resume(id, Bench.FIRST, bench.question(id).id(), answer("wait"));
            missWindow(id, "03");
            assertThat(bench.operation(id).state())
                    .as("whoever said wait is asked again after two more")
                    .isEqualTo(OperationState.RUNNING);
            missWindow(id, "04");
            assertThat(bench.operation(id).state()).isEqualTo(OperationState.PAUSED);
            assertThat(sent).isEmpty();
        }

        private void missWindow(String id, String day) {
            ready.set(false);
            at(day + "T12:05");
            bench.run(id);
            at(day + "T12:31");
            ready.set(true);
            bench.run(id);
        }

        @Test
        void aStepThatIsFrozenThroughTwoWindowsIsAskedAboutOnceItMayAgain() {
            String id = started(Schedule.Outside.WAIT);
            freeze();
            bench.run(id);
            at("02T18:00");
            assertThat(bench.run(id).next()).isEqualTo(new Next.Wait(60));
            bench.engine.unfreeze();

            assertThat(bench.run(id).next()).isEqualTo(new Next.Ask());
            assertThat(bench.question(id).reason()).contains("has not had its turn");
        }

        @Test
        void windowsThatNobodyHadWrittenYetWereNotMissed() {
            at("01T12:00");
            String id = started(Schedule.Outside.WAIT);
            missWindow(id, "01");
            at("02T11:00");
            Window hourly = Window.parse("09:00-09:30").orElseThrow();
            bench.engine.resume(
                    bench.invocation(),
                    new ResumeRequest(
                            id, null, null, null, new ResumeRequest.Edit(null, null, null, hourly, false, null)));

            assertThat(bench.run(id).next()).isEqualTo(new Next.Wait(3_600));
            at("03T09:31");
            assertThat(bench.run(id).next()).isEqualTo(new Next.Wait(3_600));
        }

        @Test
        void aRollbackIsNotBoundInTheMiddleOfItsStepsEither() {
            bench.undo.put("one", List.of(Bench.step("back", false).disrupting()));
            at("01T12:10");
            ready.set(true);
            String id = started(Schedule.Outside.WAIT);
            bench.script.put("two", run -> {
                throw new LastingFailure("it broke");
            });
            bench.run(id);
            bench.run(id);
            at("01T13:00");
            bench.script.put("back", run -> run.change(change("Back", repeatable())));
            bench.answer(id, "rollback");

            bench.run(id);

            assertThat(sent).containsExactly("Failover", "Back");
        }

        @Test
        void aGateThatIsSetOnAStepThatWaitsAsksWhateverWasSaidBefore() {
            String id = started(Schedule.Outside.ASK);
            bench.run(id);
            bench.resume(id, Bench.FIRST, bench.question(id).id(), answer("wait"));
            bench.run(id);

            bench.engine.resume(
                    bench.invocation(),
                    new ResumeRequest(
                            id,
                            null,
                            null,
                            null,
                            new ResumeRequest.Edit(List.of("next"), null, null, null, false, null)));
            at("01T12:00");

            assertThat(bench.run(id).next()).isEqualTo(new Next.Ask());
            assertThat(bench.question(id).reason()).contains("Approval is needed");
        }

        @Test
        void aStepThatIsLongerThanItsWindowIsToldOfBeforehand() {
            bench.plan.set(0, bench.plan.getFirst().expecting(Duration.ofMinutes(45)));
            bench.plan.set(1, bench.plan.get(1).expecting(Duration.ofMinutes(45)));

            String id = started(Schedule.Outside.WAIT);

            assertThat(bench.operation(id).notes())
                    .filteredOn(note -> note.contains("window"))
                    .singleElement()
                    .asString()
                    .contains("one", "45 minutes", "12:00-12:30", "first 15 minutes");
            assertThat(bench.start(true, Bench.FIRST).plan())
                    .anySatisfy(line -> assertThat(line).startsWith("NOTE one usually takes 45 minutes"));
        }
    }

    @Test
    void theDeadlineOfAStepDoesNotRunWhileItWaitsForAnotherStepsLostCall() {
        bench.plan.set(1, bench.plan.get(1).within(Duration.ofMinutes(10)));
        bench.script.put("one", run -> run.intent().isPresent() ? Outcome.done() : run.change(change("Up", repeatable())));
        send = i -> {
            throw lost();
        };
        String id = bench.started();
        bench.script.put("two", run -> {
            throw new LastingFailure("stop here");
        });
        bench.step(id);
        bench.script.put("one", run -> {
            throw new LastingFailure("ask");
        });
        bench.step(id);
        bench.undo.put("one", List.of(Bench.step("back", false).within(Duration.ofMinutes(10))));
        bench.script.put("back", run -> run.change(change("Down", repeatable())));
        send = Intent::spend;
        bench.answer(id, "rollback");

        assertThat(bench.run(id).next()).isEqualTo(new Next.Wait(300));
        assertThat(step(id).waitCondition()).contains("can no longer act");
        bench.pass(Duration.ofMinutes(12));
        assertThat(bench.run(id).next()).as("its own ten minutes have not begun").isInstanceOf(Next.Wait.class);
        bench.pass(Duration.ofMinutes(5));
        bench.run(id);

        assertThat(sent).containsExactly("Down");
        bench.pass(Duration.ofMinutes(4));
        bench.script.put("back", run -> Outcome.waiting("its effect", 30));
        assertThat(bench.run(id).next()).isEqualTo(new Next.Wait(30));
    }

    private static SavedIntent.Repeat repeatable() {
        return SavedIntent.Repeat.SOON;
    }
}
