package io.rdsmaint.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * What is due, and when. Nothing runs by itself: {@link #runUntil} carries out, in order and each at its own time, what
 * has come due since the last look. Equal times keep the order of scheduling, so that a run is repeatable.
 */
public final class Timeline {

    private record Due(Instant at, long order, String resource, Runnable action) {}

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private final List<Due> held = new ArrayList<>();
    private Instant now;
    private long order;

    Timeline(Instant start) {
        this.now = start;
    }

    /** The model's time: that of the transition under way, or of the last look at the clock. */
    public Instant now() {
        return now;
    }

    /** Schedules a transition of a resource. */
    public void after(Duration delay, String resource, Runnable action) {
        queue.add(new Due(now.plus(delay), order++, resource, action));
    }

    /** Forgets everything scheduled for a resource. */
    public void cancel(String resource) {
        queue.removeIf(due -> due.resource().equals(resource));
        held.removeIf(due -> due.resource().equals(resource));
    }

    /**
     * Carries out what is due. Transitions of a stuck resource are put aside and follow, late, at the first look at
     * which it is stuck no more.
     *
     * @param until the clock's time; one in the past changes nothing
     * @param stuck tells whether a resource may not move
     * @param afterEach runs after each transition, at its time
     */
    public void runUntil(Instant until, Predicate<String> stuck, Runnable afterEach) {
        List<Due> released =
                held.stream().filter(due -> !stuck.test(due.resource())).toList();
        held.removeAll(released);
        released.forEach(due -> queue.add(new Due(now, due.order(), due.resource(), due.action())));
        for (Due due = queue.peek(); due != null && !due.at().isAfter(until); due = queue.peek()) {
            queue.remove();
            now = due.at().isAfter(now) ? due.at() : now;
            if (stuck.test(due.resource())) {
                held.add(due);
            } else {
                due.action().run();
                afterEach.run();
            }
        }
        now = until.isAfter(now) ? until : now;
    }
}
