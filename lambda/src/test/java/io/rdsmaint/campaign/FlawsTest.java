package io.rdsmaint.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** For each promise a function that breaks it: the campaign's first seeds are enough to find out. */
@Tag("campaign")
class FlawsTest {
    private static final long SEEDS = 1_500;

    private final Campaign campaign = new Campaign(new Deployment());

    static Stream<Arguments> flaws() {
        return Stream.of(
                flaw("saves its intent after the call", "without a stored intent", Flaws::savesAfterTheCall),
                flaw("forgets its intents", "made twice: RebootDBInstance", Flaws::forgetsItsIntents),
                flaw("does not wait until a lost call can no longer act", "", Flaws::doesNotSettle),
                flaw("signs a late request anew", "", Flaws::signsAnew),
                flaw("takes no lock", "several live operations on one cluster", Flaws::takesNoLock),
                flaw("saves over others", "a save over somebody else's", Flaws::savesOverOthers),
                flaw("hides steps that it has done", "the log has a gap", Flaws::hidesSteps),
                flaw("asks for no approval", "without the approval", Flaws::asksForNoApproval),
                flaw("is blind to statuses", " is rebooting", Flaws::isBlindToStatuses),
                flaw("takes one class for another", "completed, but", () -> Flaws.confusesClasses("db.r6g.xlarge")),
                flaw("rolls back to another class", "rolled back, but", () -> Flaws.confusesClasses("db.r6g.large")),
                flaw(
                        "changes the writer when it means a reader",
                        "the writer is taken away",
                        () -> Flaws.changesTheWriter("demo-multi-2", "demo-multi-1")),
                flaw("deletes a member", "a deletion of what isn't ours", () -> Flaws.deletesAMember("demo-single-1")),
                flaw("leaves its mark", "the mark is left", Flaws::leavesItsMark),
                flaw("gives up when throttled", "asked for no reason", Flaws::givesUpWhenThrottled),
                flaw("ignores the news", "nobody runs the operation", Flaws::ignoresTheNews),
                flaw("logs everything", "a task token in the log", Flaws::logsEverything));
    }

    private static Arguments flaw(String name, String promise, Supplier<Flaw> flaw) {
        return Arguments.argumentSet("a function that " + name, promise, flaw);
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void isFound(String promise, Supplier<Flaw> flaw) {
        assertThat(LongStream.rangeClosed(1, SEEDS)
                        .mapToObj(seed -> campaign.run(campaign.draw(seed), flaw.get(), false))
                        .map(Campaign.Outcome::broken)
                        .filter(broken -> broken.stream().anyMatch(b -> b.contains(promise)))
                        .findFirst())
                .as("broken promises of the first " + SEEDS + " seeds")
                .isPresent();
    }
}
