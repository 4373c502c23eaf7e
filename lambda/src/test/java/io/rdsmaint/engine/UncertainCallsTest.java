package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.SavedIntent.Repeat;
import io.rdsmaint.engine.SavedIntent.State;
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

    private final Bench bench = Bench.planning("one", "two");
    private final List<String> sent = new ArrayList<>();
    private boolean answered;
    private String id = "";

    @BeforeEach
    void aCallIsMade() {
        id = bench.started();
        bench.script.put("one", this::failOver);
    }

    private Outcome failOver(StepRun run) {
        return run.change(change(CALL));
    }

    private Change change(String call) {
        return new Change(call, "c", Repeat.ONCE_EXPIRED, Bench.object(), () -> true, intent -> {
            intent.spend();
            sent.add(call);
            if (!answered) {
                throw new ChangeFailure.Unknown("the connection was cut", new IllegalStateException("cut"));
            }
        });
    }

    private void somethingShows() {
        bench.script.put("one", run -> {
            run.sign("cluster failing-over");
            return Outcome.waiting("the failover", 5);
        });
        bench.step(id);
    }

    private static Outcome ask(String reason) {
        return new Outcome.Asking(QuestionDraft.of(Question.Kind.FAILURE, reason, "so it is", "fail over again"));
    }

    private SavedIntent intent() {
        return Objects.requireNonNull(bench.operation(id).steps().getFirst().intent());
    }

    @Test
    void aSignLeavesAnUnansweredCallUncertain() {
        bench.step(id);

        somethingShows();

        assertThat(intent().state()).isEqualTo(State.OPEN);
        assertThat(intent().shown()).isTrue();
        assertThat(bench.operation(id).uncertainCalls()).hasSize(1);
    }

    @Test
    void aSignProvesAnAcceptedCall() {
        answered = true;
        bench.step(id);

        somethingShows();

        assertThat(intent().state()).isEqualTo(State.PROVEN);
        assertThat(bench.operation(id).uncertainCalls()).isEmpty();
    }

    @Test
    void theGoalSettlesACallOfWhichASignWasSeen() {
        bench.step(id);
        somethingShows();
        bench.script.put("one", run -> {
            run.reached("the writer is b");
            return Outcome.waiting("everything to serve", 5);
        });

        bench.step(id);

        assertThat(intent().state()).isEqualTo(State.PROVEN);
        assertThat(intent().detail()).isEqualTo("the writer is b");
        assertThat(bench.operation(id).uncertainCalls()).isEmpty();
    }

    @Test
    void afterASignThatLedNowhereAPersonIsAskedOnceTheCallCanNoLongerAct() {
        bench.step(id);
        somethingShows();
        bench.script.put("one", this::failOver);

        bench.pass(SavedIntent.EXPIRY.minusSeconds(1));
        assertThat(bench.step(id).next()).isInstanceOf(Next.Wait.class);
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.step(id).next()).isInstanceOf(Next.Ask.class);
        assertThat(bench.question(id).observed()).contains("cluster failing-over");

        bench.answer(id, "continue");
        bench.step(id);
        assertThat(sent).containsExactly(CALL, CALL);
    }

    @Test
    void anAnswerDoesNotMakeTheCallAgainWhileTheFirstMayStillAct() {
        bench.step(id);
        somethingShows();
        bench.script.put("one", run -> ask("it did not succeed"));
        bench.pass(Duration.ofMinutes(2));
        bench.step(id);
        bench.script.put("one", this::failOver);

        bench.answer(id, "continue");
        bench.step(id);
        assertThat(sent).as("the first may still act").containsExactly(CALL);
        assertThat(bench.operation(id).current().orElseThrow().waitCondition()).contains("unanswered call");

        bench.pass(SavedIntent.EXPIRY);
        bench.step(id);
        assertThat(sent).containsExactly(CALL, CALL);
    }

    @Test
    void theWayBackWaitsUntilACallOfWhichASignWasSeenCanNoLongerAct() {
        bench.step(id);
        somethingShows();
        bench.script.put("one", run -> ask("it did not succeed"));
        bench.step(id);
        bench.undo.put("one", List.of(Bench.step("back", false)));
        bench.script.put("back", run -> run.change(change("Fail over c to a")));
        bench.answer(id, "rollback");

        bench.run(id);
        assertThat(sent).containsExactly(CALL);

        bench.pass(SavedIntent.EXPIRY);
        bench.run(id);
        assertThat(sent).containsExactly(CALL, "Fail over c to a");
    }

    @Test
    void anotherEndThanTheCallsIsNotTakenForItWhileTheCallMayStillAct() {
        bench.step(id);
        bench.script.put("one", run -> run.untilExpired().orElseGet(Outcome::done));

        assertThat(bench.step(id).next()).isInstanceOf(Next.Wait.class);
        bench.pass(SavedIntent.EXPIRY);
        bench.step(id);

        assertThat(bench.operation(id).index()).isEqualTo(1);
    }
}
