package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.SavedIntent.Idempotence;
import io.rdsmaint.engine.SavedIntent.State;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What looks like the effect of an unanswered call may be somebody else's doing, and the call may still act: only its goal settles
 * it before it expires.
 */
class UncertainCallsTest {
    private static final String CALL = "Fail over c to b";

    private final EngineRig rig = EngineRig.planning("one", "two");
    private final List<String> sent = new ArrayList<>();
    private boolean answered;
    private String id = "";

    @BeforeEach
    void aCallIsMade() {
        id = rig.started();
        rig.script.put("one", this::failOver);
    }

    private Outcome failOver(StepRun run) {
        return run.change(change(CALL));
    }

    private Change change(String call) {
        return new Change(call, "c", Idempotence.ONCE_EXPIRED, JsonTrees.object(), () -> true, intent -> {
            intent.spend();
            sent.add(call);
            if (!answered) {
                throw new ChangeFailure.Unknown("the connection was cut", new IllegalStateException("cut"));
            }
        });
    }

    private void somethingShows() {
        rig.script.put("one", run -> {
            run.sign("cluster failing-over");
            return Outcome.waiting("the failover", 5);
        });
        rig.step(id);
    }

    private static Outcome ask(String reason) {
        return new Outcome.Asking(QuestionDraft.of(
                EngineQuestion.STEP_FAILED, Question.Kind.FAILURE, reason, "so it is", "fail over again"));
    }

    private SavedIntent intent() {
        return Objects.requireNonNull(rig.operation(id).steps().getFirst().intent());
    }

    @Test
    void aSignLeavesAnUnansweredCallUncertain() {
        rig.step(id);

        somethingShows();

        assertThat(intent().state()).isEqualTo(State.OPEN);
        assertThat(intent().shown()).isTrue();
        assertThat(rig.operation(id).uncertainCalls()).hasSize(1);
    }

    @Test
    void aSignProvesAnAcceptedCall() {
        answered = true;
        rig.step(id);

        somethingShows();

        assertThat(intent().state()).isEqualTo(State.PROVEN);
        assertThat(rig.operation(id).uncertainCalls()).isEmpty();
    }

    @Test
    void theGoalSettlesACallOfWhichASignWasSeen() {
        rig.step(id);
        somethingShows();
        rig.script.put("one", run -> {
            run.reached("the writer is b");
            return Outcome.waiting("everything to serve", 5);
        });

        rig.step(id);

        assertThat(intent().state()).isEqualTo(State.PROVEN);
        assertThat(intent().detail()).isEqualTo("the writer is b");
        assertThat(rig.operation(id).uncertainCalls()).isEmpty();
    }

    @Test
    void afterASignThatLedNowhereAPersonIsAskedOnceTheCallCanNoLongerAct() {
        rig.step(id);
        somethingShows();
        rig.script.put("one", this::failOver);

        rig.pass(SavedIntent.EXPIRY.minusSeconds(1));
        assertThat(rig.step(id).next()).isInstanceOf(NextAction.Wait.class);
        rig.pass(Duration.ofSeconds(2));
        assertThat(rig.step(id).next()).isInstanceOf(NextAction.Ask.class);
        assertThat(rig.question(id).observed()).contains("cluster failing-over");

        rig.answer(id, "continue");
        rig.step(id);
        assertThat(sent).containsExactly(CALL, CALL);
    }

    @Test
    void anAnswerDoesNotMakeTheCallAgainWhileTheFirstMayStillAct() {
        rig.step(id);
        somethingShows();
        rig.script.put("one", run -> ask("it did not succeed"));
        rig.pass(Duration.ofMinutes(2));
        rig.step(id);
        rig.script.put("one", this::failOver);

        rig.answer(id, "continue");
        rig.step(id);
        assertThat(sent).as("the first may still act").containsExactly(CALL);
        assertThat(rig.operation(id).current().orElseThrow().waitCondition()).contains("unanswered call");

        rig.pass(SavedIntent.EXPIRY);
        rig.step(id);
        assertThat(sent).containsExactly(CALL, CALL);
    }

    @Test
    void theWayBackWaitsUntilACallOfWhichASignWasSeenCanNoLongerAct() {
        rig.step(id);
        somethingShows();
        rig.script.put("one", run -> ask("it did not succeed"));
        rig.step(id);
        rig.undo.put("one", List.of(EngineRig.step("back", false)));
        rig.script.put("back", run -> run.change(change("Fail over c to a")));
        rig.answer(id, "rollback");

        rig.run(id);
        assertThat(sent).containsExactly(CALL);

        rig.pass(SavedIntent.EXPIRY);
        rig.run(id);
        assertThat(sent).containsExactly(CALL, "Fail over c to a");
    }

    @Test
    void anotherEndThanTheCallsIsNotTakenForItWhileTheCallMayStillAct() {
        rig.step(id);
        rig.script.put("one", run -> run.untilExpired().orElseGet(Outcome::done));

        assertThat(rig.step(id).next()).isInstanceOf(NextAction.Wait.class);
        rig.pass(SavedIntent.EXPIRY);
        rig.step(id);

        assertThat(rig.operation(id).index()).isEqualTo(1);
    }
}
