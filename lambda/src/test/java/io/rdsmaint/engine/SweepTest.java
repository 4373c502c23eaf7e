package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sweep finds what nobody else looks after, however much there is of it, and says what it did not get to. */
class SweepTest {
    private final EngineRig rig = EngineRig.planning("one");

    private List<String> operations(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> {
                    rig.pass(Duration.ofMinutes(1));
                    return rig.start("cluster-" + i, EngineRig.MACHINE + "execution-" + i)
                            .operation()
                            .orElseThrow()
                            .id();
                })
                .toList();
    }

    private EngineResult stepBy(String id, int execution) {
        return rig.engine.step(rig.invocation(), id, EngineRig.MACHINE + "execution-" + execution);
    }

    /** An invocation that has this much time left, each time that it is asked. */
    private Invocation withTime(Supplier<Duration> left) {
        return new Invocation("sweep", () -> rig.now, () -> rig.nanos, left, rig.occurrences::add);
    }

    private EngineSignal.Swept swept() {
        return rig.occurrences.stream()
                .filter(EngineSignal.Swept.class::isInstance)
                .map(EngineSignal.Swept.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void theEndOfAnOldOperationIsToldHoweverManyYoungerOnesHaveEnded() {
        List<String> ids = operations(30);
        rig.busDown = true;
        stepBy(ids.getFirst(), 0);
        stepBy(ids.getFirst(), 0);
        rig.busDown = false;
        for (int i = 1; i < ids.size(); i++) {
            stepBy(ids.get(i), i);
            stepBy(ids.get(i), i);
        }
        assertThat(ids).allMatch(id -> rig.operation(id).state() == OperationState.COMPLETED);
        rig.published.clear();

        rig.engine.sweep(rig.invocation());

        assertThat(rig.published).extracting(LogEntry::type).contains(LogEntry.Type.OPERATION_COMPLETED);
        assertThat(rig.operation(ids.getFirst()).outbox()).isEmpty();
        assertThat(rig.store.unfinished()).isEmpty();
    }

    @Test
    void anEndThatIsNotToldYetIsInNoListOfLiveOperations() {
        String id = operations(1).getFirst();
        rig.busDown = true;
        stepBy(id, 0);
        stepBy(id, 0);

        assertThat(rig.engine.live()).isEmpty();
        assertThat(rig.engine.ended(5)).extracting(Operation::id).containsExactly(id);
    }

    @Test
    void whatWasStoredLongestAgoIsLookedAtFirst() {
        List<String> ids = operations(6);
        List<String> told = new ArrayList<>();

        rig.engine.sweep(withTime(() -> {
            told.clear();
            ids.stream().filter(id -> rig.operation(id).owner().stalled()).forEach(told::add);
            return told.size() < 3 ? Duration.ofSeconds(30) : Duration.ofSeconds(19);
        }));

        assertThat(told).containsExactlyElementsOf(ids.subList(0, 3));
        assertThat(swept().left()).isEqualTo(3);
        assertThat(swept().operations()).as("all are counted").hasSize(6);
    }

    @Test
    void theNextSweepGetsToWhatTheLastOneLeft() {
        List<String> ids = operations(6);
        for (int sweep = 0; sweep < 2; sweep++) {
            int[] looks = {0};
            rig.pass(Duration.ofMinutes(10));
            rig.engine.sweep(withTime(() -> Duration.ofSeconds(++looks[0] <= 3 ? 30 : 19)));
        }

        assertThat(ids).allMatch(id -> rig.operation(id).owner().stalled());
    }

    @Test
    void aSweepWithTimeEnoughLeavesNothing() {
        operations(3);

        rig.engine.sweep(rig.invocation());

        assertThat(swept().left()).isZero();
        assertThat(swept().operations()).hasSize(3);
    }
}
