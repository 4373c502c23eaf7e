package io.rdsmaint.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in a run, for whoever reads it; kept only when somebody does. */
public final class History {
    private final Supplier<Instant> clock;
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    public History(Supplier<Instant> clock, boolean kept) {
        this.clock = clock;
        this.kept = kept;
    }

    /** Somebody did something; the words are made only when they are kept. */
    public synchronized void add(String who, Supplier<String> what) {
        if (kept) {
            lines.add(clock.get() + "  %-12s ".formatted(who) + what.get());
        }
    }

    /** All of it, oldest first. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
