package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rdsmaint.engine.Executions.LastReply;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store was restored from a backup: what it forgot is not done again unless a person says so. */
class StoreAgeTest {
    private static final String SECOND = EngineRig.MACHINE + "second";

    private final EngineRig rig = EngineRig.planning("one", "two");
    private final List<String> ran = new ArrayList<>();
    private String id = "";

    @BeforeEach
    void anOperationUnderWay() {
        id = rig.started();
        for (String action : List.of("one", "two")) {
            rig.script.put(action, run -> {
                ran.add(action);
                return Outcome.waiting("a while", 60);
            });
        }
        rig.step(id);
        ran.clear();
    }

    private void asksFirst(EngineResult verdict) {
        assertThat(verdict.next()).isEqualTo(new NextAction.Ask());
        assertThat(ran).isEmpty();
        assertThat(rig.question(id).kind()).isEqualTo(Question.Kind.DRIFT);
        assertThat(rig.question(id).reason()).contains("earlier state", "Restoring the store");
        assertThat(rig.question(id).options())
                .extracting(Question.Option::action, Question.Option::choice)
                .contains(
                        tuple(Question.Action.CONTINUE, "go_on"),
                        tuple(Question.Action.ABORT, null),
                        tuple(Question.Action.MARK_COMPLETE, null))
                .doesNotContain(tuple(Question.Action.CONTINUE, null));
    }

    private void former(OptionalLong version, Optional<String> question, long waits) {
        rig.running.remove(EngineRig.FIRST);
        rig.ends.put(EngineRig.FIRST, rig.now);
        rig.replies.put(EngineRig.FIRST, new LastReply(version, question, waits));
    }

    private EngineResult takenOver() {
        return rig.resume(id, SECOND, null, null);
    }

    @Test
    void aMachineThatHasSeenALaterVersionIsNotObeyed() {
        long version = rig.operation(id).version();

        asksFirst(rig.engine.step(rig.invocation(), id, EngineRig.FIRST, new Seen(40, version + 1)));
        assertThat(rig.question(id).observed()).contains("version " + version, "version " + (version + 1));
    }

    @Test
    void aMachineThatHasSeenThisVersionOrAnEarlierOneGoesOn() {
        long version = rig.operation(id).version();

        rig.engine.step(rig.invocation(), id, EngineRig.FIRST, new Seen(1, version));
        rig.engine.step(rig.invocation(), id, EngineRig.FIRST, new Seen(2, version));

        assertThat(ran).hasSize(2);
    }

    @Test
    void theCallsThatAnExecutionHasCountedOutliveTheStore() {
        rig.engine.step(rig.invocation(), id, EngineRig.FIRST, new Seen(700, 0));

        assertThat(rig.operation(id).owner().calls()).isEqualTo(701);
    }

    @Test
    void anAnswerToAQuestionThatTheStoreForgotIsNotApplied() {
        long version = rig.operation(id).version();

        EngineResult verdict = rig.engine.resume(
                rig.invocation(),
                new ResumeRequest.Answer(
                        id,
                        EngineRig.FIRST,
                        id + "-q9",
                        JsonTrees.object().put("action", "continue"),
                        new Seen(3, version + 7)));

        asksFirst(verdict);
    }

    @Test
    void whoSaysGoOnGoesOnAndIsNotAskedAgain() {
        rig.engine.step(rig.invocation(), id, EngineRig.FIRST, new Seen(40, 99));

        rig.resume(
                id,
                EngineRig.FIRST,
                rig.question(id).id(),
                JsonTrees.object().put("action", "continue").put("choice", "go_on"));
        rig.engine.step(
                rig.invocation(),
                id,
                EngineRig.FIRST,
                new Seen(41, rig.operation(id).version()));

        assertThat(ran).containsExactly("one");
    }

    @Test
    void aTakeOverAsksFirstWhenTheFormerOwnerHasSeenMore() {
        former(OptionalLong.of(rig.operation(id).version() + 3), Optional.empty(), 60);

        asksFirst(takenOver());
        assertThat(rig.operation(id).owner().executionArn()).isEqualTo(SECOND);
    }

    @Test
    void aTakeOverGoesOnWhenTheFormerOwnerHasSeenNoMoreHoweverOldTheDocumentIs() {
        rig.pass(Duration.ofHours(5));
        former(OptionalLong.of(rig.operation(id).version()), Optional.empty(), 60);

        assertThat(takenOver().next()).isEqualTo(new NextAction.Go());
    }

    @Test
    void withoutAVersionADocumentMuchOlderThanTheEndAsks() {
        rig.pass(Duration.ofMinutes(37));
        former(OptionalLong.empty(), Optional.empty(), 60);

        asksFirst(takenOver());
        assertThat(rig.question(id).observed()).contains("37 minutes later");
    }

    @Test
    void withoutAVersionADocumentOfItsTimeGoesOn() {
        rig.pass(Duration.ofMinutes(34));
        former(OptionalLong.empty(), Optional.empty(), 60);

        assertThat(takenOver().next()).isEqualTo(new NextAction.Go());
    }

    @Test
    void aLongWaitThatTheExecutionWasToldOfMakesNoDocumentOld() {
        rig.pass(Duration.ofMinutes(80));
        former(OptionalLong.empty(), Optional.empty(), 3_600);

        assertThat(takenOver().next()).isEqualTo(new NextAction.Go());
    }

    @Test
    void aQuestionThatIsOpenInBothMakesNoDocumentOld() {
        rig.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        rig.step(id);
        String open = rig.question(id).id();
        rig.pass(Duration.ofHours(3));
        former(OptionalLong.empty(), Optional.of(open), 0);

        assertThat(takenOver().next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.question(id).id()).isEqualTo(open);
    }

    @Test
    void whoIsToldThatNobodyRunsItIsToldThatTheStoreIsOlderToo() {
        former(OptionalLong.of(99), Optional.empty(), 60);

        rig.engine.sweep(rig.invocation());

        assertThat(rig.question(id).reason()).contains("earlier state");
        String asked = rig.question(id).id();
        assertThat(takenOver().next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.question(id).id()).as("asked once").isEqualTo(asked);
    }

    @Test
    void aQuestionThatTheStoreRemembersGivesWayAndComesAgain() {
        rig.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        rig.step(id);
        former(OptionalLong.of(99), Optional.empty(), 0);

        takenOver();
        assertThat(rig.question(id).reason()).contains("earlier state");
        rig.resume(
                id,
                SECOND,
                rig.question(id).id(),
                JsonTrees.object().put("action", "continue").put("choice", "go_on"));
        rig.engine.step(rig.invocation(), id, SECOND);

        assertThat(rig.question(id).reason()).contains("broken");
        assertThat(rig.operation(id).state()).isEqualTo(OperationState.PAUSED);
    }
}
