package io.rdsmaint.sql.step;

import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.sql.ledger.PieceResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs pieces in several calls at once, each lane going on with the next when it is through with one, until the time for it is spent.
 * It returns once every call has been answered or has timed out: nothing runs on behind the function's back.
 */
final class Lanes {
    /** After this time no call is begun any more, so that the last one can be answered within the invocation. */
    static final Duration SPENT = Duration.ofSeconds(20);

    /** How old the number of lanes may be that a lane goes by before it takes its next piece; chosen. */
    static final Duration FRESH = Duration.ofSeconds(5);

    /** Calls of one batch, at most; chosen: more than a writer answers in that time. */
    static final int MOST_CALLS = 4_096;

    private final InstantSource clock;

    Lanes(InstantSource clock) {
        this.clock = clock;
    }

    /** What came of a batch. */
    static final class Batch {
        private final List<PieceResult> results = new ArrayList<>();
        private ChangeFailure.@Nullable Refused refused;
        private @Nullable Throwable broken;
        private @Nullable String unknown;
        private boolean lapsed;
        private boolean over;

        synchronized void add(PieceResult result) {
            results.add(result);
            over |= !result.worked();
        }

        /** Pieces that were done. */
        synchronized long done() {
            return results.stream().filter(r -> r.outcome().equals("done")).count();
        }

        /** Pieces that failed. */
        synchronized long failed() {
            return results.stream().filter(r -> r.outcome().equals("failed")).count();
        }

        /** True when the ledger takes no calls of this operation any more. */
        synchronized boolean closed() {
            return results.stream().anyMatch(r -> r.outcome().equals("closed"));
        }

        /** What a call without an answer met, or null. */
        synchronized @Nullable String unknown() {
            return unknown;
        }

        /** True when no call could be made in time. */
        synchronized boolean idle() {
            return lapsed && results.isEmpty() && unknown == null;
        }

        private synchronized boolean ends() {
            return over || lapsed || refused != null;
        }

        private synchronized void refused(ChangeFailure.Refused e) {
            refused = e;
        }

        private synchronized void unknown(ChangeFailure.Unknown e) {
            unknown = String.valueOf(e.getMessage());
        }

        private synchronized void broken(Throwable e) {
            broken = e;
            over = true;
        }

        private synchronized void lapsed() {
            lapsed = true;
        }

        /** A refusal when nothing else came of it. */
        synchronized void throwIfRefused() {
            if (broken instanceof Error error) {
                throw error;
            }
            if (broken instanceof RuntimeException exception) {
                throw exception;
            }
            if (refused != null && results.isEmpty()) {
                throw refused;
            }
        }
    }

    /**
     * Runs a batch.
     *
     * @param lanes how many there are at first
     * @param lanesNow how many there are to be by now, asked before further pieces; safe to call from any thread
     * @param call runs one piece
     * @param overdue is called again and again from when a call lasts longer than {@code longest}
     * @throws Intent.IntentLapsed when not even the first call could be made any more
     */
    Batch run(int lanes, IntSupplier lanesNow, Supplier<PieceResult> call, Duration longest, Runnable overdue) {
        Batch batch = new Batch();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Crew crew = new Crew(batch, threads, lanes, lanesNow, call);
            Instant began = clock.instant();
            crew.grow();
            await(crew.ended, began, longest, overdue);
        }
        batch.throwIfRefused();
        return batch;
    }

    /** The lanes of a batch: as many as there are to be, by the last look. */
    private final class Crew {
        private final Batch batch;
        private final ExecutorService threads;
        private final IntSupplier lanesNow;
        private final Supplier<PieceResult> call;
        private final Instant end = clock.instant().plus(SPENT);
        private final Phaser ended = new Phaser(1);
        private int wanted;
        private int running;
        private Instant asked = clock.instant();

        Crew(Batch batch, ExecutorService threads, int lanes, IntSupplier lanesNow, Supplier<PieceResult> call) {
            this.batch = batch;
            this.threads = threads;
            this.wanted = lanes;
            this.lanesNow = lanesNow;
            this.call = call;
        }

        synchronized void grow() {
            while (running < wanted) {
                running++;
                ended.register();
                threads.execute(this::lane);
            }
        }

        private void lane() {
            try {
                boolean answered = piece();
                while (answered && goesOn()) {
                    answered = piece();
                }
            } finally {
                ended.arriveAndDeregister();
            }
        }

        /** False when no answer came: what became of the piece is looked for, not asked again. */
        private boolean piece() {
            try {
                batch.add(call.get());
            } catch (Intent.IntentLapsed e) {
                batch.lapsed();
            } catch (ChangeFailure.Refused e) {
                batch.refused(e);
            } catch (ChangeFailure.Unknown e) {
                batch.unknown(e);
                return false;
            } catch (RuntimeException | Error e) {
                batch.broken(e);
            }
            return true;
        }

        /** Whether this lane takes another piece; begins further lanes when there are to be more. */
        private boolean goesOn() {
            if (batch.ends() || !clock.instant().isBefore(end)) {
                return false;
            }
            refresh();
            synchronized (this) {
                if (running > wanted) {
                    running--;
                    return false;
                }
                grow();
                return true;
            }
        }

        private void refresh() {
            synchronized (this) {
                if (clock.instant().isBefore(asked.plus(FRESH))) {
                    return;
                }
                asked = clock.instant();
            }
            int now = lanesNow.getAsInt();
            synchronized (this) {
                wanted = now;
            }
        }
    }

    /**
     * Waits for all lanes.
     *
     * @param began before the first of them did, so that none of their time is left out
     */
    private void await(Phaser ended, Instant began, Duration longest, Runnable overdue) {
        int phase = ended.arrive();
        while (true) {
            try {
                ended.awaitAdvanceInterruptibly(phase, 1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                if (Duration.between(began, clock.instant()).compareTo(longest) > 0) {
                    overdue.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
