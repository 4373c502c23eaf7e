package io.rdsmaint.local.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Time that really passes: at the given speed while nothing works, and as fast as ever while something does. */
public final class RealTime implements Scheduler {
    private double speed;
    private final Agenda agenda = new Agenda();
    private final Object lock = new Object();
    private long origin = System.nanoTime();
    private Instant time;
    private int working;
    private boolean still;
    private boolean closed;

    /** A speed of 60 makes an hour of waiting take a minute; 1 is ordinary time. */
    public RealTime(InstantSource wall, double speed) {
        this.speed = valid(speed);
        this.time = wall.instant();
        Thread.ofPlatform().daemon().name("clock").start(this::run);
    }

    private static double valid(double speed) {
        if (!(speed >= 1)) {
            throw new IllegalArgumentException("The speed must be 1 or more, and is " + speed);
        }
        return speed;
    }

    /** How fast it passes while nothing works. */
    public double speed() {
        synchronized (lock) {
            return speed;
        }
    }

    /** Another speed from now on. */
    public void speed(double other) {
        synchronized (lock) {
            changeWorking(0);
            speed = valid(other);
            lock.notifyAll();
        }
    }

    @Override
    public Instant instant() {
        synchronized (lock) {
            return now();
        }
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        synchronized (lock) {
            Agenda.Entry entry = agenda.add(now().plus(delay), action);
            lock.notifyAll();
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
            changeWorking(1);
        }
        Work work = new Work(this::ended);
        Thread.ofVirtual().name("work").start(() -> {
            try {
                body.accept(work);
            } finally {
                work.end();
            }
        });
    }

    private void ended() {
        synchronized (lock) {
            changeWorking(-1);
            lock.notifyAll();
        }
    }

    private void changeWorking(int by) {
        time = now();
        origin = System.nanoTime();
        working += by;
    }

    /** From now on no time passes while nothing works, until {@link #goOn}: somebody thinks, whom no deadline should meet. */
    public void standStill() {
        still(true);
    }

    /** Lets time pass again. */
    public void goOn() {
        still(false);
    }

    private void still(boolean now) {
        synchronized (lock) {
            changeWorking(0);
            still = now;
            lock.notifyAll();
        }
    }

    private Instant now() {
        return time.plusNanos((long) ((System.nanoTime() - origin) * rate()));
    }

    private double rate() {
        return working > 0 ? 1 : still ? 0 : speed;
    }

    private void run() {
        while (true) {
            Optional<Agenda.Entry> due;
            synchronized (lock) {
                due = agenda.take(now());
                if (due.isEmpty() && !await()) {
                    return;
                }
            }
            due.ifPresent(entry -> start(_ -> entry.action().run()));
        }
    }

    /** Waits until the next timer may be due; false when the clock is closed. */
    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private boolean await() {
        try {
            if (closed) {
                return false;
            }
            long nanos = agenda.next()
                    .filter(_ -> rate() > 0)
                    .map(due -> (long) (Duration.between(now(), due).toNanos() / rate()))
                    .orElse(Duration.ofDays(1).toNanos());
            Duration pause = Duration.ofNanos(Math.max(nanos, 1_000_000));
            lock.wait(pause.toMillis());
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    @Override
    public void spend(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            agenda.clear();
            lock.notifyAll();
        }
    }
}
