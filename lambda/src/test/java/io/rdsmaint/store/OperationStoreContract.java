package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.KeptDurations;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Target;
import io.rdsmaint.engine.TransientFailure;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store must do, whatever it is made of. */
abstract class OperationStoreContract extends OperationListingContract {
    /** Somebody writes another operation into the lock of an operation's cluster, behind the store's back. */
    abstract void lockIsMadeToName(Operation operation, String holder);

    @Test
    void whatWasStoredComesBackWhole() {
        Operation op = SAMPLES.everythingSet();

        store().create(op, List.of(SAMPLES.event(1, LogEntry.Type.OPERATION_STARTED)));

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
                        OperationStore.TargetBusy.class,
                        e -> assertThat(e.holder()).isEqualTo(first.id()));
        assertThat(store().load(second.id())).as("nothing of it is stored").isEmpty();
    }

    /** A cluster and something else may have the same name; both are kept, found and listed, each by its kind. */
    @Test
    void targetsOfDifferentKindsNeverMeanTheSame() {
        Operation cluster = create();
        Target named = cluster.target();
        Target other = new Target("recovery-plan", named.account(), named.region(), named.name(), null, null, null);
        Operation first = SAMPLES.on(other);
        store().create(first, List.of());

        assertThat(store().load(first.id())).contains(first);
        assertThatThrownBy(() -> store().create(SAMPLES.on(other), List.of()))
                .isInstanceOfSatisfying(
                        OperationStore.TargetBusy.class,
                        e -> assertThat(e.holder()).isEqualTo(first.id()));

        store().save(SAMPLES.ended(first), List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));

        assertThat(store().endedOn(other.historyKey(), 5))
                .extracting(Operation::id)
                .containsExactly(first.id());
        assertThat(store().endedOn(named.historyKey(), 5)).isEmpty();
        store().create(SAMPLES.on(other), List.of());
    }

    /** Its parent may hold the lock, or nobody: operations on a shared target come and go beside the one that locks it. */
    @Test
    void aSharedTargetIsNotLockedAndReleasesNothing() {
        Operation holder = create();
        Target locked = holder.target();
        Target shared = new Target(
                locked.kind(), locked.account(), locked.region(), locked.name(), locked.resourceId(), null, null, true);
        Operation first = SAMPLES.on(shared);
        Operation second = SAMPLES.on(shared);

        store().create(first, List.of());
        store().create(second, List.of());
        store().save(SAMPLES.ended(first), List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));

        assertThat(store().load(second.id())).contains(second);
        assertThat(store().load(first.id()).orElseThrow().state().ended()).isTrue();
        assertThatThrownBy(() -> store().create(SAMPLES.onClusterOf(holder), List.of()))
                .as("the lock is still the holder's")
                .isInstanceOfSatisfying(
                        OperationStore.TargetBusy.class,
                        e -> assertThat(e.holder()).isEqualTo(holder.id()));
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
                        store().save(SAMPLES.next(op, "second"), List.of(SAMPLES.event(2, LogEntry.Type.STEP_STARTED))))
                .isInstanceOf(OperationStore.SaveConflict.class);
        assertThat(store().events(op.id())).extracting(LogEntry::number).containsExactly(1L);
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

        store().save(SAMPLES.ended(op), List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));

        Operation later = SAMPLES.onClusterOf(op);
        store().create(later, List.of());
        assertThat(store().load(later.id())).isPresent();
    }

    @Test
    void aLaterSaveOfAnEndedOperationDoesNotTouchTheNextOnesLock() {
        Operation op = create();
        Operation ended = SAMPLES.ended(op);
        store().save(ended, List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));
        Operation later = SAMPLES.onClusterOf(op);
        store().create(later, List.of());

        store().save(SAMPLES.next(ended, "publisher"), List.of());

        assertThatThrownBy(() -> store().create(SAMPLES.onClusterOf(op), List.of()))
                .isInstanceOfSatisfying(
                        OperationStore.TargetBusy.class,
                        e -> assertThat(e.holder()).isEqualTo(later.id()));
    }

    @Test
    void aLockThatIsNotItsOwnDoesNotKeepAnOperationFromEnding() {
        Operation op = create();
        lockIsMadeToName(op, "op-another");
        Operation ended = SAMPLES.ended(op);

        store().save(ended, List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));

        assertThat(store().load(op.id())).contains(ended);
        assertThat(store().events(op.id())).hasSize(2);
        assertThat(store().endedOn(op.target().historyKey(), 1))
                .extracting(Operation::id)
                .containsExactly(op.id());
    }

    @Test
    void aLastSaveThatIsOvertakenIsTurnedAwayAlsoWithoutTheLock() {
        Operation op = create();
        lockIsMadeToName(op, "op-another");
        store().save(SAMPLES.next(op, "faster"), List.of());

        assertThatThrownBy(() ->
                        store().save(SAMPLES.ended(op), List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED))))
                .isInstanceOf(OperationStore.SaveConflict.class);
        assertThat(store().load(op.id()).orElseThrow().savedBy()).isEqualTo("faster");
    }

    @Test
    void theLogIsReadInOrder() {
        Operation op = create();
        Operation second = SAMPLES.next(op, "a");
        store().save(
                        second,
                        List.of(
                                SAMPLES.event(2, LogEntry.Type.STEP_STARTED),
                                SAMPLES.event(3, LogEntry.Type.STEP_COMPLETED)));

        assertThat(store().events(op.id())).extracting(LogEntry::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void anOperationIsFoundByItsExecutionAlsoAfterItChangedHands() {
        Operation op = create();
        String first = op.owner().executionArn();
        Operation taken = SAMPLES.takenOver(op);
        store().save(taken, List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_TAKEN_OVER)));

        assertThat(store().ofExecution(first)).map(Operation::id).contains(op.id());
        assertThat(store().ofExecution(taken.owner().executionArn()))
                .map(Operation::id)
                .contains(op.id());
    }

    @Test
    void ofManyConcurrentStartsOnAClusterExactlyOneHoldsIt() throws Exception {
        Operation first = SAMPLES.fresh();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Operation> rivals =
                    Stream.generate(() -> SAMPLES.onClusterOf(first)).limit(4).toList();
            List<Callable<Boolean>> starts = rivals.stream()
                    .<Callable<Boolean>>map(op -> () -> {
                        try {
                            store().create(op, List.of(SAMPLES.event(1, LogEntry.Type.OPERATION_STARTED)));
                            return true;
                        } catch (OperationStore.TargetBusy | TransientFailure e) {
                            return false;
                        }
                    })
                    .toList();
            threads.invokeAll(starts);

            assertThat(rivals)
                    .filteredOn(op -> store().load(op.id()).isPresent())
                    .hasSizeLessThanOrEqualTo(1);
        }
        Operation late = SAMPLES.onClusterOf(first);
        assertThatCode(() -> store().create(late, List.of()))
                .satisfiesAnyOf(
                        e -> assertThat(e).isNull(), e -> assertThat(e).isInstanceOf(OperationStore.TargetBusy.class));
    }

    @Test
    void aStartRepeatedByItsInvocationIsTheSameStart() {
        Operation op = create();

        store().create(op, List.of(SAMPLES.event(1, LogEntry.Type.OPERATION_STARTED)));

        assertThat(store().events(op.id())).hasSize(1);
    }

    @Test
    void aSaveRepeatedByItsInvocationIsTheSameSave() {
        Operation op = create();
        List<LogEntry> events = List.of(SAMPLES.event(2, LogEntry.Type.STEP_STARTED));
        Operation next = SAMPLES.logging(op, events);

        store().save(next, events);
        store().save(next, events);

        assertThat(store().load(op.id())).contains(next);
        assertThat(store().events(op.id())).extracting(LogEntry::number).containsExactly(1L, 2L);
    }

    @Test
    void anotherSaveOfTheSameVersionByTheSameInvocationIsTurnedAway() {
        Operation op = create();
        store().save(SAMPLES.next(op, "same"), List.of());

        assertThatThrownBy(() ->
                        store().save(SAMPLES.next(op, "same"), List.of(SAMPLES.event(2, LogEntry.Type.STEP_STARTED))))
                .isInstanceOf(OperationStore.SaveConflict.class);
        assertThat(store().events(op.id())).hasSize(1);
    }

    @Test
    void whatWasNeverStoredIsNotSaved() {
        Operation unknown = SAMPLES.fresh();

        assertThatThrownBy(() -> store().save(SAMPLES.next(unknown, "a"), List.of()))
                .isInstanceOf(OperationStore.SaveConflict.class);
        assertThat(store().load(unknown.id())).isEmpty();
        assertThat(store().events(unknown.id())).isEmpty();
    }

    @Test
    void operationsOnTwoClustersDoNotMeet() {
        Operation one = create();
        Operation two = create();

        store().save(SAMPLES.ended(one), List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));

        assertThatThrownBy(() -> store().create(SAMPLES.onClusterOf(two), List.of()))
                .isInstanceOf(OperationStore.TargetBusy.class);
        assertThat(store().load(two.id())).contains(two);
    }

    @Test
    void aClustersLockServesOneOperationAfterAnother() {
        Operation op = create();
        for (int i = 0; i < 5; i++) {
            store().save(SAMPLES.ended(op), List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));
            Operation next = SAMPLES.onClusterOf(op);
            store().create(next, List.of(SAMPLES.event(1, LogEntry.Type.OPERATION_STARTED)));
            op = next;
        }

        Operation last = op;
        assertThatThrownBy(() -> store().create(SAMPLES.onClusterOf(last), List.of()))
                .isInstanceOfSatisfying(
                        OperationStore.TargetBusy.class,
                        e -> assertThat(e.holder()).isEqualTo(last.id()));
    }

    @Test
    void aLongLogIsKeptWhole() {
        Operation op = create();
        for (int i = 0; i < 150; i++) {
            List<LogEntry> events = List.of(
                    SAMPLES.event(op.events() + 1, LogEntry.Type.STEP_STARTED),
                    SAMPLES.event(op.events() + 2, LogEntry.Type.STEP_COMPLETED));
            op = SAMPLES.logging(op, events);
            store().save(op, events);
        }

        assertThat(store().events(op.id()))
                .extracting(LogEntry::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 301).boxed().toList());
    }

    @Test
    void anExecutionThatFailedToTakeOverOwnsNothing() {
        Operation op = create();
        store().save(SAMPLES.next(op, "faster"), List.of());
        Operation taken = SAMPLES.takenOver(op);

        assertThatThrownBy(() -> store().save(taken, List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_TAKEN_OVER))))
                .isInstanceOf(OperationStore.SaveConflict.class);
        assertThat(store().ofExecution(taken.owner().executionArn())).isEmpty();
    }

    @Test
    void whatStepsTookIsKeptByTypeAndKind() {
        assertThat(store().durations("instance_cycle", "reboot")).isEqualTo(KeptDurations.NONE);

        store().keep("instance_cycle", "reboot", new KeptDurations(List.of(90L, 80L)));
        store().keep("instance_cycle", "reboot", new KeptDurations(List.of(90L, 80L, 70L)));
        store().keep("instance_type_change", "reboot", new KeptDurations(List.of(5L)));

        assertThat(store().durations("instance_cycle", "reboot").seconds()).containsExactly(90L, 80L, 70L);
        assertThat(store().durations("instance_type_change", "reboot").seconds())
                .containsExactly(5L);
        assertThat(store().durations("instance_cycle", "failover")).isEqualTo(KeptDurations.NONE);
    }

    @Test
    void aFreezeIsInForceUntilItIsLiftedAndAnotherOneDoesNotReplaceIt() {
        Freeze freeze = new Freeze("storm \u26a1 \"now\"", "dana", Instant.parse("2026-03-01T02:00:00.123456789Z"));
        Freeze other = new Freeze("storm", "sam", Instant.parse("2026-03-01T03:00:00Z"));
        assertThat(store().freeze()).isEmpty();

        assertThat(store().freeze(freeze)).isTrue();
        assertThat(store().freeze(other)).isFalse();
        assertThat(store().freeze()).contains(freeze);
        assertThat(store().lift(other)).as("a late request for another one").isFalse();
        assertThat(store().freeze()).contains(freeze);
        assertThat(store().lift(freeze)).isTrue();
        assertThat(store().freeze()).isEmpty();
        assertThat(store().lift(freeze)).isFalse();

        assertThat(store().freeze(other)).isTrue();
        assertThat(store().lift(freeze)).isFalse();
        assertThat(store().freeze()).contains(other);
        assertThat(store().lift(other)).isTrue();
    }
}
