package io.rdsmaint.local.clock;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** Timers in the order in which they are due, those of one instant in the order in which they were set. */
final class Agenda {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::sequence));
    private long sequence;

    record Entry(Instant due, long sequence, Runnable action) {}

    Entry add(Instant due, Runnable action) {
        Entry entry = new Entry(due, sequence++, action);
        entries.add(entry);
        return entry;
    }

    void remove(Entry entry) {
        entries.remove(entry);
    }

    Optional<Instant> next() {
        return Optional.ofNullable(entries.peek()).map(Entry::due);
    }

    /** Takes the first timer if it is due by then. */
    Optional<Entry> take(Instant by) {
        Entry first = entries.peek();
        if (first == null || first.due().isAfter(by)) {
            return Optional.empty();
        }
        return Optional.of(entries.remove());
    }

    void clear() {
        entries.clear();
    }
}
