package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From start to end: steps, waits, errors, gates, deadlines. */
class OperationLifeTest {
    private final EngineRig bench = EngineRig.planning("one", "two");

    @Test
    void anOperationRunsItsStepsInOrderAndEnds() {
        String id = bench.started();

        EngineResult end = bench.run(id);

        assertThat(end.next()).isEqualTo(new NextAction.Succeed());
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.COMPLETED);
        assertThat(bench.operation(id).steps()).extracting(Step::state).containsOnly(StepState.COMPLETED);
    }

    @Test
    void eachInvocationExecutesOneStep() {
        String id = bench.started();

        bench.step(id);

        assertThat(bench.operation(id).steps())
                .extracting(Step::state)
                .containsExactly(StepState.COMPLETED, StepState.PENDING, StepState.PENDING);
    }

    @Test
    void theSameStartMakesTheSameOperationOnce() {
        EngineResult first = bench.start();
        EngineResult again = bench.start();

        assertThat(again.operation().orElseThrow().id())
                .isEqualTo(first.operation().orElseThrow().id());
        assertThat(bench.store.live()).hasSize(1);
    }

    @Test
    void aSecondOperationOnTheClusterIsRefusedWithTheHoldersId() {
        String id = bench.started();

        EngineResult busy = bench.start(false, EngineRig.MACHINE + "second");

        assertThat(busy.next()).isInstanceOfSatisfying(NextAction.Fail.class, f -> {
            assertThat(f.code()).isEqualTo(NextAction.Code.CLUSTER_BUSY);
            assertThat(f.cause()).contains(id);
        });
    }

    @Test
    void aBusyTargetIsSkippedWhereAskedForAndTheHolderIsNamed() {
        String id = bench.started();
        bench.ifBusy = StartRequest.IfBusy.SKIP;

        EngineResult skipped = bench.start(false, EngineRig.MACHINE + "second");

        assertThat(skipped.next()).isEqualTo(new NextAction.Succeed());
        assertThat(skipped.operation()).isEmpty();
        assertThat(skipped.summary()).contains("Cluster demo is held by operation " + id, "Nothing was started");
        assertThat(bench.store.live()).hasSize(1);
    }

    @Test
    void theClusterIsFreeOnceTheOperationHasEnded() {
        bench.run(bench.started());

        assertThat(bench.start(false, EngineRig.MACHINE + "second").operation()).isPresent();
    }

    @Test
    void aDryRunShowsThePlanAndTakesNoLock() {
        bench.started();

        EngineResult dry = bench.start(true, EngineRig.MACHINE + "second");

        assertThat(dry.next()).isEqualTo(new NextAction.Succeed());
        assertThat(dry.operation()).isEmpty();
        assertThat(dry.plan())
                .anySatisfy(line -> assertThat(line).startsWith("1. one").contains("Callone"))
                .anySatisfy(line -> assertThat(line).startsWith("CHECKED").contains("engine-version"))
                .anySatisfy(line -> assertThat(line).contains("one write interruption"));
        assertThat(bench.store.live()).hasSize(1);
    }

    @Test
    void whatPreflightRefusesIsNotStartedAndAllIsSaidAtOnce() {
        bench.findings.add(new Finding("a", Finding.Severity.REFUSE, "observed a", "mend a"));
        bench.findings.add(new Finding("b", Finding.Severity.REFUSE, "observed b", "mend b"));

        EngineResult refused = bench.start();

        assertThat(refused.next()).isInstanceOfSatisfying(NextAction.Fail.class, f -> {
            assertThat(f.code()).isEqualTo(NextAction.Code.INVALID_REQUEST);
            assertThat(f.cause()).contains("observed a", "mend a", "observed b", "mend b");
        });
        assertThat(bench.store.live()).isEmpty();
    }

    @Test
    void anUnknownTypeIsRefusedWithTheKnownOnes() {
        EngineResult refused = bench.engine.start(
                bench.invocation(),
                new StartRequest(
                        "defragment",
                        new Target.Asked(Target.UNNAMED_KIND, "demo", "us-east-1", null, null),
                        StartRequest.IfBusy.FAIL,
                        Options.NONE,
                        false,
                        null,
                        null,
                        List.of(),
                        JsonTrees.object(),
                        EngineRig.FIRST,
                        "now"));

        assertThat(refused.summary()).contains("defragment").contains("scripted");
    }

    @Test
    void aWaitingStepIsLookedAtAgainAfterTheTimeItAskedFor() {
        String id = bench.started();
        bench.script.put("one", run -> Outcome.waiting("the kettle", 42));

        EngineResult waiting = bench.step(id);

        assertThat(waiting.next()).isEqualTo(new NextAction.Wait(42));
        assertThat(bench.operation(id).current().orElseThrow().waitCondition()).isEqualTo("the kettle");
    }

    @Test
    void whatAStepRemembersSurvivesToTheNextInvocation() {
        String id = bench.started();
        bench.script.put("one", run -> {
            int looks = run.memo().path("looks").asInt() + 1;
            run.memo().put("looks", looks);
            return looks < 3 ? Outcome.waiting("a third look", 1) : Outcome.done(run.memo());
        });

        bench.step(id);
        bench.step(id);
        bench.step(id);

        assertThat(bench.operation(id).lastCompleted("one").orElseThrow().result())
                .isEqualTo(JsonTrees.object().put("looks", 3));
    }

    @Test
    void aWaitTimeoutReplacesDeadlinesButNeverCutsAStepShorterThanItUsuallyTakes() {
        StartRequest request = new StartRequest(
                "scripted",
                new Target.Asked(Target.UNNAMED_KIND, "demo", "us-east-1", null, null),
                StartRequest.IfBusy.FAIL,
                new Options(121L, Schedule.ANYTIME, List.of(), 0),
                false,
                null,
                null,
                List.of(),
                JsonTrees.object(),
                EngineRig.FIRST,
                "now");
        bench.plan.add(EngineRig.step("three", false).expecting(Duration.ofMinutes(10)));

        Operation operation =
                bench.engine.start(bench.invocation(), request).operation().orElseThrow();

        assertThat(operation.steps())
                .extracting(s -> s.planned().deadline())
                .containsExactly(
                        Duration.ofSeconds(121),
                        Duration.ofSeconds(121),
                        Duration.ofSeconds(121),
                        Duration.ofMinutes(20));
    }

    @Test
    void aWaitBeyondItsDeadlineAsksWhatToDo() {
        String id = bench.started();
        bench.script.put("one", run -> Outcome.waiting("the kettle", 30));
        bench.step(id);

        bench.pass(Duration.ofMinutes(31));
        EngineResult asked = bench.step(id);

        assertThat(asked.next()).isInstanceOf(NextAction.Ask.class);
        assertThat(bench.operation(id).question()).satisfies(q -> {
            assertThat(q.kind()).isEqualTo(Question.Kind.TIMEOUT);
            assertThat(q.reason()).contains("the kettle").contains("30 minutes");
        });
    }

    @Test
    void continueAfterADeadlineWaitsAsLongAgain() {
        String id = bench.started();
        bench.script.put("one", run -> Outcome.waiting("the kettle", 30));
        bench.step(id);
        bench.pass(Duration.ofMinutes(31));
        bench.step(id);

        bench.answer(id, "continue");
        assertThat(bench.step(id).next()).isEqualTo(new NextAction.Wait(30));
        bench.pass(Duration.ofMinutes(29));
        assertThat(bench.step(id).next()).isEqualTo(new NextAction.Wait(30));
    }

    @Test
    void aPassingErrorIsRetriedWithGrowingPausesAndThenAsked() {
        String id = bench.started();
        bench.script.put("one", run -> {
            throw new TransientFailure("Rate exceeded", new IllegalStateException("throttled"));
        });

        List<NextAction> pauses = java.util.stream.IntStream.range(0, 12)
                .mapToObj(i -> bench.step(id).next())
                .toList();

        assertThat(pauses.subList(0, 8))
                .containsExactly(
                        new NextAction.Wait(5),
                        new NextAction.Wait(10),
                        new NextAction.Wait(20),
                        new NextAction.Wait(40),
                        new NextAction.Wait(80),
                        new NextAction.Wait(160),
                        new NextAction.Wait(300),
                        new NextAction.Wait(300));
        assertThat(pauses.getLast()).isInstanceOf(NextAction.Ask.class);
    }

    @Test
    void aLastingErrorAsksAtOnceAndContinueTriesAgain() {
        String id = bench.started();
        bench.script.put("one", run -> {
            throw new LastingFailure("rds:ModifyDBInstance is not allowed; add it to the policy");
        });
        assertThat(bench.step(id).next()).isInstanceOf(NextAction.Ask.class);
        assertThat(bench.operation(id).question())
                .satisfies(q -> assertThat(q.reason()).contains("rds:ModifyDBInstance"));

        bench.script.put("one", run -> Outcome.done());
        bench.answer(id, "continue");

        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Succeed());
    }

    @Test
    void aGatedStepRunsOnlyAfterApproval() {
        String id = bench.start(false, EngineRig.FIRST, "two")
                .operation()
                .orElseThrow()
                .id();

        EngineResult asked = bench.run(id);

        assertThat(asked.next()).isInstanceOf(NextAction.Ask.class);
        assertThat(bench.operation(id).question()).satisfies(q -> {
            assertThat(q.kind()).isEqualTo(Question.Kind.GATE);
            assertThat(q.observed()).contains("Calltwo");
        });
        assertThat(bench.operation(id).steps().get(1).state()).isEqualTo(StepState.PENDING);

        bench.answer(id, "continue");
        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Succeed());
    }

    @Test
    void aGateThatNamesNoStepIsRefused() {
        EngineResult refused = bench.start(false, EngineRig.FIRST, "fly");

        assertThat(refused.summary()).contains("fly").contains("one, two");
    }

    @Test
    void aStepMayReplaceWhatHasNotBegun() {
        String id = bench.started();
        bench.script.put("one", run -> new Outcome.Done(JsonTrees.object(), List.of(EngineRig.step("three", false))));

        bench.run(id);

        assertThat(bench.operation(id).steps()).extracting(Step::name).containsExactly("one", "three", "tidy");
    }

    @Test
    void theLogTellsWhoDidWhatAndWhy() {
        String id = bench.started();
        bench.run(id);

        assertThat(bench.store.events(id)).first().satisfies(e -> {
            assertThat(e.actor()).isEqualTo("dana");
            assertThat(e.cause()).isEqualTo("bigger");
        });
        assertThat(bench.store.events(id))
                .extracting(LogEntry::number)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(bench.log(id))
                .startsWith(LogEntry.Type.OPERATION_STARTED)
                .endsWith(LogEntry.Type.OPERATION_COMPLETED);
    }

    @Test
    void anOperationDoesNotEndBeforeEverythingAboutItIsPublished() {
        String id = bench.started();
        bench.busDown = true;

        EngineResult untold = bench.run(id);
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.COMPLETED);
        assertThat(untold.next()).isInstanceOf(NextAction.Wait.class);

        bench.busDown = false;
        assertThat(bench.step(id).next()).isEqualTo(new NextAction.Succeed());
        assertThat(bench.published).extracting(LogEntry::type).contains(LogEntry.Type.OPERATION_COMPLETED);
    }

    @Test
    void theLongerTheBusRefusesTheLessOftenItIsTried() {
        String id = bench.started();
        bench.busDown = true;
        assertThat(bench.run(id).next()).isEqualTo(new NextAction.Wait(15));

        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.step(id).next()).isEqualTo(new NextAction.Wait(150));
        bench.pass(Duration.ofDays(1));
        assertThat(bench.step(id).next()).isEqualTo(new NextAction.Wait(600));
        assertThat(bench.occurrences).last().isInstanceOfSatisfying(EngineSignal.Unpublished.class, told -> {
            assertThat(told.why()).contains("the bus is down", "down");
            assertThat(told.operation().outbox()).isNotEmpty();
        });
    }

    @Test
    void onlyWhatWasStoredIsToldAsStored() {
        String id = bench.started();
        long version = bench.operation(id).version();
        bench.occurrences.clear();
        bench.store.beforeNextSave(() -> bench.step(id));

        bench.step(id);

        assertThat(bench.occurrences)
                .filteredOn(EngineSignal.Saved.class::isInstance)
                .hasSize(Math.toIntExact(bench.operation(id).version() - version));
        assertThat(bench.occurrences)
                .filteredOn(EngineSignal.Unsaved.class::isInstance)
                .hasSize(1);
    }

    @Test
    void eachEventIsPublishedOnceWhenNothingFails() {
        bench.run(bench.started());

        assertThat(bench.published).extracting(LogEntry::number).doesNotHaveDuplicates();
    }
}
