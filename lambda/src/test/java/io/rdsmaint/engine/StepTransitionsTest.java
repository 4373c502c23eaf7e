package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.SavedIntent.State;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a step keeps of its last attempt when a person has it tried again, and of what it waited for when it is approved. */
class StepTransitionsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final Answer ANSWER =
            new Answer("q1", Question.Action.CONTINUE, null, null, "dana", NOW.plusSeconds(60));

    private static SavedIntent intent(State state, @Nullable String detail) {
        return new SavedIntent(
                "i",
                "Reboot a",
                "a",
                SavedIntent.Idempotence.NEVER,
                NOW,
                "inv",
                JsonTrees.object(),
                state,
                null,
                detail);
    }

    private static Step having(@Nullable SavedIntent intent) {
        return Step.pending(EngineRig.step("one", false)).begun(NOW, null).intending(intent, List.of());
    }

    @Test
    void theNextAttemptIsCountedAndBeginsAnew() {
        Step next = having(null).waiting("a while").withErrors(3).retried(ANSWER);

        assertThat(next.attempt()).isEqualTo(2);
        assertThat(next.state()).isEqualTo(StepState.PENDING);
        assertThat(next.errors()).isZero();
        assertThat(next.waitCondition()).isNull();
        assertThat(next.attemptAt()).isNull();
        assertThat(next.startedAt()).isEqualTo(NOW);
        assertThat(next.mayHaveChanged()).isFalse();
    }

    @Test
    void anAnsweredCallIsHistoryThatIsNotForgotten() {
        for (State state : List.of(State.ACCEPTED, State.PROVEN)) {
            Step next = having(intent(state, "seen")).retried(ANSWER);

            assertThat(next.intent()).isNull();
            assertThat(next.lost()).isEmpty();
            assertThat(next.changedBefore()).isTrue();
            assertThat(next.mayHaveChanged()).isTrue();
            assertThat(next.memo().path(Step.CALLED).path(0).path("call").asText())
                    .isEqualTo("Reboot a");
        }
    }

    @Test
    void aRefusedCallIsForgotten() {
        Step next = having(intent(State.REFUSED, "no")).retried(ANSWER);

        assertThat(next.intent()).isNull();
        assertThat(next.changedBefore()).isFalse();
        assertThat(next.mayHaveChanged()).isFalse();
    }

    @Test
    void anOpenCallIsStillLookedForAndOneWhoseSignWasSeenStaysUncertain() {
        SavedIntent open = intent(State.OPEN, null);
        assertThat(having(open).retried(ANSWER).intent()).isEqualTo(open);
        assertThat(having(open).retried(ANSWER).lost()).isEmpty();
        assertThat(having(open).retried(ANSWER).changedBefore()).isFalse();

        SavedIntent shown = intent(State.OPEN, "rebooting");
        assertThat(having(shown).retried(ANSWER).intent()).isNull();
        assertThat(having(shown).retried(ANSWER).lost()).containsExactly(shown);
        assertThat(having(shown).retried(ANSWER).changedBefore()).isTrue();
    }

    @Test
    void windowsAreCountedFromTheApprovalOnOnlyWhereTheyWereCounted() {
        assertThat(having(null).approvedBy(ANSWER).dueSince()).isNull();
        assertThat(having(null).countingWindowsFrom(NOW).approvedBy(ANSWER).dueSince())
                .isEqualTo(ANSWER.at());
    }

    @Test
    void aSecondAttemptIsLoggedAsOne() {
        EngineRig rig = EngineRig.planning("one");
        String id = rig.started();
        rig.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        rig.step(id);
        rig.answer(id, "continue");
        rig.step(id);

        assertThat(rig.log(id))
                .containsSubsequence(
                        LogEntry.Type.STEP_STARTED, LogEntry.Type.QUESTION_ASKED, LogEntry.Type.STEP_RETRIED)
                .containsOnlyOnce(LogEntry.Type.STEP_STARTED, LogEntry.Type.STEP_RETRIED);
    }
}
