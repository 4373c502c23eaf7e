package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An execution is stopped, people are told, and it is redriven: its next end is told, too. */
class RedriveTest {
    private final Bench bench = Bench.planning("one", "two");
    private String id = "";

    @BeforeEach
    void aStoppedExecution() {
        id = bench.started();
        bench.script.put("two", run -> Outcome.waiting("a while", 60));
        bench.running.clear();
        bench.engine.sweep(bench.invocation());
        assertThat(bench.operation(id).owner().stalled()).isTrue();
        bench.published.clear();
        bench.running.add(Bench.FIRST);
    }

    @Test
    void theOwnersNextCallSaysThatItIsBackAndClosesTheAlert() {
        Verdict called = bench.step(id);

        assertThat(called.next()).isEqualTo(new Next.Ask());
        assertThat(bench.operation(id).owner().stalled()).isFalse();
        assertThat(bench.published).extracting(Event::type).containsExactly(Event.Type.OPERATION_TAKEN_OVER);
    }

    @Test
    void anAnswerThatTheOwnerBringsDoesSoToo() {
        bench.answer(id, "continue");

        assertThat(bench.operation(id).owner().stalled()).isFalse();
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.RUNNING);
        assertThat(bench.published)
                .extracting(Event::type)
                .containsExactly(Event.Type.OPERATION_TAKEN_OVER, Event.Type.INTERVENTION_ANSWERED);
    }

    @Test
    void itsNextEndIsNoticedAgain() {
        bench.answer(id, "continue");
        bench.run(id);
        bench.running.clear();

        bench.pass(Duration.ofHours(2));
        bench.engine.sweep(bench.invocation());

        assertThat(bench.operation(id).state()).isEqualTo(OperationState.PAUSED);
        assertThat(bench.published).extracting(Event::type).contains(Event.Type.OPERATION_STALLED);
    }

    @Test
    void aCallThatChangesNothingSaysSoOnce() {
        bench.step(id);
        bench.step(id);

        assertThat(bench.published).extracting(Event::type).containsOnlyOnce(Event.Type.OPERATION_TAKEN_OVER);
    }
}
