package io.rdsmaint.aurora.rolling;

import static io.rdsmaint.aurora.rolling.Draft.NEW;
import static io.rdsmaint.aurora.rolling.Draft.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.rolling.RollingOptions.Temporary;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.engine.PlannedStep;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChoreographyTest {
    private static final String CHANGE_W = "Change w to " + NEW;
    private static final String CHANGE_R1 = "Change r1 to " + NEW;
    private static final String CHANGE_R2 = "Change r2 to " + NEW;

    @Nested
    class BySize {
        @Test
        void oneNodeGivesItsWritesToATemporaryInstanceAndTakesThemBack() {
            assertThat(Draft.nodes(1).course())
                    .containsExactly("Create T", "Fail over to T", CHANGE_W, "Fail back to w", "Delete T");
        }

        @Test
        void oneNodeInPlaceNeedsNoFailover() {
            Draft draft = Draft.nodes(1).temporary(Temporary.NEVER);
            assertThat(draft.course()).containsExactly(CHANGE_W);
            assertThat(draft.plan().notes()).anyMatch(n -> n.contains("away for 5 to 15 minutes"));
        }

        @Test
        void twoNodesGetASpareReaderAndFailOverToTheReader() {
            assertThat(Draft.nodes(2).course())
                    .containsExactly("Create T", CHANGE_R1, "Fail over to r1", CHANGE_W, "Delete T");
        }

        @Test
        void twoNodesWithoutSpareGoTheSameWayAndSaySo() {
            Draft draft = Draft.nodes(2).temporary(Temporary.NEVER);
            assertThat(draft.course()).containsExactly(CHANGE_R1, "Fail over to r1", CHANGE_W);
            assertThat(draft.codes(Severity.WARN)).containsExactly("readers-below-minimum");
        }

        @Test
        void twoNodesWithoutSpareAskWhenAProxyWouldLeadNowhere() {
            assertThat(Draft.nodes(2).proxy("p").temporary(Temporary.NEVER).codes(Severity.ASK))
                    .containsExactly("readers-below-minimum");
        }

        @Test
        void twoNodesGetASpareEvenWhenNoReaderIsAskedFor() {
            assertThat(Draft.nodes(2).minReaders(0).course()).contains("Create T");
        }

        @Test
        void h11_threeNodesNeedNoTemporaryInstanceAndOneFailover() {
            assertThat(Draft.nodes(3).course()).containsExactly(CHANGE_R1, CHANGE_R2, "Fail over to r1", CHANGE_W);
        }

        @Test
        void busyReadersGetASpare() {
            assertThat(Draft.nodes(3).readersAt(34).course()).doesNotContain("Create T");
            assertThat(Draft.nodes(3).readersAt(36).course())
                    .startsWith("Create T")
                    .endsWith("Delete T");
        }

        @Test
        void sixteenMembersNeverGetATemporaryInstance() {
            Draft draft = Draft.nodes(16).readersAt(69);
            assertThat(draft.course()).doesNotContain("Create T").hasSize(17);
            assertThat(draft.temporary(Temporary.ALWAYS).codes(Severity.REFUSE))
                    .containsExactly("no-room-for-temporary-instance");
        }

        @Test
        void aSpareIsUsedWhereverItIsAskedFor() {
            assertThat(Draft.nodes(3).temporary(Temporary.ALWAYS).course())
                    .startsWith("Create T")
                    .endsWith("Delete T");
        }
    }

    @Nested
    class Candidates {
        @Test
        void theCandidateIsProvenFirst() {
            Draft draft = Draft.nodes(1)
                    .reader("r1", OLD, "us-east-1b", 0)
                    .reader("r2", OLD, "us-east-1a", 2)
                    .reader("r3", OLD, "us-east-1a", 1);
            assertThat(draft.course())
                    .containsExactly("Change r3 to " + NEW, CHANGE_R1, CHANGE_R2, "Fail over to r3", CHANGE_W);
        }

        @Test
        void aReaderThatHasTheClassAlreadyIsPromotedWithoutWarmUp() {
            Draft draft = Draft.nodes(1).reader("r1", OLD).reader("r2", NEW, "us-east-1b", 9);
            assertThat(draft.course()).containsExactly(CHANGE_R1, "Fail over to r2", CHANGE_W);
            assertThat(draft.plan().steps()).noneMatch(s -> s.action().equals("warm_up"));
        }

        @Test
        void autoscaledAndExcludedReadersAreNeverPromotedOrChanged() {
            assertThat(Draft.nodes(1).autoscaled("a1").course())
                    .containsExactly("Create T", "Fail over to T", CHANGE_W, "Fail back to w", "Delete T");
            assertThat(Draft.nodes(3).excluding("r1", "r2").course())
                    .containsExactly("Create T", "Fail over to T", CHANGE_W, "Fail back to w", "Delete T");
        }

        @Test
        void aWriterIsNotChangedInPlaceWhenAuroraWouldPromoteSomebodyByItself() {
            assertThat(Draft.nodes(1)
                            .autoscaled("a1")
                            .temporary(Temporary.NEVER)
                            .codes(Severity.REFUSE))
                    .contains("writer-without-successor");
        }

        @Test
        void anExcludedWriterStaysAndThereIsNoFailover() {
            Draft draft = Draft.nodes(3).excluding("w");
            assertThat(draft.course()).containsExactly(CHANGE_R1, CHANGE_R2);
            assertThat(draft.plan().notes()).contains("Write interruptions: none.");
        }

        @Test
        void aWriterOfTheClassStays() {
            assertThat(new Draft()
                            .writer("w", NEW)
                            .reader("r1", OLD)
                            .reader("r2", OLD)
                            .course())
                    .containsExactly(CHANGE_R1, CHANGE_R2);
        }

        @Test
        void aServerlessReaderThatDoesNotScaleWithTheWriterGetsItsTierFirstAndBackAtTheEnd() {
            Draft draft = Draft.nodes(1)
                    .to("db.serverless")
                    .reader("r1", OLD, "us-east-1a", 5)
                    .reader("r2", OLD, "us-east-1a", 6);
            assertThat(draft.course())
                    .containsExactly(
                            "Set promotion tier of r1 to 1",
                            "Change r1 to db.serverless",
                            "Change r2 to db.serverless",
                            "Fail over to r1",
                            "Change w to db.serverless",
                            "Set promotion tier of r1 to 5");
            assertThat(draft.plan().steps().reversed().get(1).cleanup()).isTrue();
        }

        @Test
        void aServerlessReaderOfTierOneGoesFirst() {
            Draft draft = Draft.nodes(1)
                    .to("db.serverless")
                    .reader("r1", OLD, "us-east-1a", 5)
                    .reader("r2", OLD, "us-east-1b", 1);
            assertThat(draft.course()).contains("Fail over to r2").doesNotContain("Set promotion tier of r2 to 1");
        }
    }

    @Nested
    class Endpoints {
        @Test
        void aCandidateThatAnEndpointLivesByIsPassedOver() {
            assertThat(Draft.nodes(3).staticEndpoint("reports", "r1").course()).contains("Fail over to r2");
        }

        @Test
        void anEndpointOfOneMemberIsJoinedByASpareAndRestored() {
            assertThat(Draft.nodes(3).staticEndpoint("reports", "r1").course())
                    .startsWith("Create T", "Let T serve endpoint reports")
                    .endsWith("Delete T", "Restore endpoint reports");
        }

        @Test
        void aSpareIsKeptOutOfEndpointsThatDoNotNeedIt() {
            assertThat(Draft.nodes(3)
                            .dynamicEndpoint("analysis", "r2")
                            .temporary(Temporary.ALWAYS)
                            .minReaders(0)
                            .course())
                    .contains("Keep T out of endpoint analysis", "Restore endpoint analysis");
        }

        @Test
        void anEndpointOfOneMemberIsAskedAboutWithoutSpare() {
            assertThat(Draft.nodes(3)
                            .staticEndpoint("reports", "r1")
                            .temporary(Temporary.NEVER)
                            .codes(Severity.ASK))
                    .containsExactly("readers-below-minimum");
        }

        @Test
        void readersNeverFallBelowTheMinimum() {
            Draft draft = Draft.nodes(3).minReaders(2);
            assertThat(draft.course()).contains("Create T");
            assertThat(draft.plan().floors()).containsEntry("reader endpoint", 2);
            assertThat(draft.temporary(Temporary.NEVER).codes(Severity.REFUSE))
                    .containsExactly("readers-below-minimum");
            assertThat(Draft.nodes(3).minReaders(3).codes(Severity.REFUSE)).contains("min-readers-too-high");
        }

        @Test
        void floorsAreWhatThePlanKeeps() {
            assertThat(Draft.nodes(2).temporary(Temporary.NEVER).plan().floors())
                    .containsEntry("reader endpoint", 0);
            assertThat(Draft.nodes(2).proxy("p").plan().floors()).containsEntry("read-only endpoint of proxy p", 1);
        }
    }

    @Nested
    class Wishes {
        @Test
        void nothingToChangeCreatesNothing() {
            RollingPlan plan = new Draft().writer("w", NEW).reader("r1", NEW).plan();
            assertThat(plan.steps()).extracting(PlannedStep::action).containsExactly("verify");
            assertThat(plan.summary()).startsWith("Nothing to change");
        }

        @Test
        void failbackMakesTheFirstWriterTheWriterAgainAfterWarmingUp() {
            List<String> names = Draft.nodes(3).failback().plan().steps().stream()
                    .map(PlannedStep::name)
                    .toList();
            assertThat(names).containsSequence(CHANGE_W, "Warm up w", "Fail back to w");
        }

        @Test
        void withoutFailbackThePlanSaysWhoWillBeTheWriter() {
            assertThat(Draft.nodes(3).plan().notes())
                    .anyMatch(n -> n.startsWith("Afterwards r1 is the writer, not w."));
            assertThat(Draft.nodes(3).failback().plan().notes()).noneMatch(n -> n.startsWith("Afterwards"));
        }

        @Test
        void warmUpComesRightBeforeTheFailover() {
            assertThat(Draft.nodes(3).plan().steps().stream().map(PlannedStep::name))
                    .containsSubsequence(CHANGE_R2, "Warm up r1", "Fail over to r1");
            assertThat(Draft.nodes(3).noWarmUp().plan().steps())
                    .noneMatch(s -> s.action().equals("warm_up"));
        }

        @Test
        void gatesStandWhereTheyWereAskedFor() {
            assertThat(gates(Draft.nodes(3).pauseBeforeFailover())).containsExactly("Fail over to r1");
            assertThat(gates(Draft.nodes(3).pauseAfterFirst())).containsExactly(CHANGE_R2);
            assertThat(gates(Draft.nodes(2).pauseAfterFirst())).containsExactly("Fail over to r1");
        }

        @Test
        void scalingIsSuspendedBeforeAnInstanceIsCreatedAndRestoredInAnyCase() {
            Draft draft = Draft.nodes(2).scaling();
            assertThat(draft.course())
                    .startsWith("Suspend reader auto scaling", "Create T")
                    .endsWith("Delete T", "Restore reader auto scaling");
            assertThat(draft.plan().steps().reversed().subList(0, 2)).allMatch(PlannedStep::cleanup);
        }

        @Test
        void theMarkIsTheFirstChangeAndTheLastRemoval() {
            List<PlannedStep> steps = Draft.nodes(3).scaling().plan().steps();
            assertThat(steps.get(0).action()).isEqualTo("preflight");
            assertThat(steps.get(1).action()).isEqualTo("mark_cluster");
            assertThat(steps.getLast().action()).isEqualTo("unmark_cluster");
        }

        @Test
        void aSecondaryClusterOfAGlobalDatabaseHasNoFailover() {
            assertThat(Draft.nodes(0).reader("r1", OLD).reader("r2", OLD).course())
                    .containsExactly(CHANGE_R1, CHANGE_R2);
        }

        @Test
        void everyChangingStepSaysItsCall() {
            assertThat(Draft.nodes(2).scaling().dynamicEndpoint("e").plan().steps())
                    .filteredOn(s -> !List.of("preflight", "verify", "warm_up").contains(s.action()))
                    .allSatisfy(s -> assertThat(s.calls()).isNotEmpty());
        }
    }

    @Nested
    class PlannedAnew {
        @Test
        void aTemporaryInstanceThatIsThereIsUsedAndDeleted() {
            assertThat(Draft.nodes(2).temporaryThere(false).course())
                    .containsExactly(CHANGE_R1, "Fail over to r1", CHANGE_W, "Delete T");
        }

        @Test
        void aTemporaryInstanceThatWritesStepsDownBeforeItIsDeleted() {
            assertThat(new Draft().reader("w", OLD).temporaryThere(true).course())
                    .containsExactly(CHANGE_W, "Fail over to w", "Delete T");
        }

        @Test
        void theTemporaryInstanceIsNoReaderThatThePlanKeeps() {
            assertThat(new Draft().writer("w", NEW).temporaryThere(false).plan().floors())
                    .containsEntry("reader endpoint", 0);
            assertThat(new Draft().reader("w", NEW).temporaryThere(true).plan().floors())
                    .containsEntry("reader endpoint", 0);
            assertThat(new Draft()
                            .writer("w", NEW)
                            .reader("r", NEW)
                            .temporaryThere(false)
                            .plan()
                            .floors())
                    .containsEntry("reader endpoint", 1);
        }

        @Test
        void onlyTheTemporaryInstanceIsLeftToRemove() {
            assertThat(new Draft()
                            .writer("w", NEW)
                            .reader("r1", NEW)
                            .temporaryThere(false)
                            .course())
                    .containsExactly("Delete T");
        }
    }

    private static List<String> gates(Draft draft) {
        return draft.plan().steps().stream()
                .filter(s -> s.gate() != null)
                .map(PlannedStep::name)
                .toList();
    }
}
