package io.rdsmaint.aurora.storagetypechange;

import static io.rdsmaint.aurora.storagetypechange.StorageTrials.BACK;
import static io.rdsmaint.aurora.storagetypechange.StorageTrials.CHANGE;
import static io.rdsmaint.aurora.storagetypechange.StorageTrials.CLUSTER;
import static io.rdsmaint.aurora.storagetypechange.StorageTrials.OPTIMIZED;
import static io.rdsmaint.aurora.storagetypechange.StorageTrials.STANDARD;
import static io.rdsmaint.aurora.storagetypechange.StorageTrials.assertAtRest;
import static io.rdsmaint.aurora.storagetypechange.StorageTrials.assertCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on the way, what is asked, and what each answer leads to. */
class StorageTroublesTest {

    static Stream<Arguments> callsOfUnknownFate() {
        return Stream.of("AddTagsToResource", "ModifyDBCluster", "RemoveTagsFromResource")
                .flatMap(action -> Stream.of(
                        Arguments.of(Fault.cutAfterEffect(action), 1),
                        Arguments.of(Fault.cutBeforeEffect(action), 2),
                        Arguments.of(Fault.errorAfterEffect(action, "InternalFailure", 500), 1),
                        Arguments.of(Fault.throttle(action), 2)));
    }

