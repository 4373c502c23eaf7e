package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an operation whose successor can't be started, seems to be there, or is there without anybody knowing. */
class HandingOverTest {
    private final Bench bench = Bench.planning("one");
    private String id = "";

    @BeforeEach
    void anExecutionWithAFullHistory() {
        id = bench.started();
        bench.script.put("one", run -> Outcome.waiting("a while", 60));
        Verdict last = bench.step(id);
        while (!(last.next() instanceof Next.HandOver)) {
            last = bench.step(id);
        }
    }

    private String successor(String name) {
        return Bench.MACHINE + name;
    }

    private Verdict handedOverAgain() {
        Verdict last = bench.step(id);
        for (int i = 0; i < 60 && !(last.next() instanceof Next.HandOver); i++) {
            assertThat(last.next()).isEqualTo(new Next.Wait(60));
            last = bench.step(id);
        }
        return last;
    }

    @Test
    void aNameThatCouldNotBeUsedIsNotUsedAgain() {
        Verdict again = handedOverAgain();

        assertThat(again.next()).isEqualTo(new Next.HandOver(id + "-2-1550"));
        assertThat(bench.resume(id, successor(id + "-2-1550"), null, null).next())
                .isEqualTo(new Next.Go());
        assertThat(bench.operation(id).owner().number()).isEqualTo(2);
    }

    @Test
    void whoHandedOverIsToldThatTheSuccessorOwnsTheOperationWhateverItWasToldOfItsStart() {
        bench.resume(id, successor(id + "-2"), null, null);

        assertThat(bench.step(id).next()).isEqualTo(new Next.HandedOver(id + "-2"));
        assertThat(bench.resume(id, Bench.FIRST, id + "-q1", Bench.object()).next())
                .isEqualTo(new Next.HandedOver(id + "-2"));
    }

    @Test
    void whoNeverHandedOverIsNoFormerOwner() {
        bench.resume(id, successor(id + "-2"), null, null);

        assertThat(bench.engine
                        .step(bench.invocation(), id, successor("somebody"))
                        .next())
                .isInstanceOfSatisfying(
                        Next.Fail.class, f -> assertThat(f.code()).isEqualTo(Next.Code.NOT_OWNER));
    }

    @Test
    void anExecutionOfTheSuccessorsNameThatIsAnothersIsNoSuccessor() {
        bench.running.remove(Bench.FIRST);
        bench.running.add(successor(id + "-2"));
        bench.inputs.put(successor(id + "-2"), "op-of-somebody-else");

        bench.engine.sweep(bench.invocation());

        assertThat(bench.operation(id).owner().stalled()).isTrue();
    }

    @Test
    void aSuccessorThatIsOnItsWayIsWaitedFor() {
        bench.running.remove(Bench.FIRST);
        bench.running.add(successor(id + "-2"));
        bench.inputs.put(successor(id + "-2"), id);

        bench.engine.sweep(bench.invocation());

        assertThat(bench.operation(id).owner().stalled()).isFalse();
    }

    @Test
    void aSuccessorThatIsNotShownYetIsWaitedForForSomeMinutes() {
        bench.running.remove(Bench.FIRST);
        bench.ends.put(Bench.FIRST, bench.now);
        bench.hidden.add(successor(id + "-2"));

        bench.pass(Duration.ofMinutes(4));
        bench.engine.sweep(bench.invocation());
        assertThat(bench.operation(id).owner().stalled()).isFalse();

        bench.pass(Duration.ofMinutes(2));
        bench.engine.sweep(bench.invocation());
        assertThat(bench.operation(id).owner().stalled()).isTrue();
    }

    @Test
    void aYoungOwnerThatIsNotShownYetMayRun() {
        bench.resume(id, successor(id + "-2"), null, null);
        bench.hidden.add(successor(id + "-2"));
        Instant taken = bench.now;

        bench.pass(Duration.ofMinutes(4));
        bench.engine.sweep(bench.invocation());
        assertThat(bench.operation(id).owner().stalled()).isFalse();
        assertThat(bench.resume(id, successor("another"), null, null).next()).isInstanceOf(Next.Fail.class);

        bench.now = taken.plus(Duration.ofMinutes(6));
        bench.engine.sweep(bench.invocation());
        assertThat(bench.operation(id).owner().stalled())
                .as("it ended 90 days ago or more")
                .isTrue();
        assertThat(bench.resume(id, successor("another"), null, null).next()).isEqualTo(new Next.Ask());
    }
}
