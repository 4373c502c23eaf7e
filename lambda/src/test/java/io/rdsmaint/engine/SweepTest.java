package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.engine.EngineRig;
import io.rdsmaint.testkit.store.ForwardingStore;
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
        assertThat(rig.engine.ended(5)).extracting(Listed::id).containsExactly(id);
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
    void whoseExecutionIsListedAsRunningIsCountedAndNotLookedAt() {
        List<String> ids = operations(40);
        ids.forEach(id -> rig.running.add(rig.operation(id).owner().executionArn()));
        rig.hidden.addAll(rig.running);

        rig.engine.sweep(withTime(() -> Duration.ZERO));

        assertThat(rig.listings).isEqualTo(1);
        assertThat(swept().left()).isZero();
        assertThat(swept().operations()).hasSize(40);
    }

    @Test
    void anExecutionThatIsNotListedYetIsAskedForByItsNameBeforeAnybodyIsTold() {
        String id = operations(1).getFirst();
        String owner = rig.operation(id).owner().executionArn();
        rig.running.add(owner);
        rig.unlisted.add(owner);

        rig.engine.sweep(rig.invocation());
        assertThat(rig.operation(id).owner().stalled()).isFalse();

        rig.running.remove(owner);
        rig.engine.sweep(rig.invocation());
        assertThat(rig.operation(id).owner().stalled()).isTrue();
    }

    @Test
    void whereExecutionsCanNotBeListedEachIsAskedForByItsName() {
        List<String> ids = operations(3);
        rig.running.add(rig.operation(ids.getFirst()).owner().executionArn());
        rig.listable = false;

        rig.engine.sweep(rig.invocation());

        assertThat(ids)
                .filteredOn(id -> rig.operation(id).owner().stalled())
                .containsExactlyElementsOf(ids.subList(1, 3));
    }

    @Test
    void whoTookOverSinceTheListWasMadeIsFoundByTheDocument() {
        String id = operations(1).getFirst();
        String second = EngineRig.MACHINE + "second";
        List<Listed> before = rig.store.unfinished();
        rig.running.remove(rig.operation(id).owner().executionArn());
        rig.running.add(second);
        rig.resume(id, second, null, null);
        assertThat(before.getFirst().executionArn()).isNotEqualTo(second);

        new Sweep(
                        new ForwardingStore(rig.store) {
                            @Override
                            public List<Listed> unfinished() {
                                return before;
                            }
                        },
                        rig.executions(),
                        new AbandonmentDetector(
                                new Owners(rig.executions()),
                                new StoreAge(rig.executions()),
                                new Lifecycle(rig.engine.catalogue())),
                        (invocation, op, why) -> {
                            throw new AssertionError(why);
                        },
                        (invocation, op) -> op)
                .run(rig.invocation());

        assertThat(rig.operation(id).owner().stalled()).isFalse();
    }

    @Test
    void aSweepWithTimeEnoughLeavesNothing() {
        operations(3);

        rig.engine.sweep(rig.invocation());

        assertThat(swept().left()).isZero();
        assertThat(swept().operations()).hasSize(3);
    }
}
