package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rdsmaint.engine.Executions.LastReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store was restored from a backup: what it forgot is not done again unless a person says so. */
class StoreAgeTest {
    private static final String SECOND = Bench.MACHINE + "second";

    private final Bench bench = Bench.planning("one", "two");
    private final List<String> ran = new ArrayList<>();
    private String id = "";

    @BeforeEach
    void anOperationUnderWay() {
        id = bench.started();
        for (String action : List.of("one", "two")) {
            bench.script.put(action, run -> {
                ran.add(action);
                return Outcome.waiting("a while", 60);
            });
        }
        bench.step(id);
        ran.clear();
    }

    private void asksFirst(Verdict verdict) {
        assertThat(verdict.next()).isEqualTo(new Next.Ask());
        assertThat(ran).isEmpty();
        assertThat(bench.question(id).kind()).isEqualTo(Question.Kind.DRIFT);
        assertThat(bench.question(id).reason()).contains("earlier state", "Restoring the store");
        assertThat(bench.question(id).options())
                .extracting(Question.Option::action, Question.Option::choice)
                .contains(
                        tuple(Question.Action.CONTINUE, "go_on"),
                        tuple(Question.Action.ABORT, null),
                        tuple(Question.Action.MARK_COMPLETE, null))
                .doesNotContain(tuple(Question.Action.CONTINUE, null));
    }

    private void former(OptionalLong version, Optional<String> question, long waits) {
        bench.running.remove(Bench.FIRST);
        bench.ends.put(Bench.FIRST, bench.now);
        bench.replies.put(Bench.FIRST, new LastReply(version, question, waits));
    }

    private Verdict takenOver() {
        return bench.resume(id, SECOND, null, null);
    }

    @Test
    void aMachineThatHasSeenALaterVersionIsNotObeyed() {
        long version = bench.operation(id).version();

        asksFirst(bench.engine.step(bench.invocation(), id, Bench.FIRST, new Seen(40, version + 1)));
        assertThat(bench.question(id).observed()).contains("version " + version, "version " + (version + 1));
    }

    @Test
    void aMachineThatHasSeenThisVersionOrAnEarlierOneGoesOn() {
        long version = bench.operation(id).version();

        bench.engine.step(bench.invocation(), id, Bench.FIRST, new Seen(1, version));
        bench.engine.step(bench.invocation(), id, Bench.FIRST, new Seen(2, version));

        assertThat(ran).hasSize(2);
    }

    @Test
    void theCallsThatAnExecutionHasCountedOutliveTheStore() {
        bench.engine.step(bench.invocation(), id, Bench.FIRST, new Seen(700, 0));

        assertThat(bench.operation(id).owner().calls()).isEqualTo(701);
    }

    @Test
    void anAnswerToAQuestionThatTheStoreForgotIsNotApplied() {
        long version = bench.operation(id).version();

        Verdict verdict = bench.engine.resume(
                bench.invocation(),
                new ResumeRequest(
                        id,
                        Bench.FIRST,
                        id + "-q9",
                        Bench.object().put("action", "continue"),
                        null,
                        new Seen(3, version + 7)));

        asksFirst(verdict);
    }

    @Test
    void whoSaysGoOnGoesOnAndIsNotAskedAgain() {
        bench.engine.step(bench.invocation(), id, Bench.FIRST, new Seen(40, 99));

        bench.resume(
                id,
                Bench.FIRST,
                bench.question(id).id(),
                Bench.object().put("action", "continue").put("choice", "go_on"));
        bench.engine.step(
                bench.invocation(),
                id,
                Bench.FIRST,
                new Seen(41, bench.operation(id).version()));

        assertThat(ran).containsExactly("one");
    }

    @Test
    void aTakeOverAsksFirstWhenTheFormerOwnerHasSeenMore() {
        former(OptionalLong.of(bench.operation(id).version() + 3), Optional.empty(), 60);

        asksFirst(takenOver());
        assertThat(bench.operation(id).owner().executionArn()).isEqualTo(SECOND);
    }

    @Test
    void aTakeOverGoesOnWhenTheFormerOwnerHasSeenNoMoreHoweverOldTheDocumentIs() {
        bench.pass(Duration.ofHours(5));
        former(OptionalLong.of(bench.operation(id).version()), Optional.empty(), 60);

        assertThat(takenOver().next()).isEqualTo(new Next.Go());
    }

    @Test
    void withoutAVersionADocumentMuchOlderThanTheEndAsks() {
        bench.pass(Duration.ofMinutes(37));
        former(OptionalLong.empty(), Optional.empty(), 60);

        asksFirst(takenOver());
        assertThat(bench.question(id).observed()).contains("37 minutes later");
    }

    @Test
    void withoutAVersionADocumentOfItsTimeGoesOn() {
        bench.pass(Duration.ofMinutes(34));
        former(OptionalLong.empty(), Optional.empty(), 60);

        assertThat(takenOver().next()).isEqualTo(new Next.Go());
    }

    @Test
    void aLongWaitThatTheExecutionWasToldOfMakesNoDocumentOld() {
        bench.pass(Duration.ofMinutes(80));
        former(OptionalLong.empty(), Optional.empty(), 3_600);

        assertThat(takenOver().next()).isEqualTo(new Next.Go());
    }

    @Test
    void aQuestionThatIsOpenInBothMakesNoDocumentOld() {
        bench.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        bench.step(id);
        String open = bench.question(id).id();
        bench.pass(Duration.ofHours(3));
        former(OptionalLong.empty(), Optional.of(open), 0);

        assertThat(takenOver().next()).isEqualTo(new Next.Ask());
        assertThat(bench.question(id).id()).isEqualTo(open);
    }

    @Test
    void whoIsToldThatNobodyRunsItIsToldThatTheStoreIsOlderToo() {
        former(OptionalLong.of(99), Optional.empty(), 60);

        bench.engine.sweep(bench.invocation());

        assertThat(bench.question(id).reason()).contains("earlier state");
        String asked = bench.question(id).id();
        assertThat(takenOver().next()).isEqualTo(new Next.Ask());
        assertThat(bench.question(id).id()).as("asked once").isEqualTo(asked);
    }

    @Test
    void aQuestionThatTheStoreRemembersGivesWayAndComesAgain() {
        bench.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        bench.step(id);
        former(OptionalLong.of(99), Optional.empty(), 0);

        takenOver();
        assertThat(bench.question(id).reason()).contains("earlier state");
        bench.resume(
                id,
                SECOND,
                bench.question(id).id(),
                Bench.object().put("action", "continue").put("choice", "go_on"));
        bench.engine.step(bench.invocation(), id, SECOND);

        assertThat(bench.question(id).reason()).contains("broken");
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.PAUSED);
    }
}
