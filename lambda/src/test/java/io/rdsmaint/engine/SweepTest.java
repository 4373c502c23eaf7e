package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sweep finds what nobody else looks after, however much there is of it, and says what it did not get to. */
class SweepTest {
    private final Bench bench = Bench.planning("one");

    private List<String> operations(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> {
                    bench.pass(Duration.ofMinutes(1));
                    return bench.start("cluster-" + i, Bench.MACHINE + "execution-" + i)
                            .operation()
                            .orElseThrow()
                            .id();
                })
                .toList();
    }

    private Verdict stepBy(String id, int execution) {
        return bench.engine.step(bench.invocation(), id, Bench.MACHINE + "execution-" + execution);
    }

    /** An invocation that has this much time left, each time that it is asked. */
    private Invocation withTime(Supplier<Duration> left) {
        return new Invocation("sweep", () -> bench.now, () -> bench.nanos, left, bench.occurrences::add);
    }

    private Occurrence.Swept swept() {
        return bench.occurrences.stream()
                .filter(Occurrence.Swept.class::isInstance)
                .map(Occurrence.Swept.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void theEndOfAnOldOperationIsToldHoweverManyYoungerOnesHaveEnded() {
        List<String> ids = operations(30);
        bench.busDown = true;
        stepBy(ids.getFirst(), 0);
        stepBy(ids.getFirst(), 0);
        bench.busDown = false;
        for (int i = 1; i < ids.size(); i++) {
            stepBy(ids.get(i), i);
            stepBy(ids.get(i), i);
        }
        assertThat(ids).allMatch(id -> bench.operation(id).state() == OperationState.COMPLETED);
        bench.published.clear();

        bench.engine.sweep(bench.invocation());

        assertThat(bench.published).extracting(Event::type).contains(Event.Type.OPERATION_COMPLETED);
        assertThat(bench.operation(ids.getFirst()).outbox()).isEmpty();
        assertThat(bench.store.unfinished()).isEmpty();
    }

    @Test
    void anEndThatIsNotToldYetIsInNoListOfLiveOperations() {
        String id = operations(1).getFirst();
        bench.busDown = true;
        stepBy(id, 0);
        stepBy(id, 0);

        assertThat(bench.engine.live()).isEmpty();
        assertThat(bench.engine.ended(5)).extracting(Operation::id).containsExactly(id);
    }

    @Test
    void whatWasStoredLongestAgoIsLookedAtFirst() {
        List<String> ids = operations(6);
        List<String> told = new ArrayList<>();

        bench.engine.sweep(withTime(() -> {
            told.clear();
            ids.stream().filter(id -> bench.operation(id).owner().stalled()).forEach(told::add);
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
            bench.pass(Duration.ofMinutes(10));
            bench.engine.sweep(withTime(() -> Duration.ofSeconds(++looks[0] <= 3 ? 30 : 19)));
        }

        assertThat(ids).allMatch(id -> bench.operation(id).owner().stalled());
    }

    @Test
    void aSweepWithTimeEnoughLeavesNothing() {
        operations(3);

        bench.engine.sweep(bench.invocation());

        assertThat(swept().left()).isZero();
        assertThat(swept().operations()).hasSize(3);
    }
}
