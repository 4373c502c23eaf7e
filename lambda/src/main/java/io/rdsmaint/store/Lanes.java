package io.rdsmaint.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Reads many objects at a time where there are many to read: S3 knows no batch. All threads have ended when the list is there, as
 * nothing may run after an invocation.
 */
final class Lanes {
    /** Requests at a time: below what the client keeps connections for (50); chosen. */
    private static final int LANES = 16;

    /** Fewer than this are read one after the other, by the thread that asks: threads are not worth it. */
    private static final int FEW = 24;

    /**
     * What becomes of each, in the order given.
     *
     * @throws RuntimeException the first failure, once all have been tried
     */
    <A, B> List<B> map(List<A> all, Function<A, B> read) {
        if (all.size() < FEW) {
            return all.stream().map(read).toList();
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
            List<Callable<B>> tasks =
                    all.stream().<Callable<B>>map(one -> () -> read.apply(one)).toList();
            List<B> results = new ArrayList<>(all.size());
            for (Future<B> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
