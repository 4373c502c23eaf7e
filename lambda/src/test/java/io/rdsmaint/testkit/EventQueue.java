package io.rdsmaint.testkit;

import io.rdsmaint.simulator.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen, in the order of virtual time; at the same moment in the order it was entered. What is overdue because
 * somebody moved the clock happens next, at the time that it is.
 */
public final class EventQueue {
    private record Entry(Instant at, long number, Runnable what) {}

    private final VirtualClock clock;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::number));
    private long number;

    public EventQueue(VirtualClock clock) {
        this.clock = clock;
    }

    /** What time it is. */
    public Instant now() {
        return clock.instant();
    }

    /** Something happens so long from now. */
    public synchronized void after(Duration delay, Runnable what) {
        entries.add(new Entry(now().plus(delay), number++, what));
    }

    private synchronized @Nullable Entry first() {
        return entries.poll();
    }

    /** Lets time pass until the next thing happens; false when nothing is left. */
    public boolean next() {
        Entry entry = first();
        if (entry == null) {
            return false;
        }
        if (entry.at().isAfter(now())) {
            clock.set(entry.at());
        }
        entry.what().run();
        return true;
    }
}