    @ParameterizedTest
    @MethodSource("callsOfUnknownFate")
    void h2_aCallWithoutAnswerIsSettledByLooking(Fault fault, int calls) {
        AuroraTestRunner trial = StorageTrials.usual();
        trial.simulator.inject(fault);

        assertCompleted(trial, trial.run(), OPTIMIZED);
        assertThat(trial.changes().stream().filter(c -> c.startsWith(fault.action() + " ")))
                .as("a repeat would be refused: AWS allows the switch once in 30 days")
                .hasSize(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"continue", "abort", "rollback", "mark_complete"})
    void aChangeThatComesToNothingIsAskedAbout(String answer) {
        AuroraTestRunner trial = StorageTrials.usual().answering(q -> answer);
        trial.simulator.inject(Fault.noEffect("ModifyDBCluster", CLUSTER));

        Operation end = trial.run();

        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.kind()).isEqualTo(Question.Kind.FAILURE);
            assertThat(q.reason()).contains("did not succeed", "available again with storage type aurora");
            assertThat(q.commands()).isNotEmpty();
        });
        assertThat(end.state()).isEqualTo(ending(answer));
        assertThat(end.residue()).isEmpty();
        assertAtRest(trial, CLUSTER, answer.equals("continue") ? OPTIMIZED : STANDARD);
    }

    private static OperationState ending(String answer) {
        return switch (answer) {
            case "abort" -> OperationState.FAILED;
            case "rollback" -> OperationState.ROLLED_BACK;
            default -> OperationState.COMPLETED;
        };
    }

    @Test
    void theEndIsNotVerifiedWhileTheClusterIsInAStatusThatLasts() {
        AuroraTestRunner trial = StorageTrials.usual();
        trial.before(
                        "Verify",
                        () -> trial.simulator.inject(
                                Fault.showsStatus(CLUSTER, "stopped").named("shown")))
                .answering(q -> {
                    trial.simulator.clearFault("shown");
                    return "continue";
                });

        assertCompleted(trial, trial.run(), OPTIMIZED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("cluster demo-storage is stopped"));
    }

    /** A word that lasts may be told once and never again: only the second look makes it one. */
    @Test
    void aMemberThatShowsALastingStatusInOneLookStopsNobody() {
        AuroraTestRunner trial = StorageTrials.usual();
        trial.before(
                        "Verify",
                        () -> trial.simulator.inject(Fault.showsStatus("demo-storage-1", "storage-full")
                                .named("shown")))
                .during("Verify", () -> trial.simulator.clearFault("shown"));

        assertCompleted(trial, trial.run(), OPTIMIZED);
        assertThat(trial.questions).isEmpty();
    }

    /** It may be that somebody failed over: that is not told as one while nobody knows who writes. */
    @ParameterizedTest
    @ValueSource(strings = {Fault.NO_WRITER, Fault.TWO_WRITERS})
    void theEndIsNotVerifiedByAViewThatHidesWhoWrites(String shown) {
        AuroraTestRunner trial = StorageTrials.usual();
        trial.before(
                        "Verify",
                        () -> trial.simulator.inject(
                                Fault.showsWriters(CLUSTER, shown).named("view")))
                .answering(q -> {
                    trial.simulator.clearFault("view");
                    return "continue";
                });

        Operation end = trial.run();

        assertCompleted(trial, end, OPTIMIZED);
        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason()).contains("The cluster does not show one writer");
            assertThat(q.options()).noneMatch(o -> "accept".equals(o.choice()));
        });
    }

    @Test
    void awssOwnWordsAreQuotedWhenItSaysWhyItFailed() {
        AuroraTestRunner trial = StorageTrials.usual().answering(q -> "continue");
        trial.simulator.inject(Fault.noEffect("ModifyDBCluster", CLUSTER));
        trial.during(
                CHANGE,
                () -> trial.simulator.change(world -> world.sites()
                        .forEach(site -> site.cluster(CLUSTER)
                                .ifPresent(c -> world.event(c, "failure", "The volume could not be switched.")))));

        assertCompleted(trial, trial.run(), OPTIMIZED);
        assertThat(trial.questions.getFirst().reason()).contains("AWS says: The volume could not be switched.");
    }

    @Test
    void aChangeThatIsStuckIsAskedAboutAfterItsDeadlineAndWaitedForAgain() {
        AuroraTestRunner trial = StorageTrials.usual();
        AtomicReference<Fault> stuck = new AtomicReference<>();
        trial.during(CHANGE, () -> stuck.set(trial.simulator.inject(Fault.stuck(CLUSTER))));
        trial.answering(q -> {
            trial.simulator.clearFault(stuck.get().id());
            return "continue";
        });

        Operation end = trial.run();

        assertCompleted(trial, end, OPTIMIZED);
        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.kind()).isEqualTo(Question.Kind.TIMEOUT);
            assertThat(q.reason()).contains("60 minutes", "to have storage type aurora-iopt1");
        });
        assertThat(end.report()).contains("Storage type: aurora → aurora-iopt1.");
        assertThat(StorageTrials.modifications(trial)).isEqualTo(1);
    }

    @Test
    void anAbortWhileTheChangeIsUnderWayAwaitsItAndSaysWhatIsLeft() {
        AuroraTestRunner trial = StorageTrials.usual();
        AtomicReference<Fault> stuck = new AtomicReference<>();
        trial.during(CHANGE, () -> stuck.set(trial.simulator.inject(Fault.stuck(CLUSTER))));
        trial.answering(q -> {
            trial.simulator.clearFault(stuck.get().id());
            return "abort";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertAtRest(trial, CLUSTER, OPTIMIZED);
        assertThat(end.residue())
                .singleElement()
                .satisfies(r -> assertThat(r)
                        .contains(
                                "aurora-iopt1, before the operation aurora",
                                "modify-db-cluster --db-cluster-identifier demo-storage --storage-type aurora"
                                        + " --apply-immediately"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"continue", "abort", "rollback", "mark_complete"})
    void aStatusThatDoesNotPassIsAskedAbout(String answer) {
        AuroraTestRunner trial = StorageTrials.usual();
        trial.simulator.inject(Fault.endsInStatus("ModifyDBCluster", CLUSTER, "inaccessible-encryption-credentials"));
        trial.answering(q -> {
            trial.simulator.outsider().clusterStatus(CLUSTER, "available");
            return q.reason().contains("did not succeed") ? "continue" : answer;
        });

        Operation end = trial.run();

        assertThat(trial.questions.getFirst().reason())
                .contains("is inaccessible-encryption-credentials", "enable the key");
        assertThat(end.state()).isEqualTo(ending(answer));
        assertAtRest(trial, CLUSTER, answer.equals("continue") ? OPTIMIZED : STANDARD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StorageTypeNotAvailableFault: once in 30 days",
                "StorageTypeNotSupported: engine version, or the class of a member",
                "KMSKeyNotAccessibleFault: KMS key",
                "InvalidParameterCombination: does not go with this cluster"
            })
    void aRefusalIsExplained(String refusal) {
        String code = refusal.substring(0, refusal.indexOf(':'));
        AuroraTestRunner trial = StorageTrials.usual().answering(q -> "continue");
        trial.simulator.inject(Fault.error("ModifyDBCluster", code, 400));

        assertCompleted(trial, trial.run(), OPTIMIZED);
        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason()).contains("was refused", refusal.substring(code.length() + 2));
            assertThat(q.commands()).anyMatch(c -> c.contains("IOOptimizedNextAllowedModificationTime"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"abort", "rollback", "mark_complete"})
    void aRefusedChangeLeavesNothingBehindWhateverIsAnswered(String answer) {
        AuroraTestRunner trial = StorageTrials.usual().answering(q -> answer);
        trial.simulator.inject(Fault.error("ModifyDBCluster", "StorageTypeNotSupported", 400));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(ending(answer));
        assertThat(end.residue()).isEmpty();
        assertAtRest(trial, CLUSTER, STANDARD);
    }

    @Test
    void h2_aCoolDownThatBeganMeanwhileIsAskedAboutWithoutACallAndWaitedOutWhenWanted() {
        AuroraTestRunner trial = StorageTrials.usual().answering(q -> "continue");
        trial.before(CHANGE, () -> {
            outsider(trial, OPTIMIZED);
            outsider(trial, STANDARD);
        });
        trial.answering(q -> {
            trial.clock.advance(Duration.ofDays(30));
            return "continue";
        });

        Operation end = trial.run();

        assertCompleted(trial, end, OPTIMIZED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("AWS does not allow the switch to aurora-iopt1 yet"));
        assertThat(StorageTrials.modifications(trial))
                .as("two of somebody else")
                .isEqualTo(3);
    }

    @Test
    void h36_aSwitchThatSomebodyElseMadeIsTheGoalReached() {
        AuroraTestRunner trial = StorageTrials.usual();
        trial.before(CHANGE, () -> outsider(trial, OPTIMIZED));

        Operation end = trial.run();

        assertCompleted(trial, end, OPTIMIZED);
        assertThat(StorageTrials.modifications(trial)).isEqualTo(1);
        assertThat(end.report()).anyMatch(l -> l.contains("aurora-iopt1 already, when the step began"));
    }

    @Test
    void h36_aSwitchBeforeTheFirstStepGivesANewPlan() {
        AuroraTestRunner trial = StorageTrials.usual().answering(q -> "continue/replan");
        trial.before("Preflight", () -> outsider(trial, OPTIMIZED));

        Operation end = trial.run();

        assertCompleted(trial, end, OPTIMIZED);
        assertThat(trial.questions).extracting(Question::kind).containsExactly(Question.Kind.DRIFT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"continue/accept", "abort", "rollback", "mark_complete"})
    void h36_aSwitchBackByAnotherHandIsFoundInTheEnd(String answer) {
        AuroraTestRunner trial = StorageTrials.usual().answering(q -> answer);
        trial.before("Verify", () -> outsider(trial, STANDARD));

        Operation end = trial.run();

        assertThat(trial.questions.getFirst().observed()).contains("storage type is aurora, wanted aurora-iopt1");
        assertThat(end.state()).isEqualTo(ending(answer.replace("continue/accept", "")));
        assertAtRest(trial, CLUSTER, STANDARD);
    }

    @Test
    void whatElseIsFoundInTheEndIsNamedAndLookedAtAgain() {
        AuroraTestRunner trial = StorageTrials.usual();
        trial.before("Verify", () -> {
            trial.simulator.outsider().failOver(CLUSTER, "demo-storage-2");
            trial.clock.advance(Duration.ofMinutes(10));
            trial.rds.modifyDBCluster(r -> r.dbClusterIdentifier(CLUSTER).backupRetentionPeriod(9));
            trial.simulator.outsider().breakDown("demo-storage-3", "storage-full");
        });
        trial.answering(q -> "continue/accept");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.observed())
                        .contains(
                                "the writer is demo-storage-2, before the operation demo-storage-1",
                                "BackupRetentionPeriod",
                                "demo-storage-3 is storage-full"));
    }

    @Test
    void theEndIsLookedAtAgainOnceTheCauseIsGone() {
        AuroraTestRunner trial = StorageTrials.usual();
        trial.before("Verify", () -> trial.simulator.outsider().breakDown("demo-storage-3", "storage-full"));
        trial.answering(q -> {
            trial.simulator.outsider().instanceStatus("demo-storage-3", "available");
            return "continue";
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).hasSize(1);
    }

    @Test
    void aMemberThatDoesNotComeBackIsAskedAbout() {
        AuroraTestRunner trial =
                StorageTrials.of(StorageTrials.scenario("storage-local-disks"), "demo-local-disks", STANDARD);
        trial.during("Change storage", () -> {
            trial.clock.advance(Duration.ofMinutes(10));
            trial.simulator.outsider().breakDown("demo-local-disks-2", "incompatible-parameters");
        });
        trial.answering(q -> "continue/accept");

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).extracting(Question::observed).allMatch(o -> o.contains("incompatible-parameters"));
    }

    @Test
    void aRollbackGoesBackToStandardAtOnce() {
        AuroraTestRunner trial = StorageTrials.usual();
        trial.gateOn("Verify").answering(q -> "rollback");

        Operation end = trial.run();

        assertThat(option(trial.questions.getFirst(), Question.Action.ROLLBACK)).contains(BACK);
        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(end.residue()).isEmpty();
        assertAtRest(trial, CLUSTER, STANDARD);
        assertThat(trial.simulator.ledger().interruptions()).isEmpty();
    }

    @Test
    void h2_aRollbackThatAwsDoesNotAllowYetIsNotOfferedAndTheReasonIsGiven() {
        AuroraTestRunner trial = StorageTrials.back(Duration.ofDays(20)).gateOn("Verify");
        trial.answering(q -> "abort");

        Operation end = trial.run();

        Question question = trial.questions.getFirst();
        assertThat(question.options()).noneMatch(o -> o.action() == Question.Action.ROLLBACK);
        assertThat(question.reason())
                .contains("There is no rollback any more", "aurora-iopt1 again from 2026-03-24T10:00:00Z on");
        assertThat(end.residue())
                .singleElement()
                .satisfies(r -> assertThat(r)
                        .contains(
                                "is aurora, before the operation aurora-iopt1",
                                "AWS allows from 2026-03-24T10:00:00Z on"));
    }

    @Test
    void h2_aRollbackToIoOptimizedIsOfferedWhenAwsAllowsIt() {
        AuroraTestRunner trial = StorageTrials.back(Duration.ofDays(-1)).gateOn("Verify");
        trial.answering(q -> "rollback");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertAtRest(trial, CLUSTER, OPTIMIZED);
    }

    @Test
    void h2_aStepWithoutEffectCanBeRolledBackInAnyCase() {
        AuroraTestRunner trial = StorageTrials.back(Duration.ofDays(20)).answering(q -> "rollback");
        trial.simulator.inject(Fault.noEffect("ModifyDBCluster", CLUSTER));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(end.residue()).isEmpty();
        assertAtRest(trial, CLUSTER, OPTIMIZED);
    }

    static Stream<Arguments> guarded() {
        return Stream.of(
                Arguments.of(
                        "PENDING",
                        story(t -> t.rds.modifyDBCluster(
                                r -> r.dbClusterIdentifier(CLUSTER).backupRetentionPeriod(9)))),
                Arguments.of("broken", story(t -> t.simulator.outsider().breakDown("demo-storage-3", "storage-full"))),
                Arguments.of(
                        "marked",
                        story(t -> t.simulator.outsider().tag(CLUSTER, "rds-maint-operation", "other/op-1"))));
    }

    private static Consumer<AuroraTestRunner> story(Consumer<AuroraTestRunner> story) {
        return story;
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void h23_h27_h70_theChangeIsNotMadeUnderConditionsThatOnlyAPersonCanJudge(
            String name, Consumer<AuroraTestRunner> story) {
        AuroraTestRunner trial = StorageTrials.usual().answering(q -> "abort");
        trial.before(CHANGE, () -> story.accept(trial));

        Operation end = trial.run();

        long byTheStory = name.equals("PENDING") ? 1 : 0;
        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(StorageTrials.modifications(trial)).as(name).isEqualTo(byTheStory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothingElsePendingOnCluster", "membersServe"})
    void h23_h27_withoutItsGuardTheChangeIsMade(String guard) {
        AuroraTestRunner trial = StorageTrials.of(StorageTrials.scenario("storage"), CLUSTER, OPTIMIZED, List.of(guard))
                .answering(q -> "continue/accept");
        trial.before(CHANGE, () -> {
            if (guard.equals("membersServe")) {
                trial.simulator.outsider().breakDown("demo-storage-3", "storage-full");
            } else {
                trial.rds.modifyDBCluster(r -> r.dbClusterIdentifier(CLUSTER).backupRetentionPeriod(9));
            }
        });

        trial.run();

        assertThat(StorageTrials.type(trial, CLUSTER)).isEqualTo(OPTIMIZED);
        assertThat(trial.questions).noneMatch(q -> q.reason().contains("would be applied with this one"));
    }

    @Test
    void h23_whatWaitsOnTheClusterIsAppliedAlongWhenSomebodyAccepts() {
        AuroraTestRunner trial = StorageTrials.usual().answering(q -> "continue/accept");
        trial.before(
                CHANGE,
                () -> trial.rds.modifyDBCluster(
                        r -> r.dbClusterIdentifier(CLUSTER).backupRetentionPeriod(9)));

        assertCompleted(trial, trial.run(), OPTIMIZED);
        assertThat(trial.questions).hasSize(1);
        assertThat(StorageTrials.cluster(trial, CLUSTER).backupRetentionPeriod())
                .isEqualTo(9);
    }

    @Test
    void h72_anotherClusterOfTheSameNameIsNotTouched() {
        AuroraTestRunner trial = StorageTrials.usual().answering(q -> "abort");
        trial.before(
                CHANGE,
                () -> trial.simulator.load(StorageTrials.scenario("storage").withSeed(99)));

        trial.run();

        assertThat(trial.questions).anyMatch(q -> q.reason().contains("This is not the cluster"));
        assertThat(StorageTrials.type(trial, CLUSTER)).isEqualTo(STANDARD);
    }

    private static String option(Question question, Question.Action action) {
        return question.options().stream()
                .filter(o -> o.action() == action)
                .map(Question.Option::consequence)
                .findFirst()
                .orElseThrow();
    }

    private static void outsider(AuroraTestRunner trial, String type) {
        trial.rds.modifyDBCluster(
                r -> r.dbClusterIdentifier(CLUSTER).storageType(type).applyImmediately(true));
        trial.clock.advance(Duration.ofMinutes(20));
    }
}
