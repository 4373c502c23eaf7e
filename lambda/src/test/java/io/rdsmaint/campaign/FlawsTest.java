package io.rdsmaint.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** For each promise a function that breaks it: among the runs that are made before a release, there is one that shows it. */
@Tag("campaign")
@ExtendWith(OneCampaign.class)
class FlawsTest {
    private static final String ANY = "";

    /** Of so many seeds one has to show each flaw. */
    private static final long SEARCHED = Campaign.RUNS;

    /** Runs of recoveries, a few dozens. */
    private static final long SURVIVED = 24;

    private final Campaign campaign;

    FlawsTest(Campaign campaign) {
        this.campaign = campaign;
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                flaw(1, "saves its intent after the call", ANY, "without a stored intent", Flaws::savesAfterTheCall),
                flaw(1, "forgets its intents", "cycle", "made twice: RebootDBInstance", Flaws::forgetsItsIntents),
                flaw(1049, "does not wait until a lost call can no longer act", ANY, ANY, Flaws::doesNotSettle),
                flaw(238, "signs a late request anew", ANY, ANY, Flaws::signsAnew),
                flaw(74, "takes no lock", ANY, "several live operations on one target", Flaws::takesNoLock),
                flaw(13, "saves over others", ANY, "a save over somebody else's", Flaws::savesOverOthers),
                flaw(1, "hides steps that it has done", ANY, "the log has a gap", Flaws::hidesSteps),
                flaw(216, "asks for no approval", "upgrade", "without the approval", Flaws::asksForNoApproval),
                flaw(25, "is blind to statuses", "cycle", " is rebooting", Flaws::isBlindToStatuses),
                flaw(
                        6,
                        "takes one class for another",
                        "class of one",
                        "completed, but",
                        () -> Flaws.confusesClasses("db.r6g.xlarge")),
                flaw(
                        90,
                        "rolls back to another class",
                        "class of three at its gate: rollback",
                        "rolled back, but",
                        () -> Flaws.confusesClasses("db.r6g.large")),
                flaw(
                        2,
                        "changes the writer when it means a reader",
                        "class of three",
                        "the writer is taken away",
                        () -> Flaws.changesTheWriter("demo-multi-2", "demo-multi-1")),
                flaw(
                        838,
                        "takes the first flagged member for the writer",
                        "class of three",
                        "the writer is taken away",
                        Flaws::takesTheFirstFlagged),
                flaw(
                        6,
                        "deletes a member",
                        "class of one",
                        "a deletion of what isn't ours",
                        () -> Flaws.deletesAMember("demo-single-1")),
                flaw(1, "leaves its mark", ANY, "the mark is left", Flaws::leavesItsMark),
                flaw(1057, "gives up when throttled", ANY, "asked for no reason", Flaws::givesUpWhenThrottled),
                flaw(8, "ignores the news", ANY, "nobody runs the operation", Flaws::ignoresTheNews),
                flaw(1, "logs everything", "cycle", "a task token in the log", Flaws::logsEverything),
                flaw(14134, "wakes whoever waits", "class of three", "does not own the operation", Flaws::wakesAnybody),
                flaw(134, "minds no freeze", ANY, "although operations are frozen", Flaws::mindsNoFreeze),
                flaw(287, "asks for a freeze once", ANY, "although operations are frozen", Flaws::asksForAFreezeOnce),
                flaw(
                        1670,
                        "minds its window only until a step has begun",
                        "class of three in its window, without capacity",
                        "outside its window",
                        Flaws::mindsItsWindowAtFirst),
                flaw(
                        1803,
                        "keys its ledger by attempt",
                        "pipeline",
                        "rows were done twice",
                        PipelineFlaws::keysItsLedgerByAttempt),
                flaw(
                        1803,
                        "looks before it repeats a piece",
                        "pipeline",
                        "rows were done twice",
                        PipelineFlaws::looksBeforeItRepeats),
                flaw(
                        81,
                        "runs two lanes on one piece",
                        "pipeline in lanes",
                        "rows were done twice",
                        PipelineFlaws::runsTwoLanesOnOnePiece),
                flaw(
                        28,
                        "launches without tags",
                        "a drill",
                        "a launch without our tags",
                        RecoveryFlaws::launchesWithoutTags),
                flaw(
                        260,
                        "takes completed jobs for launched servers",
                        "a recovery",
                        "completed, but",
                        RecoveryFlaws::takesCompletedForLaunched),
                flaw(
                        57,
                        "looks for no proof before it launches again",
                        "a drill that chooses",
                        "launched twice",
                        RecoveryFlaws::looksForNoProof),
                flaw(
                        162,
                        "checks isolation too late",
                        "restore",
                        "of production logs in",
                        RestoreFlaws::checksIsolationTooLate),
                flaw(162, "restores into the open", "restore", "not isolated", RestoreFlaws::restoresIntoTheOpen),
                flaw(
                        162,
                        "deletes by name",
                        "restore",
                        "a deletion of what has the target's name",
                        RestoreFlaws::deletesByName),
                flaw(
                        1466,
                        "takes silence for a refusal",
                        "restore with a rename that nobody answers",
                        "asked for no reason",
                        RestoreFlaws::takesSilenceForARefusal));
    }

    /** Where only the tags are lost, the second proof, by the servers themselves, is enough. */
    @Test
    void aFunctionThatLosesItsTagsLaunchesNothingTwice() {
        LongStream ofRecoveries = LongStream.rangeClosed(1, SURVIVED)
                .map(n -> n * Campaign.OF_RECOVERIES_EVERY - 1)
                .filter(seed -> campaign.subject(seed).type().equals("drs_recovery"));

        assertThat(campaign.showing(
                        campaign.draws(ofRecoveries),
                        RecoveryFlaws::launchesWithoutTags,
                        broken -> broken.contains("made twice") || broken.contains("asked for no reason")))
                .isEmpty();
    }

    private static Arguments flaw(long seed, String name, String subjects, String promise, Supplier<Flaw> flaw) {
        return Arguments.argumentSet("a function that " + name, seed, subjects, promise, flaw);
    }

    /**
     * @param last the seed that found it last; when it no longer does, others are tried, and the test tells which to write down
     * @param subjects what the names of subjects begin with that can show it
     * @param promise what is said of the promise that it breaks
     */
    @ParameterizedTest
    @MethodSource("flaws")
    void isFound(long last, String subjects, String promise, Supplier<Flaw> flaw, TestInfo test) {
        LongStream others = LongStream.rangeClosed(1, SEARCHED)
                .filter(seed -> campaign.subject(seed).name().startsWith(subjects));

        Optional<Campaign.Outcome> found = campaign.showing(
                        campaign.draws(LongStream.of(last)), flaw, broken -> broken.contains(promise))
                .or(() -> campaign.showing(campaign.draws(others), flaw, broken -> broken.contains(promise)));

        assertThat(found).as("a run that shows it").isPresent();
        long seed = found.get().draw().seed();
        if (seed != last) {
            System.out.println("FlawsTest: " + test.getDisplayName() + " is found by seed " + seed
                    + " and no longer by " + last + ": write it down there, so that it is tried first");
        }
    }
}
