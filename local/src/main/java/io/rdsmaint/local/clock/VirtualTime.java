package io.rdsmaint.local.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Time that stands still until a test advances it; before each step it waits for all work to end. */
public final class VirtualTime implements Scheduler {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Agenda agenda = new Agenda();
    private final Object lock = new Object();
    private Instant time;
    private int working;
    private Optional<Throwable> broken = Optional.empty();

    /** Time starts here. */
    public VirtualTime(Instant start) {
        this.time = start;
    }

    @Override
    public Instant instant() {
        synchronized (lock) {
            return time;
        }
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        synchronized (lock) {
            Agenda.Entry entry = agenda.add(time.plus(delay), action);
            return () -> cancel(entry);
        }
    }

    private void cancel(Agenda.Entry entry) {
        synchronized (lock) {
            agenda.remove(entry);
        }
    }

    @Override
    public void start(Consumer<Work> body) {
        synchronized (lock) {
            working++;
        }
        Work work = new Work(this::ended);
        Thread.ofVirtual().name("work").start(() -> {
            try {
                body.accept(work);
            } catch (RuntimeException | Error e) {
                note(e);
            } finally {
                work.end();
            }
        });
    }

    private void note(Throwable error) {
        synchronized (lock) {
            broken = broken.or(() -> Optional.of(error));
        }
    }

    private void ended() {
        synchronized (lock) {
            working--;
            lock.notifyAll();
        }
    }

    /** Lets this much time pass, with everything that happens in it. */
    public void advance(Duration duration) {
        Instant end = instant().plus(duration);
        while (step(end)) {
            // each step runs one timer
        }
        synchronized (lock) {
            time = end;
        }
        settle();
    }

    /** Lets time pass until the condition holds, at most this long; false when it never does. */
    public boolean advanceUntil(BooleanSupplier condition, Duration most) {
        Instant end = instant().plus(most);
        settle();
        while (!condition.getAsBoolean()) {
            if (!step(end)) {
                return false;
            }
            settle();
        }
        return true;
    }

    private boolean step(Instant end) {
        settle();
        Optional<Agenda.Entry> entry;
        synchronized (lock) {
            entry = agenda.take(end);
            entry.ifPresent(due -> time = due.due());
        }
        entry.ifPresent(due -> due.action().run());
        return entry.isPresent();
    }

    /** Waits until nothing works any more; throws what a work has thrown. */
    public void settle() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lock) {
            while (working > 0) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new IllegalStateException("Work has not ended within " + PATIENCE);
                }
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            broken.ifPresent(error -> {
                throw new IllegalStateException("Work has failed", error);
            });
        }
    }

    @Override
    public void spend(Duration duration) {
        synchronized (lock) {
            time = time.plus(duration);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            agenda.clear();
        }
    }
}
