package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.store.Interruption.Fate;
import io.rdsmaint.store.Interruption.ProcessEnded;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Starts on one cluster, whose requests to S3 come in every order in which a process is held up a few times: at no moment are two
 * operations live, so also not when any of the processes ends there.
 */
class S3StartsInEveryOrderTest {
    private static final Samples SAMPLES = new Samples();
    private static final int LAST_BEFORE_BIRTH = 2;
    private static final int INTERRUPTIONS = 2;

    private final S3Bucket bucket = new S3Bucket();
    private final OperationStore world = bucket.store();
    private final Turns turns = new Turns(S3StartsInEveryOrderTest::decides);
    private final List<OperationStore> processes = IntStream.range(0, 3)
            .<OperationStore>mapToObj(_ -> bucket.store(S3Bucket.client(turns.participant(bucket.network()))))
            .toList();

    /** What the lock is like before. */
    enum Before {
        NEVER_TAKEN,
        OF_ONE_THAT_ENDED,
        OF_ONE_THAT_NEVER_BEGAN,
        OF_ONE_THAT_WAS_OVERTAKEN,
        OURS_FROM_A_PROCESS_THAT_ENDED,
        OURS_AND_SOMEBODY_WAS_ABOUT_TO_OVERTAKE
    }

    /** How a start came out. */
    private record Ended(Operation operation, Optional<RuntimeException> failure) {}

    @ParameterizedTest
    @EnumSource(Before.class)
    void twoStartsNeverBothHoldTheCluster(Before before) {
        int orders = inEveryOrder(() -> {
            Operation one = SAMPLES.fresh();
            prepare(before, one);
            return List.of(one, SAMPLES.onClusterOf(one));
        });

        assertThat(orders).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource(
            value = Before.class,
            names = {"NEVER_TAKEN", "OURS_FROM_A_PROCESS_THAT_ENDED"})
    void aStartAndItsOwnRetryAreOneOperation(Before before) {
        inEveryOrder(() -> {
            Operation one = SAMPLES.fresh();
            prepare(before, one);
            return List.of(one, SAMPLES.by(one, "retry"));
        });
    }

    @ParameterizedTest
    @EnumSource(Before.class)
    void threeStartsNeverHoldTheClusterTogether(Before before) {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            Operation one = SAMPLES.fresh();
            prepare(before, one);
            Operation third = i % 2 == 0 ? SAMPLES.onClusterOf(one) : SAMPLES.by(one, "retry");
            run(List.of(one, SAMPLES.onClusterOf(one), third), Integer.MAX_VALUE, random::nextInt);
        }
    }

    @Test
    void theOvertakenBeginsOnceTheClusterIsFreeAgain() {
        Operation slow = SAMPLES.fresh();
        Operation quick = SAMPLES.onClusterOf(slow);
        dieAt(slow, LAST_BEFORE_BIRTH);
        world.create(quick, List.of());
        assertThat(start(world, slow).failure()).containsInstanceOf(OperationStore.TargetBusy.class);
        assertThat(world.load(slow.id())).as("void is no operation").isEmpty();
        assertThat(world.events(slow.id())).isEmpty();
        world.save(SAMPLES.ended(quick), List.of());

        world.create(slow, List.of());

        assertThat(world.load(slow.id())).contains(slow);
        assertThat(start(world, SAMPLES.onClusterOf(slow)).failure())
                .containsInstanceOf(OperationStore.TargetBusy.class);
    }

    /** Tries all orders; answers how many there were. */
    private int inEveryOrder(java.util.function.Supplier<List<Operation>> starts) {
        int runs = 0;
        Optional<List<Integer>> begin = Optional.of(List.of());
        while (begin.isPresent()) {
            Iterator<Integer> given = begin.get().iterator();
            begin = Turns.next(run(starts.get(), INTERRUPTIONS, _ -> given.hasNext() ? given.next() : 0));
            runs++;
        }
        return runs;
    }

