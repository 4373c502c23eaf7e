package io.rdsmaint.local;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something elsewhere, whose time passes by itself, by looking at it now and then. */
final class Polling {
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private Polling() {}

    /** Looks until the condition holds; fails after this long, or as soon as looking fails. */
    static void until(BooleanSupplier condition, Duration most) {
        CompletableFuture<Boolean> held = new CompletableFuture<>();
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            Future<?> looking = clock.scheduleWithFixedDelay(
                    () -> look(condition, held), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
            try {
                held.orTimeout(most.toSeconds(), TimeUnit.SECONDS).join();
            } finally {
                looking.cancel(true);
            }
        }
    }

    private static void look(BooleanSupplier condition, CompletableFuture<Boolean> held) {
        try {
            if (condition.getAsBoolean()) {
                held.complete(true);
            }
        } catch (RuntimeException | Error e) {
            held.completeExceptionally(e);
        }
    }
}
