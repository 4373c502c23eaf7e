package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long people are told that a question has been open: from when it was first asked, whatever was asked before or again. */
class QuestionAgeTest {
    private final EngineRig rig = EngineRig.planning("one", "two");
    private final String id = rig.started();

    private Instant asks() {
        rig.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        Instant now = rig.now;
        assertThat(rig.step(id).next()).isEqualTo(new NextAction.Ask());
        return now;
    }

    private void timesOut() {
        rig.resume(
                id, EngineRig.FIRST, rig.question(id).id(), JsonTrees.object().put("Error", "States.Timeout"));
    }

    private <T extends EngineSignal> List<T> told(Class<T> kind) {
        return rig.occurrences.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Listed swept() {
        rig.engine.sweep(rig.invocation());
        return told(EngineSignal.Swept.class).getLast().operations().getFirst();
    }

    @Test
    void aReminderDoesNotMakeAQuestionYounger() {
        Instant first = asks();
        rig.pass(Duration.ofHours(4));
        timesOut();
        rig.pass(Duration.ofHours(1));

        assertThat(rig.question(id).askedAt()).isAfter(first);
        assertThat(swept().askedAt()).contains(first);
    }

    @Test
    void aSecondQuestionIsAsOldAsItself() {
        asks();
        rig.answer(id, "continue");
        rig.pass(Duration.ofHours(2));
        Instant second = asks();
        rig.pass(Duration.ofHours(1));

        assertThat(swept().askedAt()).contains(second);
    }

    @Test
    void whereNothingIsAskedThereIsNoAge() {
        assertThat(swept().askedAt()).isEmpty();
    }

    @Test
    void whatAnAnswerTookIsToldFromTheFirstTimeOnOnceItIsStored() {
        Instant first = asks();
        String question = rig.question(id).id();
        rig.pass(Duration.ofHours(4));
        timesOut();
        assertThat(told(EngineSignal.Answered.class)).isEmpty();
        rig.pass(Duration.ofHours(1));

        rig.answer(id, "continue");

        assertThat(told(EngineSignal.Answered.class)).singleElement().satisfies(answered -> {
            assertThat(answered.askedAt()).isEqualTo(first);
            assertThat(answered.at()).isEqualTo(rig.now);
            assertThat(answered.question().id()).isEqualTo(question);
        });
    }

    @Test
    void aRefusedAnswerIsNoneThatAnybodyTookTimeFor() {
        asks();
        rig.answer(id, "continue");
        asks();

        rig.resume(
                id, EngineRig.FIRST, rig.question(id).id(), JsonTrees.object().put("action", "dance"));

        assertThat(told(EngineSignal.Answered.class)).hasSize(1);
    }
}