    private List<Turns.Choice> run(List<Operation> starts, int interruptions, IntUnaryOperator order) {
        List<Integer> taken = new ArrayList<>();
        List<Ended> ends = new ArrayList<>();
        List<Runnable> works = IntStream.range(0, starts.size())
                .<Runnable>mapToObj(i -> () -> {
                    Ended end = start(processes.get(i), starts.get(i));
                    synchronized (ends) {
                        ends.add(end);
                    }
                })
                .toList();
        List<Turns.Choice> choices = turns.run(
                works,
                interruptions,
                of -> {
                    int which = order.applyAsInt(of);
                    taken.add(which);
                    return which;
                },
                () -> assertThat(live(starts)).as("in the order " + taken).hasSizeLessThanOrEqualTo(1));
        verify(starts, ends, "in the order " + taken);
        return choices;
    }

    private void verify(List<Operation> starts, List<Ended> ends, String when) {
        List<String> live = live(starts);
        assertThat(ends).as(when).hasSameSizeAs(starts);
        assertThat(live).as(when + " somebody holds the cluster").hasSize(1);
        for (Ended end : ends) {
            RuntimeException failure = end.failure().orElse(null);
            switch (failure) {
                case null ->
                    assertThat(world.load(end.operation().id())).as(when).contains(end.operation());
                case OperationStore.TargetBusy busy -> assertThat(live).as(when).containsExactly(busy.holder());
                case OperationStore.SaveConflict _ ->
                    assertThat(live).as(when).containsExactly(end.operation().id());
                case TransientFailure _ ->
                    assertThat(live).as(when).doesNotContain(end.operation().id());
                default -> throw failure;
            }
        }
    }

    private List<String> live(List<Operation> starts) {
        return starts.stream()
                .filter(bucket::isLive)
                .map(Operation::id)
                .distinct()
                .collect(Collectors.toList());
    }

    private void prepare(Before before, Operation ours) {
        switch (before) {
            case NEVER_TAKEN -> {}
            case OF_ONE_THAT_ENDED -> {
                Operation earlier = SAMPLES.onClusterOf(ours);
                world.create(earlier, List.of());
                world.save(SAMPLES.ended(earlier), List.of());
            }
            case OF_ONE_THAT_NEVER_BEGAN -> dieAt(SAMPLES.onClusterOf(ours), LAST_BEFORE_BIRTH);
            case OF_ONE_THAT_WAS_OVERTAKEN -> overtakeWithoutTakingTheLock(SAMPLES.onClusterOf(ours));
            case OURS_FROM_A_PROCESS_THAT_ENDED -> dieAt(ours, LAST_BEFORE_BIRTH);
            case OURS_AND_SOMEBODY_WAS_ABOUT_TO_OVERTAKE -> overtakeWithoutTakingTheLock(ours);
        }
    }

    /** One process took the lock and ended; another one wrote its void document and ended, too. */
    private void overtakeWithoutTakingTheLock(Operation slow) {
        dieAt(slow, LAST_BEFORE_BIRTH);
        dieAt(SAMPLES.onClusterOf(slow), 5);
        assertThat(bucket.text(Keys.operation(slow.id())))
                .hasValueSatisfying(text -> assertThat(text).contains("\"void\""));
    }

    /** The process ends right after the effect of this request of its start. */
    private void dieAt(Operation op, int request) {
        Interruption network = new Interruption(bucket.network(), request, true, Fate.ENDED, () -> {});
        try {
            bucket.store(S3Bucket.client(network)).create(op, List.of());
            throw new AssertionError("it did not end at request " + request);
        } catch (ProcessEnded _) {
            assertThat(bucket.isLive(op)).isFalse();
        }
    }

    private static Ended start(OperationStore store, Operation op) {
        try {
            store.create(op, List.of(SAMPLES.event(1, LogEntry.Type.OPERATION_STARTED)));
            return new Ended(op, Optional.empty());
        } catch (RuntimeException e) {
            return new Ended(op, Optional.of(e));
        }
    }

    /** Pointers and markers are the same whoever writes them and when. */
    private static boolean decides(SdkHttpRequest request) {
        return Stream.of("locks/", "operations/")
                .anyMatch(prefix -> request.encodedPath().startsWith("/" + prefix));
    }
}
