package io.rdsmaint.sql.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.sql.ledger.PieceResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How many calls run beside each other, and until when. */
class LanesTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final PieceResult DONE = new PieceResult("done", 1, 10, "");
    private static final PieceResult NONE = new PieceResult("none", 0, 0, "");

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T10:00:00Z"));
    private final Lanes lanes = new Lanes(clock);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** Pieces of three seconds each. */
    private synchronized PieceResult threeSeconds() {
        calls.incrementAndGet();
        clock.advance(Duration.ofSeconds(3));
        return DONE;
    }

    private Lanes.Batch run(int number, Supplier<PieceResult> call) {
        return lanes.run(number, () -> number, call, LONG, () -> {});
    }

    @Test
    void noPieceBeginsOnceTheTimeIsSpent() {
        Lanes.Batch batch = run(1, this::threeSeconds);

        assertThat(calls).hasValue(7);
        assertThat(batch.done()).isEqualTo(7);
    }

    @Test
    void itEndsWhenNoPieceIsFree() {
        Lanes.Batch batch = run(3, () -> calls.incrementAndGet() > 5 ? NONE : DONE);

        assertThat(batch.done()).isEqualTo(5);
    }

    /** A piece waits until as many run as there are to be: with fewer lanes this would not end. */
    private Supplier<PieceResult> together(CountDownLatch all) {
        return () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            all.countDown();
            try {
                all.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atOnce.decrementAndGet();
            return NONE;
        };
    }

    @Test
    void asManyRunBesideEachOtherAsThereAreLanes() {
        run(4, together(new CountDownLatch(4)));

        assertThat(most).hasValue(4);
    }

    @Test
    void lanesThatAreAddedMeanwhileBeginAtTheNextPiece() {
        Supplier<PieceResult> rest = together(new CountDownLatch(3));
        AtomicInteger first = new AtomicInteger();

        lanes.run(
                1,
                () -> 3,
                () -> {
                    if (first.getAndIncrement() == 0) {
                        clock.advance(Lanes.FRESH);
                        return DONE;
                    }
                    return rest.get();
                },
                LONG,
                () -> {});

        assertThat(most).hasValue(3);
    }

    @Test
    void lanesThatAreTakenAwayEndWithTheirPiece() {
        CountDownLatch four = new CountDownLatch(4);
        List<Thread> after = Collections.synchronizedList(new ArrayList<>());

        lanes.run(
                4,
                () -> 1,
                () -> {
                    if (four.getCount() > 0) {
                        four.countDown();
                        try {
                            four.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        clock.advance(Lanes.FRESH.dividedBy(3));
                        return DONE;
                    }
                    after.add(Thread.currentThread());
                    return threeSeconds();
                },
                LONG,
                () -> {});

        assertThat(after).hasSizeGreaterThan(3);
        assertThat(after.subList(after.size() - 2, after.size()))
                .as("the last ones are all of one lane")
                .containsOnly(after.getLast());
    }

    @Test
    void aStatementThatRunsTooLongIsEndedWhileItsCallIsOut() {
        CountDownLatch ended = new CountDownLatch(1);

        Lanes.Batch batch = lanes.run(
                1,
                () -> 1,
                () -> {
                    clock.advance(Duration.ofSeconds(6));
                    try {
                        ended.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return calls.incrementAndGet() == 1 ? new PieceResult("failed", 1, 0, "57014 canceled") : NONE;
                },
                Duration.ofSeconds(5),
                ended::countDown);

        assertThat(batch.failed()).isEqualTo(1);
    }

    @Test
    void aCallWithoutAnswerIsNotMadeAgainInItsLane() {
        Lanes.Batch batch = run(1, () -> {
            calls.incrementAndGet();
            throw new ChangeFailure.Unknown("lost", new IllegalStateException());
        });

        assertThat(calls).hasValue(1);
        assertThat(batch.unknown()).contains("lost");
    }

    @Test
    void whatIsRefusedBeforeAnyPieceIsARefusal() {
        assertThatThrownBy(() -> run(1, () -> {
                    throw new ChangeFailure.Refused("denied", false, new IllegalStateException());
                }))
                .isInstanceOf(ChangeFailure.Refused.class);
    }
}
