package io.rdsmaint.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** For each promise a function that breaks it: among the runs that the campaign has by default, there is one that shows it. */
@Tag("campaign")
class FlawsTest {
    private static final String ANY = "";

    private final Campaign campaign = new Campaign(new Deployment());

    static Stream<Arguments> flaws() {
        return Stream.of(
                flaw("saves its intent after the call", ANY, "without a stored intent", Flaws::savesAfterTheCall),
                flaw("forgets its intents", "cycle", "made twice: RebootDBInstance", Flaws::forgetsItsIntents),
                flaw("does not wait until a lost call can no longer act", ANY, ANY, Flaws::doesNotSettle),
                flaw("signs a late request anew", ANY, ANY, Flaws::signsAnew),
                flaw("takes no lock", ANY, "several live operations on one cluster", Flaws::takesNoLock),
                flaw("saves over others", ANY, "a save over somebody else's", Flaws::savesOverOthers),
                flaw("hides steps that it has done", ANY, "the log has a gap", Flaws::hidesSteps),
                flaw("asks for no approval", "upgrade", "without the approval", Flaws::asksForNoApproval),
                flaw("is blind to statuses", "cycle", " is rebooting", Flaws::isBlindToStatuses),
                flaw(
                        "takes one class for another",
                        "class of one",
                        "completed, but",
                        () -> Flaws.confusesClasses("db.r6g.xlarge")),
                flaw(
                        "rolls back to another class",
                        "class of three at its gate: rollback",
                        "rolled back, but",
                        () -> Flaws.confusesClasses("db.r6g.large")),
                flaw(
                        "changes the writer when it means a reader",
                        "class of three",
                        "the writer is taken away",
                        () -> Flaws.changesTheWriter("demo-multi-2", "demo-multi-1")),
                flaw(
                        "takes the first flagged member for the writer",
                        "class of three",
                        "the writer is taken away",
                        Flaws::takesTheFirstFlagged),
                flaw(
                        "deletes a member",
                        "class of one",
                        "a deletion of what isn't ours",
                        () -> Flaws.deletesAMember("demo-single-1")),
                flaw("leaves its mark", ANY, "the mark is left", Flaws::leavesItsMark),
                flaw("gives up when throttled", ANY, "asked for no reason", Flaws::givesUpWhenThrottled),
                flaw("ignores the news", ANY, "nobody runs the operation", Flaws::ignoresTheNews),
                flaw("logs everything", "cycle", "a task token in the log", Flaws::logsEverything));
    }

    private static Arguments flaw(String name, String subjects, String promise, Supplier<Flaw> flaw) {
        return Arguments.argumentSet("a function that " + name, subjects, promise, flaw);
    }

    /**
     * @param subjects what the names of subjects begin with that can show it
     * @param promise what is said of the promise that it breaks
     */
    @ParameterizedTest
    @MethodSource("flaws")
    void isFound(String subjects, String promise, Supplier<Flaw> flaw) {
        Stream<Campaign.Draw> draws = campaign.draws(1, Campaign.RUNS)
                .filter(draw -> draw.subject().name().startsWith(subjects));

        assertThat(campaign.until(draws, flaw, broken -> broken.contains(promise)))
                .anySatisfy(broken -> assertThat(broken).contains(promise));
    }
}
