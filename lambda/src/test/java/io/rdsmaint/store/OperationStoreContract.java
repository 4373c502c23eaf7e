package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.Event;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Samples;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store must do, whatever it is made of. */
abstract class OperationStoreContract {
    abstract OperationStore store();

    private static final Samples SAMPLES = new Samples();

    @Test
    void whatWasStoredComesBackWhole() {
        Operation op = SAMPLES.everythingSet();

        store().create(op, List.of(SAMPLES.event(1, Event.Type.OPERATION_STARTED)));

        assertThat(store().load(op.id())).contains(op);
    }

    @Test
    void anUnknownOperationIsAbsent() {
        assertThat(store().load("op-unknown")).isEmpty();
        assertThat(store().ofExecution("arn:unknown")).isEmpty();
    }

    @Test
    void aClusterIsLockedForOneOperation() {
        Operation first = create();
        Operation second = SAMPLES.onClusterOf(first);

        assertThatThrownBy(() -> store().create(second, List.of()))
                .isInstanceOfSatisfying(
                        OperationStore.ClusterBusy.class,
                        e -> assertThat(e.holder()).isEqualTo(first.id()));
        assertThat(store().load(second.id())).as("nothing of it is stored").isEmpty();
    }

    @Test
    void anOperationIsCreatedOnce() {
        Operation op = create();

        assertThatThrownBy(() -> store().create(op, List.of())).isInstanceOf(OperationStore.SaveConflict.class);
    }

    @Test
    void ofTwoSavesOnTheSameVersionOneIsTurnedAway() {
        Operation op = create();
        store().save(SAMPLES.next(op, "first"), List.of());

        assertThatThrownBy(() -> store().save(SAMPLES.next(op, "second"), List.of()))
                .isInstanceOf(OperationStore.SaveConflict.class);
        assertThat(store().load(op.id()).orElseThrow().savedBy()).isEqualTo("first");
    }

    @Test
    void aSaveThatIsTurnedAwayLeavesNoEvents() {
        Operation op = create();
        store().save(SAMPLES.next(op, "first"), List.of());

        assertThatThrownBy(() ->
                        store().save(SAMPLES.next(op, "second"), List.of(SAMPLES.event(2, Event.Type.STEP_STARTED))))
                .isInstanceOf(OperationStore.SaveConflict.class);
        assertThat(store().events(op.id())).extracting(Event::number).containsExactly(1L);
    }

    @Test
    void ofManyConcurrentSavesExactlyOneWins() throws Exception {
        Operation op = create();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Boolean>> rivals = java.util.stream.IntStream.range(0, 6)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        try {
                            store().save(SAMPLES.next(op, "rival-" + i), List.of());
                            return true;
                        } catch (OperationStore.SaveConflict e) {
                            return false;
                        }
                    })
                    .toList();
            long winners = 0;
            for (Future<Boolean> each : threads.invokeAll(rivals)) {
                winners += each.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }

    @Test
    void theSaveThatEndsAnOperationFreesItsCluster() {
        Operation op = create();

        store().save(SAMPLES.ended(op), List.of(SAMPLES.event(2, Event.Type.OPERATION_COMPLETED)));

        Operation later = SAMPLES.onClusterOf(op);
        store().create(later, List.of());
        assertThat(store().load(later.id())).isPresent();
    }

    @Test
    void aLaterSaveOfAnEndedOperationDoesNotTouchTheNextOnesLock() {
        Operation op = create();
        Operation ended = SAMPLES.ended(op);
        store().save(ended, List.of(SAMPLES.event(2, Event.Type.OPERATION_COMPLETED)));
        Operation later = SAMPLES.onClusterOf(op);
        store().create(later, List.of());

        store().save(SAMPLES.next(ended, "publisher"), List.of());

        assertThatThrownBy(() -> store().create(SAMPLES.onClusterOf(op), List.of()))
                .isInstanceOfSatisfying(
                        OperationStore.ClusterBusy.class,
                        e -> assertThat(e.holder()).isEqualTo(later.id()));
    }

    @Test
    void theLogIsReadInOrder() {
        Operation op = create();
        Operation second = SAMPLES.next(op, "a");
        store().save(
                        second,
                        List.of(
                                SAMPLES.event(2, Event.Type.STEP_STARTED),
                                SAMPLES.event(3, Event.Type.STEP_COMPLETED)));

        assertThat(store().events(op.id())).extracting(Event::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void liveOperationsAreListedAndEndedOnesAreNot() {
        Operation live = create();
        Operation over = create();
        store().save(SAMPLES.ended(over), List.of(SAMPLES.event(2, Event.Type.OPERATION_COMPLETED)));

        assertThat(store().live()).extracting(Operation::id).contains(live.id()).doesNotContain(over.id());
    }

    @Test
    void anOperationIsFoundByItsExecutionAlsoAfterItChangedHands() {
        Operation op = create();
        String first = op.owner().executionArn();
        Operation taken = SAMPLES.takenOver(op);
        store().save(taken, List.of(SAMPLES.event(2, Event.Type.OPERATION_TAKEN_OVER)));

        assertThat(store().ofExecution(first)).map(Operation::id).contains(op.id());
        assertThat(store().ofExecution(taken.owner().executionArn()))
                .map(Operation::id)
                .contains(op.id());
    }

    private Operation create() {
        Operation op = SAMPLES.fresh();
        store().create(op, List.of(SAMPLES.event(1, Event.Type.OPERATION_STARTED)));
        return op;
    }
}
