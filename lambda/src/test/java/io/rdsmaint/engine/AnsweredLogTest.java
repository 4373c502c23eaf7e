package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Questions are numbered, and the log tells who answered which of them how. */
class AnsweredLogTest {
    private final EngineRig rig = EngineRig.planning("one", "two");
    private final String id = rig.started();

    private Question asked() {
        rig.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        rig.step(id);
        return rig.question(id);
    }

    private LogEntry answered(@Nullable String by) {
        ObjectNode response = JsonTrees.object().put("action", "continue").put("comment", "go");
        if (by != null) {
            response.put("by", by);
        }
        rig.resume(id, EngineRig.FIRST, rig.question(id).id(), response);
        return rig.store.events(id).getLast();
    }

    @Test
    void questionsAreNumberedFromOneAndNoNumberIsUsedAgain() {
        assertThat(asked().id()).isEqualTo(id + "-q1");
        rig.answer(id, "continue");
        assertThat(asked().id()).isEqualTo(id + "-q2");
    }

    @Test
    void anAnswerIsLoggedAsThatOfWhoGaveIt() {
        Question question = asked();

        LogEntry event = answered("dana");

        assertThat(event.type()).isEqualTo(LogEntry.Type.INTERVENTION_ANSWERED);
        assertThat(event.actor()).isEqualTo("dana");
        assertThat(event.cause()).isEqualTo("go");
        assertThat(event.message()).isEqualTo("continue to: " + question.reason());
        assertThat(event.data().path("question_id").asText()).isEqualTo(question.id());
    }

    @Test
    void anAnswerOfNobodyIsThatOfTheExecutionThatBroughtIt() {
        asked();

        assertThat(answered(null).actor()).isEqualTo(EngineRig.FIRST);
    }

    /** Also when nobody answered the first time. */
    @Test
    void theTimeInWhichAQuestionWasOpenIsKeptBesideHowLongTheStepTook() {
        asked();
        rig.pass(Duration.ofHours(4));
        rig.resume(
                id, EngineRig.FIRST, rig.question(id).id(), JsonTrees.object().put("Error", "States.Timeout"));
        rig.pass(Duration.ofMinutes(30));

        answered("dana");

        assertThat(rig.operation(id)
                        .steps()
                        .getFirst()
                        .memo()
                        .path("asked_seconds")
                        .asLong())
                .isEqualTo(Duration.ofMinutes(270).toSeconds());
    }

    @Test
    void whoEditsIsNamedInTheLog() {
        rig.edit(id, new ResumeRequest.Changes(null, 3_600L, null, null, false, null, null, "dana"));

        LogEntry event = rig.store.events(id).getLast();
        assertThat(event.type()).isEqualTo(LogEntry.Type.OPERATION_EDITED);
        assertThat(event.actor()).isEqualTo("dana");
    }

    @Test
    void aWaitForTheScheduleEndsASecondAfterTheWindowOpens() {
        EngineRig scheduled = EngineRig.planning("one");
        scheduled.options = new Options(
                null,
                new Schedule(scheduled.now.plus(Duration.ofMinutes(2)), null, Schedule.Outside.WAIT),
                List.of(),
                0);
        PlannedStep one = scheduled.plan.getFirst();
        scheduled.plan.set(
                0,
                new PlannedStep(
                        one.name(),
                        one.action(),
                        one.parameters(),
                        null,
                        one.deadline(),
                        one.expected(),
                        one.calls(),
                        false,
                        true));

        assertThat(scheduled.step(scheduled.started()).next()).isEqualTo(new NextAction.Wait(121));
    }
}
